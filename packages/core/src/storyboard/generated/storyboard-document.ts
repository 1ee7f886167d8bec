// Generated from the schema by `pnpm generate`; not to be edited.

/** A film as text: its shots, what must stay the same between them, and what it may cost. */
export type StoryboardDocument = {
  /** The version of this format. */
  readonly version: 1;
  /** The film’s title. Default: the name of this file. */
  readonly title?: string;
  readonly budget?: WrittenBudget;
  readonly output?: WrittenOutput;
  readonly defaults?: WrittenDefaults;
  /** Images and clips by name; a prompt names them with `@`. */
  readonly references?: { readonly [name: string]: WrittenReference };
  readonly shots: WrittenShotList;
  readonly soundtrack?: WrittenSoundtrack;
};

/** A letter or digit, then letters, digits, `-` and `_`; at most 64 characters. */
export type WrittenName = string;

/** What the film may cost, in US dollars. A plan above it is refused before anything is submitted. */
export type WrittenBudget = {
  /** The most that one render may commit. USD, at most six decimals. */
  readonly limit?: number;
  /** The most that the film may cost over its whole life, by its ledger. USD, at most six decimals. */
  readonly total?: number;
  /**
   * What to do with a plan above the budget: refuse it (`fail`), ask for 720p and fewer takes (`degrade`), or
   * drop shots by priority (`trim`). What was changed is always shown.
   */
  readonly on_exceed?: 'fail' | 'degrade' | 'trim';
};

/** The film: where it is written, what its picture is, and what is made beside it. */
export type WrittenOutput = {
  /**
   * Path of the film, relative to this file, inside the project folder. Default: the name of this file with
   * `.mp4`, or with `.mov` for ProRes.
   */
  readonly file?: string;
  /** Width to height. */
  readonly aspect?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4';
  /** The shorter side of the picture in pixels. */
  readonly resolution?: '720p' | '1080p';
  /** Pictures per second: a whole number from 1 to 120, or 23.976, 29.97 or 59.94. */
  readonly fps?: number;
  /**
   * How footage of another shape is brought into the film’s frame: bars, cut edges, or bars filled with the
   * blurred picture.
   */
  readonly fit?: 'letterbox' | 'crop' | 'blur';
  /**
   * How the pictures are coded: `h264` plays everywhere, `hevc` and `av1` are smaller, `prores` is for
   * editing and comes in a `.mov` file.
   */
  readonly codec?: 'h264' | 'hevc' | 'av1' | 'prores';
  /**
   * What is encoded anew looks like its source (`standard`), is made for speed (`draft`), or keeps what the
   * eye does not see as well (`master`). Pictures that go into the film as they are lose nothing either way.
   */
  readonly quality?: 'draft' | 'standard' | 'master';
  /** The encoder’s trade of time against size. Default: what goes with `quality`. ProRes has none. */
  readonly preset?: 'fast' | 'medium' | 'slow';
  /**
   * Seconds over which the end of the film, picture and sound, goes to black; it does not make the film
   * longer.
   */
  readonly fade_out?: number;
  readonly poster?: WrittenPoster;
  readonly gif?: WrittenGif;
  /** Path of a picture with a frame of every shot, made with every render; `--contact-sheet` goes first. */
  readonly contact_sheet?: string;
};

/**
 * One frame of the film as a picture, made with every render. Written as its path, or with the time of the
 * frame.
 */
export type WrittenPoster = string | {
  /** Path of the picture, relative to this file, inside the project folder: `.jpg` or `.png`. */
  readonly file: string;
  /** Seconds from the film’s start. Default: the middle of the first shot. */
  readonly at?: number;
};

/**
 * The beginning of the film as a GIF without sound, for a README or a chat, made with every render. Written
 * as its path, or with its width, pictures per second and length.
 */
export type WrittenGif = string | {
  /** Path of the GIF, relative to this file, inside the project folder. */
  readonly file: string;
  /** In pixels. */
  readonly width?: number;
  /** Pictures per second; a GIF counts in hundredths of a second. */
  readonly fps?: number;
  /** The most that is shown of the film, from its start. */
  readonly seconds?: number;
};

