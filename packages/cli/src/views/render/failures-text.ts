import { type Outcome, type Report, visibleText } from '@storyboard/core';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { count } from '../words.ts';

/** What failed, why, and the command that goes on; '' where nothing did. */
export function failuresText({ outcomes }: Report, command: string, look: Look): string {
  const failed = outcomes.flatMap((outcome) => (outcome.status === 'failed' ? [outcome] : []));
  const blocked = outcomes.filter(({ status }) => status === 'blocked').length;
  if (failed.length === 0 && blocked === 0) return '';
  const waiting = blocked === 0 ? '' : `, and ${count(blocked, 'take')} could not begin without it`;
  return [
    `\n${look.paint(['bold', 'red'], `${count(failed.length, 'take')} failed`)}${waiting}. Everything that was made is kept.`,
    ...failed.map((outcome) => failureLine(outcome, look)),
    '',
    'When that is mended, go on with:',
    '',
    `  ${command}`,
    '',
    '',
  ].join('\n');
}

function failureLine(outcome: Outcome & { readonly status: 'failed' }, look: Look): string {
  const { kind, message } = outcome.failure;
  return `  ${look.paint('bold', takeName(outcome.id))}  ${kind} (${outcome.provider}): ${visibleText(message).trim()}`;
}

/** What a render that was stopped has kept, and the command that goes on. */
export function interruptedText(report: Report | undefined, command: string): string {
  const made = report?.outcomes.filter(({ status }) => status === 'succeeded').length ?? 0;
  const all = report?.outcomes.length ?? 0;
  const kept =
    made === 0
      ? 'Nothing was made yet, nothing is half-written.'
      : `${made} of ${count(all, 'take')} are made and kept.`;
  return `${kept} Go on with:\n\n  ${command}\n\n`;
}
