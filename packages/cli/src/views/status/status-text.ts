import { visibleText } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import type { JobStatus, SpendingStatus, StoryboardStatus, TakeState, TakeStatus } from '@storyboard/engine';
import { alignDecimals } from '../align-decimals.ts';
import { commandText } from '../command-text.ts';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import type { Cell, Column } from '../table.ts';
import { takeName } from '../take-name.ts';
import { cutToLook } from '../text-width.ts';
import { count } from '../words.ts';
import { countedText, JOB_STATES, jobReasonText, TAKE_STATES, takeCostText } from './job-words.ts';
import { type RowWithReason, tableWithReasons } from './table-with-reasons.ts';

const COLUMNS: readonly Column[] = [
  { title: 'TAKE', shrinksTo: 8 },
  { title: 'STATE' },
  { title: 'PROVIDER' },
  { title: 'JOB' },
  { title: 'COST', align: 'right' },
];

/** What the ledger knows of a storyboard as a page to read. `file` is the storyboard as the user typed it. */
export function statusText(status: StoryboardStatus, file: string, look: Look): string {
  const blocks = [
    headingOf(status, look),
    takesTable(status, look),
    spendingText(status.spending, look),
    otherJobsTable(status.otherJobs, look),
    undecidedText(status.undecided, file, look),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function headingOf({ storyboard, takes }: StoryboardStatus, look: Look): readonly string[] {
  const states = (Object.keys(TAKE_STATES) as TakeState[]).flatMap((state) => {
    const number = takes.filter((take) => take.state === state).length;
    return number === 0 ? [] : [`${number} ${TAKE_STATES[state][0]}`];
  });
  const facts = `${storyboard.path} · ${count(takes.length, 'take')}: ${states.join(', ')}`;
  return [
    look.paint('bold', cutToLook(visibleText(storyboard.title), look)),
    look.paint('dim', cutToLook(visibleText(facts), look)),
  ];
}

function takesTable({ takes }: StoryboardStatus, look: Look): readonly string[] {
  const costs = alignDecimals(takes.map(takeCostText));
  const rows = takes.map((take, index): RowWithReason => {
    const [text, format] = TAKE_STATES[take.state];
    const why = take.job === undefined ? '' : jobReasonText(take.job);
    const cells: readonly Cell[] = [
      { text: takeName(take.id), format: 'bold' },
      { text, format },
      take.provider,
      serviceJobText(take.job),
      costs[index] ?? '',
    ];
    if (why !== '') return { cells, why, isPlain: false };
    return { cells, why: visibleText(take.why), isPlain: isPlain(take) };
  });
  return tableWithReasons(COLUMNS, rows, look);
}

/** Whether why a take is as it is says no more than its state and its provider do. */
function isPlain({ why, state, provider }: TakeStatus): boolean {
  return state === 'not-made' ? why === NOT_MADE : state !== 'in-doubt' && why === `made by ${provider}`;
}

const NOT_MADE = 'not made yet';

function otherJobsTable(jobs: readonly JobStatus[], look: Look): readonly string[] {
  if (jobs.length === 0) return [];
  const costs = alignDecimals(jobs.map(countedText));
  const rows = jobs.map((job, index): RowWithReason => {
    const [text, format] = JOB_STATES[job.state];
    const cells: readonly Cell[] = [
      { text: takeName(job.id), format: 'bold' },
      { text, format },
      job.provider,
      serviceJobText(job),
      costs[index] ?? '',
    ];
    return { cells, why: jobReasonText(job), isPlain: false };
  });
  return [
    look.paint('bold', 'Other jobs of this film: earlier tries, shots that were changed or removed'),
    ...tableWithReasons(COLUMNS, rows, look),
  ];
}

function serviceJobText(job: JobStatus | undefined): string {
  return job?.serviceJob === undefined ? '–' : visibleText(job.serviceJob);
}

function spendingText(spending: SpendingStatus, look: Look): readonly string[] {
  const { spent, inFlight, inDoubt, toMake, unpriced, limit, total } = spending;
  const unknown = unpriced === 0 ? '' : ` and ${count(unpriced, 'unknown price')}`;
  const facts: (readonly [label: string, text: string])[] = [
    [
      'Spent',
      spent === 0
        ? 'nothing'
        : `${formatUsd(spent)}${inFlight === 0 ? '' : `, ${formatUsd(inFlight)} of it in flight`}`,
    ],
    ...(inDoubt === 0 ? [] : [['In doubt', formatUsd(inDoubt)] as const]),
    ['To make', toMake === 0 && unpriced === 0 ? 'nothing to pay' : `${formatUsd(toMake)}${unknown}`],
    ...(limit === undefined ? [] : [['Ceiling', `${formatUsd(limit)} for one render`] as const]),
    ...(total === undefined ? [] : [['Total', `${formatUsd(total)} for the film’s whole life`] as const]),
  ];
  const width = Math.max(...facts.map(([label]) => label.length));
  return facts.map(([label, text]) => `  ${look.paint('dim', label.padEnd(width))}  ${text}`);
}

/** How many jobs wait for a decision, and the command to decide; nothing where none does. */
export function undecidedText({ length }: readonly JobStatus[], file: string, look: Look): readonly string[] {
  if (length === 0) return [];
  const jobs = length === 1 ? '1 job waits' : `${length} jobs wait`;
  return [
    `${look.paint(['bold', 'red'], `${jobs} for your decision`)}; nothing is submitted again before:`,
    '',
    indented(commandText(['resolve', file])),
  ];
}
