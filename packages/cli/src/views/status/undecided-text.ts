import { type Catalogue, visibleText } from '@storyboard/core';
import type { Choice, JobStatus } from '@storyboard/engine';
import { commandText } from '../command-text.ts';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { chargedText, JOB_STATES, jobReasonText, timeText } from './job-words.ts';

/** A job that a person has to decide about, with all that helps to find it at its service. */
export function undecidedJobText(job: JobStatus, catalogue: Catalogue, look: Look): string {
  const [state, format] = JOB_STATES[job.state];
  const title = catalogue.find(({ id }) => id === job.provider)?.title ?? job.provider;
  const facts: readonly (readonly [string, string])[] = [
    ['provider', `${title}, ${visibleText(job.model)}`],
    ['sent', `${timeText(job.at)} UTC`],
    ['price', chargedText(job)],
    ...(job.serviceJob === undefined ? [] : [['its job', visibleText(job.serviceJob)] as const]),
    ['submission', job.submissionId],
    ['why', jobReasonText(job)],
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  return [
    `${look.paint('bold', takeName(job.id))}  ${look.paint(format, state)}`,
    ...facts
      .filter(([, text]) => text !== '')
      .map(([label, text]) => `  ${look.paint('dim', label.padEnd(width))}  ${text}`),
    '',
  ].join('\n');
}

/** The shortest name by which a job is found among those that wait for a decision. */
export function jobName({ job, id, shot }: JobStatus, undecided: readonly JobStatus[]): string {
  if (undecided.filter((other) => other.id === id).length > 1) return job;
  return undecided.filter((other) => other.shot === shot).length > 1 ? id : shot;
}

/** The commands that decide a job, each with what it says. */
export function decisionsText(job: JobStatus, name: string, file: string, look: Look): string {
  const lines = [
    ...adoption(job),
    ...(job.isTaken ? [] : [['nothing was charged: ', ['--abandon']] as const]),
    ['pay for it once more: ', ['--pay-again']] as const,
  ];
  const width = Math.max(...lines.map(([does]) => does.length));
  return lines
    .map(
      ([does, words]) =>
        `${indented(`${look.paint('dim', does.padEnd(width))} ${commandText(['resolve', file, name, ...words])}`)}\n`,
    )
    .join('');
}

/** Of what is lost a job is known: adopted once more, it is asked for again. It may also have been the wrong one. */
function adoption({ state, serviceJob }: JobStatus): readonly (readonly [string, readonly string[]])[] {
  if (state !== 'lost') return [['it was taken: ', ['--adopt', 'JOB']]];
  const again = ['ask for it once more: ', ['--adopt', visibleText(serviceJob ?? '')]] as const;
  return [...(serviceJob === undefined ? [] : [again]), ['it is another job: ', ['--adopt', 'JOB']]];
}

/** What there is to decide on a terminal, in one line. */
export function choicesText({ state, serviceJob, isTaken }: JobStatus): string {
  const askAgain = serviceJob === undefined ? '' : '[a]sk for it once more, ';
  const adopt = state === 'lost' ? `${askAgain}[t]aken as another job, ` : '[t]aken, ';
  const nothing = isTaken ? '' : '[n]othing charged, ';
  return `Look into the account: ${adopt}${nothing}[p]ay again, [l]eave it?`;
}

/** That a decision is recorded, and what the next render does about it. */
export function decidedText(job: JobStatus, choice: Choice, look: Look): string {
  const does = {
    adopt: () =>
      `the service's job ${'job' in choice ? visibleText(choice.job) : ''} is taken up by the next render`,
    abandon: () => 'counts nothing; the next render makes it anew',
    'pay-again': () =>
      `${chargedText(job)} stays counted; where the film still needs it, the next render pays for it once more`,
  }[choice.decision]();
  return `${look.paint('green', '✓')} ${look.paint('bold', takeName(job.id))}  ${does}\n`;
}

/** That there is nothing to decide. */
export function nothingOpenText(look: Look): string {
  return `${look.paint('green', '✓')} Nothing is in doubt.\n`;
}
