import { expect, test } from 'vitest';
import { explainLog } from './explain-log.ts';

test('the errors of a log are told, without addresses, folders and echoes', () => {
  const log = [
    '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d1c8] [warning] something small',
    '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55d1c8] [error] moov atom not found',
    '[error] file:/home/me/film/a.mp4: Invalid data found when processing input',
    '[error] Conversion failed!',
  ].join('\n');
  expect(explainLog(log, ['/home/me/film/a.mp4'])).toBe(
    'moov atom not found; a.mp4: Invalid data found when processing input',
  );
});

test('only the last lines are told, each once', () => {
  const log = ['one', 'two', 'two', 'three', 'four'].map((line) => `[error] ${line}`).join('\n');
  expect(explainLog(log, [])).toBe('two; three; four');
});

test('a log without errors is told by its last lines', () => {
  expect(explainLog('[warning] a\n\nb\n', [])).toBe('a; b');
  expect(explainLog('', [])).toBe('');
});

test('nothing that a terminal would act on is left, and a long line is cut', () => {
  expect(explainLog('[error] a\u001b[31mb\u202ec\u0000d', [])).toBe('a [31mb c d');
  expect(explainLog(`[error] ${'x'.repeat(5000)}`, [])).toHaveLength(601);
});
