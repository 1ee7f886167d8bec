import type { Finding } from '@storyboard/core';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { findingLines } from './finding-text.ts';
import { timeText } from './time-text.ts';

test('a moment of a film is told as players show it', () => {
  expect([0, 0.04, 0.05, 12.3, 59.96, 60, 754.04, 3723.4].map(timeText)).toEqual([
    '0:00.0',
    '0:00.0',
    '0:00.1',
    '0:12.3',
    '1:00.0',
    '1:00.0',
    '12:34.0',
    '1:02:03.4',
  ]);
});

test('findings stand in columns; what is about the whole film has no time and no shot', () => {
  const findings: readonly Finding[] = [
    { code: 'wrong-sound', message: 'Its sound is 0.5 s shorter than its pictures.' },
    { code: 'click', message: 'The sound jumps where "meet" ends.', seconds: 5, shot: 'embrace' },
    { code: 'black', message: 'It is black for 0.8 s.', seconds: 754.04, durationSeconds: 0.8, shot: 'end' },
  ];
  expect(findingLines(findings, plainLook(80))).toEqual([
    '!                   Its sound is 0.5 s shorter than its pictures. [wrong-sound]',
    '!  0:05.0  embrace  The sound jumps where "meet" ends. [click]',
    '! 12:34.0  end      It is black for 0.8 s. [black]',
  ]);
  expect(findingLines(findings.slice(0, 1), plainLook(80))).toEqual([
    '! Its sound is 0.5 s shorter than its pictures. [wrong-sound]',
  ]);
});

test('nothing of others that a terminal would act on is printed', () => {
  const finding: Finding = { code: 'frozen', message: 'Nothing\u001b[31m moves.', shot: 'a\u202eb' };
  const [line = ''] = findingLines([finding], plainLook(80));
  expect([...line].filter((character) => character === '\u001b' || character === '\u202e')).toEqual([]);
});
