import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { PAID_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { BIN } from '../testing/run-storyboard.ts';
import { terminalWidth } from './terminal-width.ts';

test.each([
  [120, '40', 120],
  [0, '40', 40],
  [undefined, '40', 40],
  [0, '', 80],
  [0, '0', 80],
  [undefined, '-3', 80],
  [undefined, 'wide', 80],
  [undefined, undefined, 80],
])('a terminal that says %s, with COLUMNS=%s, has %d columns', (measured, written, columns) => {
  expect(terminalWidth(measured, written)).toBe(columns);
});

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

test.skipIf(!hasScript)('on a terminal of no width the plan is as wide as it is by default', () => {
  using folder = projectFolder({ 'film.yaml': PAID_FILM });
  const command = `stty cols 0 rows 0; '${process.execPath}' '${BIN}' plan film.yaml`;
  const { COLUMNS: _, ...environment } = process.env;
  const ended = spawnSync('script', ['-qec', command, '/dev/null'], {
    cwd: folder.path,
    env: { ...environment, NO_COLOR: '1', NODE_DISABLE_COMPILE_CACHE: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(ended.stdout).toContain('The Raccoon and the Portrait');
  expect(ended.stdout).toContain('embrace');
});
