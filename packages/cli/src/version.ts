declare const STORYBOARD_VERSION: string | undefined;

/** The version of the command, put in place when it is bundled; `source` where it is not. */
export const VERSION: string = typeof STORYBOARD_VERSION === 'string' ? STORYBOARD_VERSION : 'source';
