import type { Cost, Outcome, Report } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { closingText } from './closing-text.ts';
import { failuresText, interruptedText } from './failures-text.ts';
import { straysText } from './strays-text.ts';

const CONTEXT = {
  pathText: (file: string) => file.replace('/films/', ''),
  wouldCost: undefined,
  verbose: false,
};

const made = (shot: string, take: number, reused: boolean): Outcome => ({
  id: `${shot}/${take}`,
  shot,
  take,
  status: 'succeeded',
  artifact: 'd',
  fingerprint: 'f',
  provider: 'loom',
  reused,
  cost: undefined,
});

const take = (shot: string, number: number) => ({ id: `${shot}/${number}`, shot, take: number });

const PRICE: Cost = {
  known: true,
  amount: fromUsd(0.64),
  from: { source: 'https://example.com/prices', asOf: '2026-11-22', estimated: false },
  detail: '',
};

const REPORT: Report = {
  storyboard: 'film.yaml',
  title: 'Film',
  outcomes: [
    made('meet', 1, false),
    made('embrace', 1, true),
    made('embrace', 2, false),
    { id: 'night/1', shot: 'night', take: 1, status: 'left-out' },
  ],
  spent: fromUsd(1.1575),
  inDoubt: fromUsd(0),
  film: {
    status: 'ready',
    file: '/films/film.mp4',
    frames: 12_345,
    seconds: 514.375,
    sizeBytes: 48_612_345,
    missing: ['night'],
    clips: [
      { shot: 'meet', how: 'copied', why: 'it has the film’s form', kept: true },
      { shot: 'embrace', how: 'encoded', why: 'it is of another size', kept: true },
      { shot: 'leave', how: 'partly', why: 'a transition touches its end', kept: false },
    ],
    sound: { loudness: -14.04, truePeak: -1.25 },
    findings: [],
    poster: '/films/poster.jpg',
    gif: undefined,
    contactSheet: '/films/sheet.png',
    times: { readMs: 40, picturesMs: 2410, soundMs: 1100, writeMs: 90, lookMs: 800, deliveriesMs: 3210 },
  },
};

const FAILED: Report = {
  ...REPORT,
  outcomes: [
    made('meet', 1, false),
    {
      id: 'embrace/2',
      shot: 'embrace',
      take: 2,
      status: 'failed',
      provider: 'loom',
      failure: { kind: 'moderation', message: 'not\u0007 allowed' },
    },
    { id: 'night/1', shot: 'night', take: 1, status: 'blocked', by: 'embrace/2' },
    { id: 'home/1', shot: 'home', take: 1, status: 'pending' },
  ],
  film: { status: 'none', why: 'The film needs takes of shots embrace, night.' },
};

const OPEN: Report = {
  ...FAILED,
  outcomes: [
    made('meet', 1, false),
    {
      ...take('embrace', 1),
      status: 'failed',
      provider: 'loom',
      failure: { kind: 'moderation', message: 'not allowed' },
      cost: PRICE,
    },
    {
      ...take('embrace', 2),
      status: 'failed',
      provider: 'mill',
      failure: { kind: 'transient', message: 'come back later' },
    },
    {
      ...take('dusk', 1),
      status: 'held-back',
      provider: 'loom',
      reason: 'the account is empty',
    },
    {
      ...take('night', 1),
      status: 'in-doubt',
      provider: 'loom',
      reason: 'the connection broke\u0007 before the answer',
      cost: PRICE,
    },
    { ...take('home', 1), status: 'blocked', by: 'night/1' },
  ],
  inDoubt: fromUsd(0.64),
};
const COMMANDS = {
  goOn: 'storyboard render film.yaml',
  resolve: 'storyboard resolve film.yaml',
  payAgain: (job: string) => `storyboard resolve film.yaml ${job} --pay-again`,
  pathText: (file: string) => file.replace('/films/', ''),
};

test('a finished film', async () => {
  await expect(closingText(REPORT, CONTEXT, plainLook(80))).toMatchFileSnapshot('golden/closing-done.txt');
});

test('a preview says what the film would cost, and with more words how each clip got in', async () => {
  const context = { ...CONTEXT, wouldCost: '$2.50', verbose: true };
  await expect(closingText(REPORT, context, plainLook(80))).toMatchFileSnapshot('golden/closing-preview.txt');
});

