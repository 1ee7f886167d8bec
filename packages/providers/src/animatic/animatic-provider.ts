import type { CallOptions, Submission, VideoProvider } from '@storyboard/core';
import { ANIMATIC_SPEC } from './animatic-models.ts';
import { toOperation, toSubmission } from './animatic-operation.ts';

/**
 * Draws one submission and yields the bytes of a whole MP4 of exactly `submission.target`.
 *
 * `onProgress` hears rising fractions from 0 to 1. On abort, and where the reader stops early, it ends within a moment
 * and leaves nothing behind. What a submission has as undefined may be absent altogether.
 */
export type DrawFootage = (
  submission: Submission,
  options: CallOptions & { readonly onProgress?: (fraction: number) => void },
) => AsyncIterable<Uint8Array>;

const FROM_ANOTHER_VERSION =
  'This job was written down by another version of storyboard; it can be drawn again.';

/**
 * The provider that draws shots on this machine. It keeps nothing: the operation is the whole submission, a job is
 * finished as soon as it is submitted, and the drawing happens in `download`, by `draw`.
 */
export function createAnimaticProvider({ draw }: { readonly draw: DrawFootage }): VideoProvider {
  return {
    contract: 1,
    spec: ANIMATIC_SPEC,
    async submit(submission, { signal }) {
      signal?.throwIfAborted();
      return { status: 'accepted', operation: toOperation(submission) };
    },
    async poll(operation, { signal } = {}) {
      signal?.throwIfAborted();
      return toSubmission(operation) === undefined
        ? { status: 'failed', failure: { kind: 'expired', message: FROM_ANOTHER_VERSION } }
        : { status: 'succeeded', footage: operation };
    },
    async *download(footage, options = {}) {
      const { signal } = options;
      signal?.throwIfAborted();
      const submission = toSubmission(footage);
      if (submission === undefined) {
        throw new Error(FROM_ANOTHER_VERSION);
      }
      try {
        for await (const bytes of draw(submission, options)) {
          yield bytes;
          signal?.throwIfAborted();
        }
      } catch (error) {
        // Whatever the drawing says when it is stopped, the reason for the stop is what counts.
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}
