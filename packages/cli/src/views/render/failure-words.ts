import { type Failure, visibleText } from '@storyboard/core';

/** Why a job failed: what kind of failure it is, where that says anything, and the words for it. */
export function failureWords({ kind, message }: Failure): { readonly kind: string; readonly words: string } {
  return { kind: kind === 'unknown' ? '' : kind, words: visibleText(message).trim() };
}
