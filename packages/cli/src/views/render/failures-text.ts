import { type FailureKind, type Outcome, type Report, visibleText } from '@storyboard/core';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { priceText } from '../price-text.ts';
import { takeName } from '../take-name.ts';
import { count, listing } from '../words.ts';
import { failureWords } from './failure-words.ts';

/** Commands to copy at the end of a render, and how paths are written there. */
export type NextCommands = {
  /** Goes on with the render. */
  readonly goOn: string;
  /** Decides what is in doubt. */
  readonly resolve: string;
  /** Has a job's take paid for once more. */
  readonly payAgain: (job: string) => string;
  /** An absolute path as the user would type it. */
  readonly pathText: (file: string) => string;
};

/**
 * What is missing from a render and why, in the service's own words, what it cost all the same, and the command that goes
 * on; '' where nothing is missing.
 */
export function failuresText({ outcomes }: Report, commands: NextCommands, look: Look): string {
  const failed = ofStatus(outcomes, 'failed');
  const heldBack = ofStatus(outcomes, 'held-back');
  const inDoubt = ofStatus(outcomes, 'in-doubt');
  const blocked = ofStatus(outcomes, 'blocked').length;
  const missing = failed.length + heldBack.length + inDoubt.length;
  if (missing + blocked === 0) return '';
  const waiting =
    blocked === 0
      ? ''
      : `${count(blocked, 'take')} could not begin without ${missing === 1 ? 'it' : 'what is missing'}`;
  const blocks = [
    failed.length === 0 ? '' : failedText(failed, waiting, commands, look),
    heldBack.length === 0 ? '' : heldBackText(heldBack, look),
    inDoubt.length === 0 ? '' : inDoubtText(inDoubt, look),
    failed.length === 0 && waiting !== '' ? `${waiting}.` : '',
    nextText(commands, { inDoubt: inDoubt.length > 0, others: missing > inDoubt.length }),
  ];
  return `\n${blocks.filter((block) => block !== '').join('\n\n')}\n\n`;
}

function ofStatus<T extends Outcome['status']>(
  outcomes: readonly Outcome[],
  status: T,
): readonly (Outcome & { readonly status: T })[] {
  return outcomes.filter((outcome): outcome is Outcome & { readonly status: T } => outcome.status === status);
}

function failedText(
  failed: readonly (Outcome & { readonly status: 'failed' })[],
  waiting: string,
  { payAgain, pathText }: NextCommands,
  look: Look,
): string {
  const also = waiting === '' ? '' : `, and ${waiting}`;
  const advice = [...new Set(failed.flatMap(({ failure }) => ADVICE[failure.kind] ?? []))];
  return [
    `${look.paint(['bold', 'red'], `${count(failed.length, 'take')} failed`)}${also}. Everything that was made is kept.`,
    ...failed.map(({ id, failure, provider, cost }) => {
      const charged =
        cost === undefined || (cost.known && cost.amount === 0)
          ? ''
          : ` ${look.paint('yellow', `(${priceText(cost)} all the same)`)}`;
      const { kind, words } = failureWords(failure);
      const what = kind === '' ? provider : `${kind} (${provider})`;
      const file = failure.file === undefined ? '' : `\n    kept as ${visibleText(pathText(failure.file))}`;
      return `  ${look.paint('bold', takeName(id))}  ${what}: ${words}${charged}${look.paint('dim', file)}`;
    }),
    ...advice.map((line) => look.paint('dim', `  ${line}`)),
    ...unusableText(failed, payAgain),
  ].join('\n');
}

/** The way out where a job is paid for, and what the service gives of it cannot be used however often it is asked. */
function unusableText(
  failed: readonly (Outcome & { readonly status: 'failed' })[],
  payAgain: NextCommands['payAgain'],
): readonly string[] {
  const left = failed.flatMap(({ id, job, failure }) =>
    job === undefined || failure.kind !== 'unknown' ? [] : [{ name: takeName(id), job }],
  );
  if (left.length === 0) return [];
  const names = listing(left.map(({ name }) => name));
  return [
    '',
    `The next render fetches ${names} again, for nothing. Should it stay so, pay once more with:`,
    '',
    ...left.map(({ job }) => indented(payAgain(visibleText(job)))),
  ];
}

const ADVICE: Readonly<Partial<Record<FailureKind, string>>> = {
  moderation: 'moderation: the service does not make this; change the prompt or its references.',
  'invalid-input':
    'invalid-input: the service does not take this request as it is; change what it complains of: prompt, length, size or references.',
  quota: 'quota: the service takes no more for now; wait a while, or lower --concurrency.',
  balance: 'balance: top up the account at the service.',
  auth: 'auth: the service does not accept the key; set another one.',
  transient: 'transient: the service may well do it when it is asked again.',
};

function heldBackText(heldBack: readonly (Outcome & { readonly status: 'held-back' })[], look: Look): string {
  return [
    `${look.paint(['bold', 'yellow'], `${count(heldBack.length, 'take')} held back`)}; nothing was paid for ${heldBack.length === 1 ? 'it' : 'them'}.`,
    ...heldBack.map(
      ({ id, provider, reason }) =>
        `  ${look.paint('bold', takeName(id))}  (${provider}) ${visibleText(reason).trim()}`,
    ),
  ].join('\n');
}

function inDoubtText(inDoubt: readonly (Outcome & { readonly status: 'in-doubt' })[], look: Look): string {
  return [
    `${look.paint(['bold', 'red'], `${count(inDoubt.length, 'take')} in doubt`)}, perhaps paid; nothing is submitted again before you decide.`,
    ...inDoubt.map(
      ({ id, provider, reason, cost }) =>
        `  ${look.paint('bold', takeName(id))}  ${priceText(cost)} (${provider}) ${visibleText(reason).trim()}`,
    ),
  ].join('\n');
}

function nextText(
  { goOn, resolve }: NextCommands,
  { inDoubt, others }: { readonly inDoubt: boolean; readonly others: boolean },
): string {
  const decide = inDoubt ? `Decide what is in doubt with:\n\n${indented(resolve)}\n\n` : '';
  const then = inDoubt ? 'Then go on with:' : others ? 'When that is mended, go on with:' : 'Go on with:';
  return `${decide}${then}\n\n${indented(goOn)}`;
}

/** What a render that was stopped has kept, and the command that goes on. `running`: jobs that go on at their services. */
export function interruptedText(report: Report | undefined, running: number, command: string): string {
  const outcomes = report?.outcomes ?? [];
  const made = ofStatus(outcomes, 'succeeded').length;
  const kept =
    made === 0
      ? 'Nothing was made yet, nothing is half-written.'
      : `${made} of ${count(outcomes.length, 'take')} are made and kept.`;
  const paid = running === 0 ? '' : ` ${count(running, 'job')} paid for will be resumed, not paid for again.`;
  const inDoubt = ofStatus(outcomes, 'in-doubt').length;
  const doubt =
    inDoubt === 0 ? '' : ` ${count(inDoubt, 'take')} in doubt, perhaps paid; storyboard resolve decides.`;
  return `${kept}${paid}${doubt} Go on with:\n\n${indented(command)}\n\n`;
}
