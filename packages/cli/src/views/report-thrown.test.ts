import { StoryboardError } from '@storyboard/core';
import { expect, test } from 'vitest';
import { paperTerminal } from '../testing/paper-terminal.ts';
import { reportThrown } from './report-thrown.ts';

const FULL_DISK = Object.assign(new Error('ENOSPC: no space left on device, write'), {
  code: 'ENOSPC',
  syscall: 'write',
});

test('a fault of ours is one sentence and how to report it; its stack only where more is asked for', () => {
  const quiet = paperTerminal({ words: ['plan', 'film.yaml'] });
  expect(reportThrown(new TypeError('x is not a function'), quiet)).toBe(1);
  expect(quiet.written).toEqual({
    stdout: '',
    stderr:
      'error: Something went wrong that should not have: x is not a function\n' +
      '  This is a fault of storyboard. Please report it with the command, and with what it says when --verbose is added.\n',
  });
  for (const more of [{ words: ['plan', '--verbose'] }, { environment: { STORYBOARD_DEBUG: '1' } }]) {
    const loud = paperTerminal(more);
    reportThrown(new TypeError('x', { cause: new Error('y') }), loud);
    expect(loud.written.stderr).toMatch(/TypeError: x\n[\s\S]*report-thrown\.test[\s\S]*Caused by: Error: y/);
  }
});

test('what the machine refuses is no fault of ours', () => {
  const terminal = paperTerminal();
  expect(reportThrown(FULL_DISK, terminal)).toBe(1);
  expect(terminal.written.stderr).toBe(
    'error: The machine refused something: ENOSPC: no space left on device, write.\n' +
      '  Make room on the disk, then run the same command again.\n',
  );
});

test.each([
  ['usage', 2],
  ['provider-unavailable', 2],
  ['key-missing', 2],
  ['assembly-failed', 8],
  ['interrupted', 130],
  ['ffmpeg-not-found', 1],
  ['store-unusable', 1],
] as const)('%s ends with %d, and a hint keeps its lines', (code, exitCode) => {
  const terminal = paperTerminal({ words: ['plan', 'film.yaml', '--json'] });
  const error = new StoryboardError(code, 'What\u001B[2J happened.', { hint: 'Do this:\n\n  that' });
  expect(reportThrown(error, terminal)).toBe(exitCode);
  expect(terminal.written.stderr).toBe('error: What\\u{1b}[2J happened.\n  Do this:\n\n    that\n');
  expect(JSON.parse(terminal.written.stdout)).toEqual({
    error: { code, message: 'What\\u{1b}[2J happened.', hint: 'Do this:\n\n  that' },
    exitCode,
  });
});

test('what has words of its own has no stack with more words, unless a fault of ours is behind it', () => {
  const words = ['inspect', 'film.mp4', '--verbose'];
  const loud = (error: Error): string => {
    const terminal = paperTerminal({ words });
    reportThrown(error, terminal);
    return terminal.written.stderr;
  };
  expect(loud(new StoryboardError('media-unreadable', 'It is cut off.', { cause: new Error('at 3') }))).toBe(
    'error: It is cut off.\n',
  );
  const cause = new TypeError('x is not a function');
  expect(loud(new StoryboardError('assembly-failed', 'The film could not be made.', { cause }))).toContain(
    'Caused by: TypeError: x is not a function',
  );
});

test('in a stream of events it is the last line', () => {
  const terminal = paperTerminal({ words: ['render', 'film.yaml', '--json'] });
  reportThrown(FULL_DISK, terminal);
  expect(terminal.written.stdout.endsWith('}\n')).toBe(true);
  expect(JSON.parse(terminal.written.stdout)).toMatchObject({
    type: 'summary',
    status: 'error',
    exitCode: 1,
    error: { code: 'ENOSPC' },
  });
});
