import type { FrameRate, PictureSize } from '../units.ts';
import type { ProviderSpec } from './model.ts';
import type { Footage, Operation, OperationStatus, Submitted } from './operation.ts';
import type { GenerationRequest, Label, RequestReference } from './request.ts';

declare global {
  // Core has neither the DOM's nor Node's types. This empty declaration merges with the real one wherever core is used.
  interface AbortSignal {}
}

/** A reference with its bytes at hand: `file` is an absolute path; absent for a URL. */
export type ReadyReference = RequestReference & { readonly file?: string };

/** One job as it is handed to a provider. */
export type Submission = {
  readonly request: GenerationRequest;
  /** The request's references in the same order. */
  readonly references: readonly ReadyReference[];
  readonly label: Label;
  /** The film the take is for; a provider that draws its own footage makes it in this form. */
  readonly target: { readonly size: PictureSize; readonly frameRate: FrameRate; readonly frames: number };
};

/** What every waiting call takes. */
export type CallOptions = { readonly signal?: AbortSignal };

/**
 * A service, or a local program, that makes footage. Adding one is one folder and passing one conformance suite.
 *
 * A provider keeps no state and never waits, repeats or polls by itself: pace, patience and memory are the engine's.
 * What its calls throw, beside the signal's reason, is a `ProviderError` wherever it knows what happened.
 */
export type VideoProvider = {
  readonly contract: 1;
  readonly spec: ProviderSpec;
  /**
   * Starts one job by one paid round trip, and answers only what is certain; whatever it throws leaves the submission in
   * doubt. `submissionId`, a UUID, is new for every try and, where the service allows, travels with it.
   */
  submit(
    submission: Submission,
    options: CallOptions & { readonly submissionId: string },
  ): Promise<Submitted>;
  /** Asks once how a job stands. */
  poll(operation: Operation, options?: CallOptions): Promise<OperationStatus>;
  /** The bytes of a finished job's MP4. `onProgress` hears a fraction from 0 to 1 where it is known. */
  download(
    footage: Footage,
    options?: CallOptions & { readonly onProgress?: (fraction: number) => void },
  ): AsyncIterable<Uint8Array>;
  /** Asks the service to stop a job; best effort. */
  cancel?(operation: Operation, options?: CallOptions): Promise<void>;
  /**
   * Looks once for a submission whose answer was lost; `since` is when it was sent, ISO 8601. Finding nothing (absent)
   * proves nothing.
   */
  recover?(submissionId: string, since: string, options?: CallOptions): Promise<Operation | undefined>;
};