/** What goes for every shot that does not say otherwise. */
export type WrittenDefaults = {
  /**
   * Who makes the footage: a provider’s id, or a list: first choice, then fallbacks. Every one of them must
   * be able to make the shot as it is written.
   */
  readonly provider?: string | readonly string[];
  /**
   * A portable name that providers map to theirs, or a provider’s own model id. Default: the provider’s own
   * default. `storyboard models` lists them.
   */
  readonly model?: string;
  /** Seconds of footage. Models offer certain durations only. */
  readonly duration?: number;
  /** Whether the model makes sound, where it can be asked. */
  readonly audio?: boolean;
  /** What is asked of the model. Default: the output’s. What comes back is fitted to the film. */
  readonly resolution?: '720p' | '1080p';
  /** How many takes to make, each paid for; one of them is picked for the film. */
  readonly takes?: number;
  /** A number that makes a model repeat itself, where it takes one. */
  readonly seed?: number;
  /** Which shots are kept longest when `on_exceed: trim` has to drop some: higher is kept longer. */
  readonly priority?: number;
  /** What must not be seen, where the model takes such a text. */
  readonly negative_prompt?: string;
  /** One camera take (`single`) or several cuts (`multi`), where the model offers the choice. */
  readonly shot_type?: 'single' | 'multi';
  readonly transition?: WrittenTransition;
  /**
   * How footage of another shape is brought into the film’s frame: bars, cut edges, or bars filled with the
   * blurred picture. Default: the output’s.
   */
  readonly fit?: 'letterbox' | 'crop' | 'blur';
  /**
   * Brings exposure and white balance to those of the shot before (`colour`), or leaves them (`off`). Such a
   * shot is encoded anew.
   */
  readonly match?: 'colour' | 'off';
  /**
   * Parameters of the model that this format has no word for, handed over as they are and checked against the
   * model’s own parameters. A shot’s options are added to those of the defaults.
   */
  readonly options?: { readonly [name: string]: unknown };
};

/** An image or clip of a character, prop or place that must stay the same from shot to shot. */
export type WrittenReference = {
  /** A picture: a path relative to this file, inside the project folder, or an `https://` address. */
  readonly image?: string;
  /** A clip: a path relative to this file, inside the project folder, or an `https://` address. */
  readonly video?: string;
  /**
   * What it shows, in words that fit into a sentence; stands in for the name where a model has no token for
   * references.
   */
  readonly description?: string;
  /** The SHA-256 that the bytes behind an address must have, as 64 hexadecimal digits. */
  readonly sha256?: string;
};

/**
 * How the shot before leads into this one. The transition overlaps both shots and shortens the film by its
 * duration; on the first shot it comes from black. `none` is a hard cut, for a shot that is to have none of
 * the defaults.
 */
export type WrittenTransition = {
  /** What it looks like: a name of ffmpeg’s xfade. */
  readonly type?:
    | 'fade'
    | 'dissolve'
    | 'fadeblack'
    | 'fadewhite'
    | 'fadegrays'
    | 'fadefast'
    | 'fadeslow'
    | 'wipeleft'
    | 'wiperight'
    | 'wipeup'
    | 'wipedown'
    | 'wipetl'
    | 'wipetr'
    | 'wipebl'
    | 'wipebr'
    | 'slideleft'
    | 'slideright'
    | 'slideup'
    | 'slidedown'
    | 'smoothleft'
    | 'smoothright'
    | 'smoothup'
    | 'smoothdown'
    | 'circlecrop'
    | 'circleopen'
    | 'circleclose'
    | 'rectcrop'
    | 'vertopen'
    | 'vertclose'
    | 'horzopen'
    | 'horzclose'
    | 'diagtl'
    | 'diagtr'
    | 'diagbl'
    | 'diagbr'
    | 'hlslice'
    | 'hrslice'
    | 'vuslice'
    | 'vdslice'
    | 'hblur'
    | 'distance'
    | 'radial'
    | 'pixelize'
    | 'squeezeh'
    | 'squeezev'
    | 'zoomin';
  /** Seconds. */
  readonly duration?: number;
} | 'none';