test('what was found in the film stands after it, with when and where', () => {
  if (REPORT.film.status !== 'ready') throw new Error(REPORT.film.status);
  const findings = [
    { code: 'click', message: 'The sound jumps.', seconds: 61.2, shot: 'embrace' },
    { code: 'off-loudness', message: 'It has -20 LUFS, not -14.' },
  ] as const;
  const silent = { loudness: undefined, truePeak: undefined };
  const text = closingText(
    { ...REPORT, film: { ...REPORT.film, findings, sound: silent } },
    CONTEXT,
    plainLook(80),
  );
  expect(text).toContain('Sound          silent\n');
  expect(text.split('\n').slice(-4)).toEqual([
    '',
    '! 1:01.2  embrace  The sound jumps. [click]',
    '!                  It has -20 LUFS, not -14. [off-loudness]',
    '',
  ]);
});

test('what cannot be seen in a path is made visible', () => {
  const pathText = (file: string) => file.replace('/films/', 'a\u001B[31m\nb/');
  const text = closingText(REPORT, { ...CONTEXT, pathText }, plainLook(80));
  expect(text).toContain('a\\u{1b}[31m b/film.mp4');
  expect(text).toContain('a\\u{1b}[31m b/sheet.png');
  expect(text).not.toContain('\u001B');
});

test('failed shots', async () => {
  const text = `${closingText(FAILED, CONTEXT, plainLook(80))}${failuresText(FAILED, COMMANDS, plainLook(80))}`;
  await expect(text).toMatchFileSnapshot('golden/closing-failed.txt');
});

test('what failed, what was held back and what is in doubt, each with the command that goes on', async () => {
  const text = `${closingText(OPEN, CONTEXT, plainLook(80))}${failuresText(OPEN, COMMANDS, plainLook(80))}`;
  await expect(text).toMatchFileSnapshot('golden/closing-open.txt');
});

test('footage that cannot be used has a way out beside trying again', async () => {
  const failure = { kind: 'unknown', message: 'The clip has half the length.' } as const;
  const left = {
    ...take('embrace', 1),
    status: 'failed',
    provider: 'loom',
    failure: { ...failure, file: '/films/.storyboard/objects/ab.mp4' },
    job: 'job_7\u0007',
  } as const;
  const unanswered = {
    ...take('embrace', 2),
    status: 'failed',
    provider: 'loom',
    failure: { kind: 'transient', message: 'ShortAPI was not reached.' },
    job: 'job_8',
  } as const;
  const refused = { ...take('night', 1), status: 'failed', provider: 'loom', failure } as const;
  const report = { ...FAILED, outcomes: [left, unanswered, refused] };
  await expect(failuresText(report, COMMANDS, plainLook(80))).toMatchFileSnapshot(
    'golden/closing-unusable.txt',
  );
});

test('paid footage of an earlier cut that cannot be used is given up by a command', () => {
  const stray = { type: 'stray-end', provider: 'loom', artifact: undefined, reason: 'too short' } as const;
  const text = straysText(
    [
      { ...stray, shot: 'talk', take: 1, unusable: 'job_7\u0007' },
      { ...stray, shot: 'old', take: 2 },
    ],
    COMMANDS.payAgain,
    plainLook(80),
  );
  expect(text).toBe(
    '\n1 take paid for earlier cannot be used (talk); every render asks for it again.\nIt stays counted as paid when you give it up, with:\n\n  storyboard resolve film.yaml job_7\\u{7} --pay-again\n\n',
  );
  expect(straysText([{ ...stray, shot: 'old', take: 2 }], COMMANDS.payAgain, plainLook(80))).toBe('');
});

test('what is only in doubt is decided first', async () => {
  const report = { ...OPEN, outcomes: OPEN.outcomes.slice(4) };
  await expect(failuresText(report, COMMANDS, plainLook(80))).toMatchFileSnapshot(
    'golden/closing-in-doubt.txt',
  );
});

test('where nothing failed, nothing is said of it', () => {
  expect(failuresText(REPORT, COMMANDS, plainLook(80))).toBe('');
});

test('a stopped render says what is in doubt', () => {
  expect(interruptedText(OPEN, 1, 'storyboard render film.yaml')).toBe(
    '1 of 6 takes are made and kept. 1 job paid for will be resumed, not paid for again. 1 take in doubt, perhaps paid; storyboard resolve decides. Go on with:\n\n  storyboard render film.yaml\n\n',
  );
});

test('a stopped render says what is kept', () => {
  expect(interruptedText(FAILED, 0, 'storyboard render film.yaml')).toBe(
    '1 of 4 takes are made and kept. Go on with:\n\n  storyboard render film.yaml\n\n',
  );
  expect(interruptedText(undefined, 0, 'storyboard render film.yaml')).toContain('Nothing was made yet');
  expect(interruptedText(FAILED, 2, 'storyboard render film.yaml')).toContain(
    '1 of 4 takes are made and kept. 2 jobs paid for will be resumed, not paid for again.',
  );
});
