import type { Json, Operation, Submission } from '@storyboard/core';

/** Rises when a submission's shape changes, so that an older program's jobs are drawn anew rather than misread. */
const FORMAT = 1;

/** A submission as an operation: the whole of it, so that any later process can draw it. */
export function toOperation(submission: Submission): Operation {
  return JSON.parse(JSON.stringify({ job: 'drawn', format: FORMAT, submission }));
}

/** The submission of an operation, with what was undefined now absent; undefined where another version wrote it. */
export function toSubmission(operation: Json): Submission | undefined {
  if (typeof operation !== 'object' || operation === null || !('submission' in operation)) {
    return undefined;
  }
  return operation['format'] === FORMAT ? (operation['submission'] as unknown as Submission) : undefined;
}
