import type {
  Diagnostic,
  Plan,
  RenderEvent,
  Report,
  ResolvedStoryboard,
  StoryboardError,
  VideoProvider,
} from '@storyboard/core';
import type { Clock } from '../clock.ts';
import type { PlanOptions } from '../plan/plan-storyboard.ts';
import type { Project, SourceTexts } from '../project/project.ts';
import type { OpenedPlan } from '../saved-plan/saved-plan.ts';

/** What a render or a preview is told. */
export type CarryOutOptions = Pick<PlanOptions, 'catalogue' | 'storeFolder' | 'origins'> & {
  /** The storyboard file as the user typed it. */
  readonly file: string;
  /** The providers that jobs can be given to, by id. */
  readonly providers: ReadonlyMap<string, VideoProvider>;
  /** Why jobs cannot be given to providers that are not among them, such as a key that is missing. */
  readonly unavailable?: ReadonlyMap<string, StoryboardError>;
  /** Path of the program. */
  readonly ffmpeg: string;
  /** How many jobs run at once at each provider. */
  readonly concurrency?: number;
  /** Where the film is written, from the folder the user works in; the storyboard's `output.file` where absent. */
  readonly outFile?: string;
  /** Where a picture with one cell for each clip is written; as the storyboard has it where absent. */
  readonly contactSheet?: string;
  /** Encodes for speed what has to be encoded, whatever the storyboard's `output.quality` says. */
  readonly draft?: boolean;
  /** Hears, before the first event, the text of every file of the storyboard. */
  readonly onSources?: (texts: SourceTexts) => void;
  readonly onEvent?: (event: RenderEvent) => void;
  /** Stops the run within a second; what is complete is kept. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
};

/** What a preview is told; `only` are the ids of the shots to draw, all where absent. */
export type PreviewOptions = CarryOutOptions & Pick<PlanOptions, 'only'>;

/** What a render is told. */
export type RenderOptions = CarryOutOptions &
  PlanOptions & {
    /** Makes the film of the lock file and the store alone: no provider is asked, no ledger is touched, nothing is paid. */
    readonly frozen?: boolean;
    /**
     * Carries out this plan, or nothing: its own storyboard and flags take the place of those given here, `approve` is not
     * asked, and of the limits given here the smaller ones count.
     */
    readonly savedPlan?: OpenedPlan;
    /** Hears of the plan before any of it is carried out. */
    readonly onPlan?: (plan: Plan) => void;
    /** Asked before anything that costs money; it is paid without asking where absent. */
    readonly approve?: (plan: Plan) => Promise<boolean>;
  };

/** Why a film cannot be made of its lock file and the store alone: of one shot or, without one, as a whole. */
export type FrozenProblem = {
  readonly shot: string | undefined;
  /** A clause. */
  readonly reason: string;
  readonly hint?: string;
};

/**
 * How a render ended.
 *
 * - `invalid`: the diagnostics say what is wrong with the storyboard.
 * - `refused`: the plan's budget says why and what would fit; nothing was submitted.
 * - `declined`: `approve` said no; nothing was submitted.
 * - `not-frozen`: the film cannot be made of the lock file and the store alone; nothing was written.
 * - `not-assembled`: the film, or something beside it, could not be made of the takes, which are all kept; the report says
 *   whether the film is there.
 * - `done`: the report says what was made; shots may have failed.
 */
export type RenderResult = {
  readonly diagnostics: readonly Diagnostic[];
  readonly texts: SourceTexts;
} & (
  | { readonly status: 'invalid' }
  | {
      readonly status: 'refused' | 'declined';
      readonly plan: Plan;
      /** As it was planned, with the files it is written in. */
      readonly storyboard: ResolvedStoryboard;
      readonly project: Project;
    }
  | { readonly status: 'not-frozen'; readonly plan: Plan; readonly problems: readonly FrozenProblem[] }
  | ({ readonly status: 'done' } & MadeResult)
  | ({ readonly status: 'not-assembled'; readonly error: StoryboardError } & MadeResult)
);

type MadeResult = {
  readonly plan: Plan;
  readonly report: Report;
  /** Shots that are drawings in the film, in place of takes that were paid for and stay in the lock file. */
  readonly drawnOver: readonly string[];
};
