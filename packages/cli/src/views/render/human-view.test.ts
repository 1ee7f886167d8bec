import { setTimeout } from 'node:timers/promises';
import type { RenderEvent } from '@storyboard/core';
import { fromUsd, type MicroUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { paperTerminal } from '../../testing/paper-terminal.ts';
import { openHumanView } from './human-view.ts';

const start = (id: string): RenderEvent => {
  const [shot = '', take = ''] = id.split('/');
  return { type: 'job-start', id, shot, take: Number(take), provider: 'loom', cost: undefined };
};

function taken(charged: MicroUsd | undefined): RenderEvent {
  const from = { source: 'https://example.com/prices', asOf: '2026-11-22', estimated: false };
  const cost = { known: true, amount: fromUsd(0.425), from, detail: '' } as const;
  const told = charged === undefined ? {} : { charged };
  return { type: 'job-submitted', id: 'pier/1', provider: 'loom', job: 'job_9', cost, ...told };
}

const EVENTS: readonly RenderEvent[] = [
  {
    type: 'render-start',
    storyboard: 'film.yaml',
    title: 'Film',
    takes: 5,
    ids: ['meet/1', 'dusk/1', 'embrace/2', 'night/1', 'home/1'],
    total: { amount: fromUsd(1), unknown: 0 },
  },
  {
    type: 'diagnostic',
    diagnostic: {
      code: 'unused-reference',
      severity: 'warning',
      message: 'No shot uses `lamp`.',
      place: {
        path: 'film.yaml',
        start: { line: 2, column: 3, offset: 14 },
        end: { line: 2, column: 7, offset: 18 },
      },
    },
  },
  { type: 'job-end', id: 'dusk/1', status: 'reused', artifact: 'a' },
  start('meet/1'),
  start('embrace/2'),
  { type: 'job-progress', id: 'meet/1', fraction: 0.5 },
  { type: 'job-end', id: 'meet/1', status: 'succeeded', artifact: 'b' },
  {
    type: 'job-end',
    id: 'embrace/2',
    status: 'failed',
    failure: { kind: 'moderation', message: 'no\u001B[31m cats\n' },
  },
  { type: 'job-end', id: 'night/1', status: 'blocked', by: 'embrace/2' },
  { type: 'assembly-start', clips: 3, frames: 240 },
  { type: 'assembly-progress', fraction: 0.25 },
  { type: 'film-ready', file: '/films/film.mp4', frames: 240, seconds: 10, sizeBytes: 1 },
  { type: 'delivery-ready', delivery: 'poster', file: '/films/poster.jpg', kept: true },
  { type: 'delivery-start', delivery: 'gif' },
  { type: 'delivery-progress', delivery: 'gif', fraction: 0.75 },
  { type: 'delivery-ready', delivery: 'gif', file: '/films/film.gif', kept: false, seconds: 5 },
];
const PAID_EVENTS: readonly RenderEvent[] = [
  { type: 'take-damaged', id: 'meet/1', file: '/films/\u001B[31m.mp4' },
  { type: 'stray-end', shot: 'old', take: 2, provider: 'loom', artifact: 'a', reason: undefined },
  {
    type: 'stray-end',
    shot: 'left',
    take: 1,
    provider: 'loom',
    artifact: 'a',
    reason: undefined,
    leftOut: true,
  },
  {
    type: 'stray-end',
    shot: 'older',
    take: 1,
    provider: 'loom',
    artifact: undefined,
    reason: 'its link\u0007 is gone',
  },
  start('meet/1'),
  { type: 'job-elsewhere', id: 'meet/1', provider: 'loom' },
  start('embrace/2'),
  {
    type: 'job-retry',
    id: 'embrace/2',
    provider: 'loom',
    reason: 'no\u001B[31m connection.',
    afterMs: 4200,
  },
  {
    type: 'job-fallback',
    id: 'embrace/2',
    from: 'loom',
    to: 'mill',
    failure: { kind: 'quota', message: 'too\u001B[31m many' },
  },
  {
    type: 'job-submitted',
    id: 'embrace/2',
    provider: 'mill',
    job: 'gen_7',
    cost: { known: false, reason: 'not published' },
  },
  taken(fromUsd(0.85)),
  taken(fromUsd(0.425)),
  taken(fromUsd(0.4)),
  taken(undefined),
  { type: 'job-retry', id: 'embrace/2', provider: 'mill', reason: 'busy', afterMs: 200 },
  { type: 'job-progress', id: 'embrace/2', fraction: 0.25 },
  { type: 'job-unrecorded', id: 'embrace/2', provider: 'mill', job: 'gen_7' },
  { type: 'job-end', id: 'embrace/2', status: 'in-doubt', reason: 'nobody\u0007 answered' },
  { type: 'job-end', id: 'night/1', status: 'held-back', reason: 'the budget is used up' },
];
const TEXTS = new Map([['film.yaml', 'references:\n  lamp: {}\nshots: []\n']]);

test('where lines cannot be drawn over, every step is a line', async () => {
  let nowMs = 0;
  const terminal = paperTerminal({ now: () => nowMs });
  using view = openHumanView(terminal);
  view.onSources(TEXTS);
  for (const event of EVENTS) {
    nowMs += 1500;
    view.onEvent(event);
  }
  view.onStop();
  expect(terminal.written.stdout).toBe('');
  await expect(terminal.written.stderr).toMatchFileSnapshot('golden/plain-lines.txt');
});

test('everything that happens to a paid job is a line; what is said of money is said on a terminal too', async () => {
  for (const live of [false, true]) {
    const terminal = paperTerminal({ live });
    using view = openHumanView(terminal);
    for (const event of PAID_EVENTS) view.onEvent(event);
    const name = live ? 'golden/paid-lines-live.txt' : 'golden/paid-lines.txt';
    await expect(screenOf(terminal.written.stderr)).toMatchFileSnapshot(name);
  }
});

test('on a terminal the bars of what is running stay below what was said for good', async () => {
  let nowMs = 0;
  const terminal = paperTerminal({ now: () => nowMs, live: true });
  const view = openHumanView(terminal);
  view.onSources(TEXTS);
  const screens: string[] = [];
  for (const event of EVENTS) {
    nowMs += 1500;
    view.onEvent(event);
    if (!event.type.endsWith('-progress')) continue;
    await redrawn();
    screens.push(screenOf(terminal.written.stderr));
  }
  view[Symbol.dispose]();
  screens.push(screenOf(terminal.written.stderr));
  await expect(screens.join(`${'─'.repeat(60)}\n`)).toMatchFileSnapshot('golden/live-screens.txt');
});

test('after it was closed, a view draws nothing more', async () => {
  const terminal = paperTerminal({ live: true });
  const view = openHumanView(terminal);
  view.onEvent(start('meet/1'));
  view[Symbol.dispose]();
  const { stderr } = terminal.written;
  await redrawn();
  view[Symbol.dispose]();
  expect(terminal.written.stderr).toBe(stderr);
});

/** Long enough for lines that are drawn over ten times a second. */
async function redrawn(): Promise<void> {
  await setTimeout(250);
}

/** What a terminal shows after text in which the cursor only goes up and the rest of the screen is erased. */
function screenOf(text: string): string {
  const lines: string[] = [''];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it is about
  for (const part of text.split(/(\u001B\[\d+A|\u001B\[0J|\n)/)) {
    const up = /\[(\d+)A$/.exec(part)?.[1];
    if (up !== undefined) lines.splice(lines.length - 1 - Number(up), Number(up) + 1, '');
    else if (part === '\n') lines.push('');
    else if (!part.startsWith('\u001B')) lines.push((lines.pop() ?? '') + part);
  }
  return lines.join('\n');
}

test('a stop says which paid requests it waits for, and what not waiting means', () => {
  const terminal = paperTerminal();
  using view = openHumanView(terminal);
  const from = { source: 'https://example.com/prices', asOf: '2026-11-22', estimated: false };
  const priced = (id: string, dollars: number): RenderEvent => ({
    ...(start(id) as RenderEvent & { readonly type: 'job-start' }),
    cost: { known: true, amount: fromUsd(dollars), from, detail: '' },
  });
  const said = (): string => {
    terminal.written.stderr = '';
    view.onStop();
    return terminal.written.stderr;
  };
  view.onEvent(priced('drawn/1', 0));
  view.onEvent({ ...start('resumed/1'), resumes: 'job_7' } as RenderEvent);
  expect(terminal.written.stderr).toContain(
    '  resumed  resumed: paid already at loom, waiting for its job job_7\n',
  );
  expect(said()).toBe('Stopping; once more to stop at once.\n');
  view.onEvent(priced('pier/1', 0.4));
  expect(said()).toBe(
    'Stopping; the answer to a paid request is waited for, ten seconds at most. Once more to stop at once: it is in doubt then.\n',
  );
  view.onEvent(taken(undefined));
  expect(said()).toBe('Stopping; once more to stop at once.\n');
});
