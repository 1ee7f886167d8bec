/** Why a run could not go on, beyond anything a diagnostic or an outcome says. */
export type StoryboardErrorCode =
  | 'assembly-failed'
  | 'ffmpeg-failed'
  | 'ffmpeg-not-found'
  | 'interrupted'
  | 'key-missing'
  | 'lock-unusable'
  | 'media-unreadable'
  | 'not-frozen'
  | 'plan-unusable'
  | 'provider-unavailable'
  | 'store-unusable'
  | 'usage';

const BRAND = Symbol.for('storyboard.error');

/** A run cannot go on: what happened (`message`), which kind of thing it is (`code`) and what to do (`hint`). */
export class StoryboardError extends Error {
  readonly code: StoryboardErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: StoryboardErrorCode,
    message: string,
    details: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'StoryboardError';
    this.code = code;
    this.hint = details.hint;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a thrown value is a `StoryboardError`, of whichever copy of this package. */
export function isStoryboardError(thrown: unknown): thrown is StoryboardError {
  return typeof thrown === 'object' && thrown !== null && BRAND in thrown;
}
