import type { Submission, VideoProvider } from '@storyboard/core';

/** A call of a provider that may have to wait. */
export type WaitingCall = 'submit' | 'poll' | 'download';

/**
 * A service (real, or its simulator) with what the conformance suite needs to see and to steer. Disposing of it ends
 * the service.
 */
export type ProviderHarness = AsyncDisposable & {
  /** The key that the service accepts. Absent only for a local provider. */
  readonly key?: string;
  /**
   * The provider as a new process would make it, with this key instead of the accepted one where it is given: nothing is
   * shared with those made before but the service.
   */
  createProvider(key?: string): VideoProvider;
  /** A submission that is made well. `duration` is one of the default model's, in seconds. */
  submissionOf(duration: number): Submission | Promise<Submission>;
  /** A submission whose job starts and then fails. Absent only for a local provider. */
  failingSubmission?(): Submission | Promise<Submission>;
  /** How many jobs the service has started so far. Absent only for a local provider, which keeps no jobs. */
  countJobs?(): number | Promise<number>;
  /** Brings the service's jobs a step further, where polling and waiting alone do not. */
  advance?(): void | Promise<void>;
  /**
   * Makes the service take the next call of this kind and leave it unanswered until it is disposed of. A local
   * provider only waits while it downloads.
   */
  readonly hold: { readonly [call in WaitingCall]?: () => void };
  /**
   * Makes the service start the job of the next submission and lose its answer: the connection breaks. Absent only for a
   * local provider.
   */
  loseAnswer?(): void;
};
