declare const STORYBOARD_VERSION: string;

/** The version of the command, put in place when it is bundled. */
export const VERSION: string = STORYBOARD_VERSION;
