import { visibleText } from '@storyboard/core';
import type { JobStatus, StoryboardStatus } from '@storyboard/engine';
import { alignDecimals } from '../align-decimals.ts';
import { commandText } from '../command-text.ts';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { type Cell, type Column, drawTable } from '../table.ts';
import { takeName } from '../take-name.ts';
import { countedText, TAKE_STATES, takeCostText, timeText } from './job-words.ts';

const COLUMNS: readonly Column[] = [
  { title: 'TAKE', shrinksTo: 8 },
  { title: 'FILM' },
  { title: 'STATE' },
  { title: 'PROVIDER' },
  { title: 'COST', align: 'right' },
  { title: 'MADE (UTC)' },
];

/** What the list of takes is told with. */
export type TakesContext = {
  /** The storyboard as the user typed it. */
  readonly file: string;
  /** An absolute path as the user would type it. */
  readonly pathText: (file: string) => string;
};

/** Every take with its file, and which are in the film; below, footage that was paid for and that no shot asks for any more. */
export function takesText(status: StoryboardStatus, context: TakesContext, look: Look): string {
  const { takes, otherJobs } = status;
  const costs = alignDecimals(takes.map(takeCostText));
  const rows = takes.map((take, index): readonly Cell[] => {
    const [text, format] = TAKE_STATES[take.state];
    const { footage } = take;
    return [
      { text: takeName(take.id), format: 'bold' },
      take.picked ? { text: '●', format: 'green' } : '',
      { text, format },
      take.provider,
      costs[index] ?? '',
      footage?.made === undefined ? '' : timeText(footage.made),
    ];
  });
  const [heading = '', ...lines] = drawTable(COLUMNS, rows, look);
  // A path is to be copied whole, so it stands on a line of its own.
  const table = takes.flatMap(({ footage }, index) => [
    lines[index] ?? '',
    ...(footage === undefined ? [] : [fileLine(footage.file, context, look)]),
    ...(footage?.origin === undefined
      ? []
      : [look.paint('dim', `    made at ${visibleText(footage.origin)}`)]),
  ]);
  const blocks = [[heading, ...table], strayFiles(otherJobs, context, look), pickText(status, context)];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function fileLine(file: string, { pathText }: TakesContext, look: Look): string {
  return `    ${look.paint('dim', visibleText(pathText(file)))}`;
}

function strayFiles(jobs: readonly JobStatus[], context: TakesContext, look: Look): readonly string[] {
  const kept = jobs.flatMap((job) => (job.file === undefined ? [] : [{ ...job, file: job.file }]));
  if (kept.length === 0) return [];
  return [
    look.paint('bold', 'Paid for earlier, not in the film any more'),
    ...kept.flatMap((job) => [
      `  ${look.paint('bold', takeName(job.id))}  ${job.provider}, ${countedText(job)}, ${timeText(job.at)}`,
      fileLine(job.file, context, look),
    ]),
  ];
}

/** How to pick another take, by the example of one that can be picked. */
function pickText({ takes }: StoryboardStatus, { file }: TakesContext): readonly string[] {
  const other = takes.find(({ picked, state }) => !picked && state === 'made');
  if (other === undefined) return [];
  const command = commandText(['pick', file, other.shot, String(other.take)]);
  return ['To put another take into the film:', '', indented(command)];
}
