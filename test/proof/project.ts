import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JobStatus, readStatus, type StoryboardStatus } from '../../packages/engine/src/index.ts';
import { CATALOGUE } from '../../packages/providers/src/catalogue.ts';
import { type Ended, runCommand } from './command.ts';

/** A folder with a storyboard in it, `film.yaml`; gone once it is disposed of. */
export type Project = AsyncDisposable & { readonly folder: string };

/** What is said of a shot beside its id. */
export type ShotLines = { readonly id: string; readonly prompt?: string; readonly lines?: readonly string[] };

/** A storyboard of five-second shots; the prompt of each ends in its id between square brackets. */
export function storyboardOf(
  shots: readonly ShotLines[],
  settings: { readonly provider: string; readonly budget?: string; readonly title?: string },
): string {
  const { provider, budget = '100.00', title = 'Proof' } = settings;
  const head = [
    'version: 1',
    `title: ${title}`,
    `budget: { limit: ${budget} }`,
    'output: { file: film.mp4, aspect: "16:9", resolution: 1080p, fps: 30 }',
    `defaults: { provider: ${provider}, model: wan-2.6-r2v, duration: 5 }`,
    'references:',
    '  raccoon: { video: "https://example.com/raccoon.mp4" }',
    'shots:',
  ];
  const body = shots.flatMap(({ id, prompt = '', lines = [] }) => [
    `  - id: ${id}`,
    `    prompt: ${JSON.stringify(`@raccoon waits. ${prompt} [${id}]`)}`,
    ...lines.map((line) => `    ${line}`),
  ]);
  return `${[...head, ...body].join('\n')}\n`;
}

/** Makes a project of a storyboard's text. */
export function projectOf(storyboard: string): Project {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'storyboard-proof-')));
  writeFileSync(join(folder, 'film.yaml'), storyboard);
  return {
    folder,
    // What a killed run had started may still be writing for a moment.
    [Symbol.asyncDispose]: () =>
      rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}

/** What `storyboard status --json` says. */
export async function statusOf(
  { folder }: Project,
  environment: Readonly<Record<string, string>> = {},
): Promise<StoryboardStatus> {
  const ended = await runCommand(['status', 'film.yaml', '--json'], { folder, environment });
  if (ended.code !== 0) throw new Error(`status failed: ${told(ended)}`);
  return JSON.parse(ended.stdout) as StoryboardStatus;
}

/** The same without a process of its own, for where it is asked hundreds of times. */
export async function statusHere({ folder }: Project): Promise<StoryboardStatus> {
  const read = await readStatus(join(folder, 'film.yaml'), { catalogue: CATALOGUE, ceilings: [] });
  if (!read.ok) throw new Error(`status failed: ${JSON.stringify(read.diagnostics)}`);
  return read.status;
}

/** Every attempt that a status knows of. */
export function jobsOf({ takes, otherJobs }: StoryboardStatus): readonly JobStatus[] {
  return [...takes.flatMap(({ job }) => job ?? []), ...otherJobs];
}

/** The shot that a prompt of `storyboardOf` belongs to. */
export function shotOf(prompt: string): string {
  return /\[([\w-]+)\]$/.exec(prompt)?.[1] ?? '';
}

/** A run for the message of a failure. */
export function told({ code, signal, stdout, stderr }: Ended): string {
  return `code ${code}, signal ${signal}\n${stdout}\n${stderr}`;
}
