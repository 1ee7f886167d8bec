import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { longFilm } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { BIN, runStoryboard } from '../testing/run-storyboard.ts';

const SHOTS = 3000;
// Tests leave nothing in the home of whoever runs them.
const env = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };

test('a slow reader gets everything', async () => {
  using folder = projectFolder({ 'film.yaml': longFilm(SHOTS) });
  let paused = false;
  const ended = await runStoryboard(['plan', 'film.yaml', '--json'], {
    folder: folder.path,
    onOutput: async ({ stdout }) => {
      if (paused) return;
      paused = true;
      stdout?.pause();
      await setTimeout(500);
      stdout?.resume();
    },
  });
  expect(ended.stdout.length).toBeGreaterThan(1_000_000);
  expect(JSON.parse(ended.stdout).takes).toHaveLength(SHOTS);
});

test('a file gets everything', async () => {
  using folder = projectFolder({ 'film.yaml': longFilm(SHOTS) });
  const file = join(folder.path, 'plan.json');
  const descriptor = openSync(file, 'w');
  const child = spawn(process.execPath, [BIN, 'plan', 'film.yaml', '--json'], {
    cwd: folder.path,
    env,
    stdio: ['ignore', descriptor, descriptor],
  });
  await new Promise((resolve) => child.once('close', resolve));
  closeSync(descriptor);
  expect(JSON.parse(readFileSync(file, 'utf8')).takes).toHaveLength(SHOTS);
});

test.skipIf(process.platform === 'win32')('a pipe of a shell gets everything', async () => {
  using folder = projectFolder({ 'film.yaml': longFilm(SHOTS) });
  // Node gives its children sockets; a shell gives them pipes.
  const child = spawn(
    'sh',
    ['-c', '"$0" "$1" plan film.yaml --json | (sleep 0.3; cat)', process.execPath, BIN],
    {
      cwd: folder.path,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  expect(JSON.parse(text).takes).toHaveLength(SHOTS);
});

test.skipIf(process.platform === 'win32')('after `head` has seen enough, nothing is said of it', async () => {
  using folder = projectFolder({ 'film.yaml': longFilm(SHOTS) });
  const child = spawn(
    'sh',
    ['-c', '("$0" "$1" plan film.yaml --json; echo "code $?" >&2) | head -n 1', process.execPath, BIN],
    {
      cwd: folder.path,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  await new Promise((resolve) => child.once('close', resolve));
  expect(stderr).toBe('code 0\n');
});
