/**
 * What a call of a provider met, by what can be done about it.
 *
 * - `auth`: the key is not accepted; the job is untouched.
 * - `quota`: too many calls; wait and ask again.
 * - `transient`: no answer, or one that says to try again later.
 * - `malformed`: an answer that makes no sense.
 * - `not-found`: the service does not know the job.
 * - `expired`: the footage is no longer where the service said; asking for the job again may give a new address.
 * - `not-allowed`: the address of the footage must not be fetched.
 * - `too-large`: more bytes than a film's shot can have.
 */
export type ProviderErrorKind =
  | 'auth'
  | 'expired'
  | 'malformed'
  | 'not-allowed'
  | 'not-found'
  | 'quota'
  | 'too-large'
  | 'transient';

const BRAND = Symbol.for('storyboard.provider-error');

/** A call of a provider that came to nothing. Its message can be shown: no key, no signed address, no control characters. */
export class ProviderError extends Error {
  readonly kind: ProviderErrorKind;
  /** How long the service asks to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: ProviderErrorKind,
    message: string,
    details: { readonly retryAfterMs?: number; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ProviderError';
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a thrown value is a `ProviderError`, of whichever copy of this package. */
export function isProviderError(thrown: unknown): thrown is ProviderError {
  return typeof thrown === 'object' && thrown !== null && BRAND in thrown;
}
