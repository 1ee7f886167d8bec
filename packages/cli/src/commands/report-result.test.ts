import type { Finding, Outcome, Plan, Report } from '@storyboard/core';
import { microUsd } from '@storyboard/core/units';
import type { RenderResult } from '@storyboard/engine';
import { expect, test } from 'vitest';
import { paperTerminal } from '../testing/paper-terminal.ts';
import { reportResult } from './report-result.ts';

const FINDINGS: readonly Finding[] = [
  { code: 'click', message: 'The sound jumps.', seconds: 5, shot: 'embrace' },
];

const FROM = { storyboard: 'film.yaml', goOn: ['render', 'film.yaml'] };

test('what was found in a film is told and harms nothing', () => {
  const { result, report } = done(FINDINGS);
  const terminal = paperTerminal();
  expect(reportResult(result, report, FROM, {}, terminal)).toBe(0);
  expect(terminal.written.stdout).toContain('! 0:05.0  embrace  The sound jumps. [click]\n');
  expect(terminal.written.stderr).toBe('');
});

test('with --strict it is a failure, and the film stays', () => {
  const { result, report } = done(FINDINGS);
  const terminal = paperTerminal();
  expect(reportResult(result, report, FROM, { strict: true }, terminal)).toBe(8);
  expect(terminal.written.stdout).toContain('Film   film.mp4');
  expect(terminal.written.stderr).toBe(
    'The film is there; --strict makes a failure of what was found in it.\n',
  );
  const program = paperTerminal();
  expect(reportResult(result, report, FROM, { strict: true, json: true }, program)).toBe(8);
  expect(JSON.parse(program.written.stdout)).toMatchObject({
    type: 'summary',
    status: 'found',
    exitCode: 8,
    film: { status: 'ready', findings: FINDINGS, sound: { loudness: -14, truePeak: -1 } },
  });
});

test('--strict asks nothing of a film in which nothing was found, and hides no other failure', () => {
  const clean = done([]);
  expect(reportResult(clean.result, clean.report, FROM, { strict: true }, paperTerminal())).toBe(0);
  const failed: Outcome = {
    id: 'embrace/1',
    shot: 'embrace',
    take: 1,
    status: 'failed',
    provider: 'loom',
    failure: { kind: 'moderation', message: 'No.' },
  };
  const { result, report } = done(FINDINGS, [failed]);
  expect(reportResult(result, report, FROM, { strict: true }, paperTerminal())).toBe(5);
});

function done(findings: readonly Finding[], outcomes: readonly Outcome[] = []) {
  const report: Report = {
    storyboard: 'film.yaml',
    title: 'Film',
    outcomes,
    spent: microUsd(0),
    inDoubt: microUsd(0),
    film: {
      status: 'ready',
      file: '/films/film.mp4',
      frames: 240,
      seconds: 10,
      sizeBytes: 1_000_000,
      missing: [],
      clips: [{ shot: 'embrace', how: 'copied', why: 'it is as the film needs it', kept: true }],
      sound: { loudness: -14, truePeak: -1 },
      findings,
      poster: undefined,
      gif: undefined,
      contactSheet: undefined,
      times: { readMs: 0, picturesMs: 0, soundMs: 0, writeMs: 0, lookMs: 0, deliveriesMs: 0 },
    },
  };
  // Of a finished render the plan is not shown.
  const plan = {} as Plan;
  const result: RenderResult = {
    status: 'done',
    plan,
    report,
    drawnOver: [],
    diagnostics: [],
    texts: new Map(),
  };
  return { result, report };
}