/**
 * The earlier shot that this one goes on from: its last frame or its clip becomes a reference of this shot,
 * which the prompt may name by `@` and the shot’s id; a reference of the same name goes first. Written as the
 * shot’s id, or with `use`.
 */
export type WrittenContinues = string | {
  /** The id of the earlier shot. */
  readonly shot: WrittenName;
  /** What of it is handed over. Default: the last frame where the model takes images, else the clip. */
  readonly use?: 'last-frame' | 'clip';
};

/** One continuous piece of footage. */
export type WrittenShot = {
  /** The shot’s name, unique over all files of the storyboard. */
  readonly id: WrittenName;
  /**
   * What is seen. `@name` names a reference, whatever the provider’s own spelling is; `@@` is a plain `@`.
   * Spaces and line breaks at its ends do not count.
   */
  readonly prompt: string;
  /**
   * The references of this shot in the order the model gets them. Default: the names in the prompt, in order
   * of first use.
   */
  readonly references?: readonly WrittenName[];
  readonly continues?: WrittenContinues;
  /** A line for people: shown in the animatic and in reports, never sent to a model. */
  readonly caption?: string;
  /**
   * Who makes the footage: a provider’s id, or a list: first choice, then fallbacks. Every one of them must
   * be able to make the shot as it is written.
   */
  readonly provider?: string | readonly string[];
  /**
   * A portable name that providers map to theirs, or a provider’s own model id. Default: the provider’s own
   * default. `storyboard models` lists them.
   */
  readonly model?: string;
  /** Seconds of footage. Models offer certain durations only. */
  readonly duration?: number;
  /** Whether the model makes sound, where it can be asked. */
  readonly audio?: boolean;
  /** What is asked of the model. Default: the output’s. What comes back is fitted to the film. */
  readonly resolution?: '720p' | '1080p';
  /** How many takes to make, each paid for; one of them is picked for the film. */
  readonly takes?: number;
  /** A number that makes a model repeat itself, where it takes one. */
  readonly seed?: number;
  /** Which shots are kept longest when `on_exceed: trim` has to drop some: higher is kept longer. */
  readonly priority?: number;
  /** What must not be seen, where the model takes such a text. */
  readonly negative_prompt?: string;
  /** One camera take (`single`) or several cuts (`multi`), where the model offers the choice. */
  readonly shot_type?: 'single' | 'multi';
  readonly transition?: WrittenTransition;
  /**
   * How footage of another shape is brought into the film’s frame: bars, cut edges, or bars filled with the
   * blurred picture. Default: the output’s.
   */
  readonly fit?: 'letterbox' | 'crop' | 'blur';
  /**
   * Brings exposure and white balance to those of the shot before (`colour`), or leaves them (`off`). Such a
   * shot is encoded anew.
   */
  readonly match?: 'colour' | 'off';
  /**
   * Parameters of the model that this format has no word for, handed over as they are and checked against the
   * model’s own parameters. A shot’s options are added to those of the defaults.
   */
  readonly options?: { readonly [name: string]: unknown };
};

/** A scene file: a list of shots that is spliced in here. */
export type WrittenInclude = {
  /** Path of the scene file, relative to the file that names it, inside the project folder. */
  readonly include: string;
};

/** Shots and scene files in the order of the film. */
export type WrittenShotList = readonly (WrittenInclude | WrittenShot)[];

/** Music under the film and the film’s loudness. */
export type WrittenSoundtrack = {
  readonly music?: WrittenMusic;
  /** Integrated loudness of the finished film in LUFS, or `off`. */
  readonly loudness?: number | 'off';
};

/** Music under the whole film. Written as its path, or with how it is mixed. */
export type WrittenMusic = string | {
  /** Path of the music, relative to this file, inside the project folder. */
  readonly file: string;
  /** How much louder (above zero) or quieter (below zero), in decibels. */
  readonly gain_db?: number;
  /** Seconds. */
  readonly fade_in?: number;
  /** Seconds. */
  readonly fade_out?: number;
  /** Whether music that is shorter than the film starts again. */
  readonly loop?: boolean;
  /** Whether the music gives way while the shots are loud. */
  readonly duck?: boolean;
};
