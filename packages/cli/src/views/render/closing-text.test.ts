import type { Outcome, Report } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { closingText } from './closing-text.ts';
import { failuresText, interruptedText } from './failures-text.ts';

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
  film: {
    status: 'ready',
    file: '/films/film.mp4',
    frames: 12_345,
    seconds: 514.375,
    sizeBytes: 48_612_345,
    missing: ['night'],
    clips: [
      { shot: 'meet', how: 'copied', why: 'it has the film’s form' },
      { shot: 'embrace', how: 'encoded', why: 'it is of another size' },
    ],
    contactSheet: '/films/sheet.png',
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

test('a finished film', async () => {
  await expect(closingText(REPORT, CONTEXT, plainLook(80))).toMatchFileSnapshot('golden/closing-done.txt');
});

test('a preview says what the film would cost, and with more words how each clip got in', async () => {
  const context = { ...CONTEXT, wouldCost: '$2.50', verbose: true };
  await expect(closingText(REPORT, context, plainLook(80))).toMatchFileSnapshot('golden/closing-preview.txt');
});

test('what cannot be seen in a path is made visible', () => {
  const pathText = (file: string) => file.replace('/films/', 'a\u001B[31m\nb/');
  const text = closingText(REPORT, { ...CONTEXT, pathText }, plainLook(80));
  expect(text).toContain('a\\u{1b}[31m b/film.mp4');
  expect(text).toContain('a\\u{1b}[31m b/sheet.png');
  expect(text).not.toContain('\u001B');
});

test('failed shots', async () => {
  const text = `${closingText(FAILED, CONTEXT, plainLook(80))}${failuresText(FAILED, 'storyboard render film.yaml', plainLook(80))}`;
  await expect(text).toMatchFileSnapshot('golden/closing-failed.txt');
});

test('where nothing failed, nothing is said of it', () => {
  expect(failuresText(REPORT, 'storyboard render film.yaml', plainLook(80))).toBe('');
});

test('a stopped render says what is kept', () => {
  expect(interruptedText(FAILED, 'storyboard render film.yaml')).toBe(
    '1 of 4 takes are made and kept. Go on with:\n\n  storyboard render film.yaml\n\n',
  );
  expect(interruptedText(undefined, 'storyboard render film.yaml')).toContain('Nothing was made yet');
});
