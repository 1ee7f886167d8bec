import type { FrameRate, MicroUsd, PictureSize } from '../units.ts';

/** Shapes of picture a film can have, width to height. */
export type Aspect = '16:9' | '9:16' | '1:1' | '4:3' | '3:4';

/** Resolutions that can be asked of a model; the number is the shorter side in pixels. */
export type Resolution = '720p' | '1080p';

/** How a picture of another shape is brought into the film's frame. */
export type Fit = 'letterbox' | 'crop' | 'blur';

/** How the film's pictures are coded; `prores` is for editing and comes in a QuickTime file. */
export type Codec = 'h264' | 'hevc' | 'av1' | 'prores';

/** `draft` is made for speed, `standard` looks like its source, `master` keeps what the eye does not see as well. */
export type Quality = 'draft' | 'standard' | 'master';

/** An encoder's trade of time against size; each quality has its own where a storyboard does not say. */
export type Preset = 'fast' | 'medium' | 'slow';

/** What is made beside the film, each file relative to the project folder. */
export type Deliveries = {
  /** One frame of the film as a picture; `at` in seconds, the middle of the first shot where absent. */
  readonly poster: { readonly file: string; readonly at: number | undefined } | undefined;
  /** The film's first `seconds` without sound, small: `width` in pixels, `fps` pictures per second. */
  readonly gif:
    | { readonly file: string; readonly width: number; readonly fps: number; readonly seconds: number }
    | undefined;
  /** One picture with a frame of every shot. */
  readonly contactSheet: string | undefined;
};

/** What to do when a plan costs more than the budget allows. */
export type OnExceed = 'fail' | 'degrade' | 'trim';

/** What a reference is made of. */
export type ReferenceKind = 'image' | 'video';

/** Where something stands in the storyboard: a file, and the path of keys and indexes to the node in it. */
export type Locator = { readonly path: string; readonly pointer: readonly (string | number)[] };

/** Where the bytes of a reference are: a file of the project (path relative to the project folder) or a public URL. */
export type ReferenceSource =
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'url'; readonly url: string; readonly sha256?: string };

/** An image or clip that steers shots. */
export type ResolvedReference = {
  readonly name: string;
  readonly kind: ReferenceKind;
  readonly source: ReferenceSource;
  /** What it shows; '' where the storyboard does not say. */
  readonly description: string;
  readonly at: Locator;
};

/** How one shot leads into the next: `fade`, `dissolve`, `wipeleft`, … (the names of ffmpeg's xfade). */
export type ResolvedTransition = { readonly type: string; readonly duration: number };

/** The earlier shot a shot goes on from, and what of it is handed to the model. */
export type Continuity = { readonly shot: string; readonly use: 'last-frame' | 'clip' };

/**
 * One piece of a prompt: text as it is, or the name of a reference of this shot. What the shot continues is named as
 * `continuedReference` names it.
 */
export type PromptPart = { readonly text: string } | { readonly reference: string };

/** What one provider of a shot's list would be asked for. */
export type ShotRoute = { readonly provider: string; readonly model: string };

/** One continuous piece of footage with every default filled and every name linked. */
export type ResolvedShot = {
  readonly id: string;
  /** As written, without spaces and line breaks at its ends. */
  readonly prompt: string;
  /** The prompt taken apart at its `@names`; `@@` is already a literal `@`. */
  readonly promptParts: readonly PromptPart[];
  readonly negativePrompt: string | undefined;
  /** Names of `Storyboard.references`, in the order they are handed to the model. */
  readonly references: readonly string[];
  readonly continues: Continuity | undefined;
  /** First choice, then fallbacks; never empty. `model` is the provider's own id. */
  readonly routes: readonly [ShotRoute, ...ShotRoute[]];
  /** Seconds. */
  readonly duration: number;
  readonly resolution: Resolution;
  readonly aspect: Aspect;
  readonly audio: boolean;
  readonly shotType: 'single' | 'multi' | undefined;
  readonly seed: number | undefined;
  readonly takes: number;
  /** Higher is kept longer when a budget trims; 0 where the storyboard does not say. */
  readonly priority: number;
  readonly caption: string | undefined;
  readonly fit: Fit;
  /** Whether its exposure and white balance are brought to those of the shot before it. */
  readonly match: 'colour' | undefined;
  /** From the shot before (from black on the first shot) into this one; absent for a hard cut. */
  readonly transition: ResolvedTransition | undefined;
  /** Handed to the model as they are. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Keys, as they are written (`shot_type`), that the storyboard states for this shot or in its defaults. */
  readonly stated: ReadonlySet<string>;
  readonly at: Locator;
};

/** Music under the film. */
export type ResolvedMusic = {
  readonly path: string;
  readonly gainDb: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly loop: boolean;
  readonly duck: boolean;
  readonly at: Locator;
};

/** The whole storyboard with every default filled and every name linked; what all later stages read. */
export type ResolvedStoryboard = {
  /** Path of the storyboard file, as it was given to be checked. */
  readonly path: string;
  readonly title: string;
  readonly budget: {
    readonly limit: MicroUsd | undefined;
    readonly total: MicroUsd | undefined;
    readonly onExceed: OnExceed;
  };
  readonly output: {
    /** Relative to the project folder. */
    readonly file: string;
    readonly aspect: Aspect;
    readonly resolution: Resolution;
    readonly size: PictureSize;
    readonly frameRate: FrameRate;
    readonly codec: Codec;
    readonly quality: Quality;
    readonly preset: Preset | undefined;
    /** Seconds over which the end of the film, picture and sound, goes to black; 0 for none. */
    readonly fadeOut: number;
    readonly deliveries: Deliveries;
  };
  readonly references: ReadonlyMap<string, ResolvedReference>;
  readonly shots: readonly ResolvedShot[];
  readonly soundtrack: {
    readonly music: ResolvedMusic | undefined;
    /** Integrated LUFS of the finished film; absent for `off`. */
    readonly loudness: number | undefined;
  };
};
