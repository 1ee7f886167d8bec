import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEAR_FILM, FREE_FILM, longFilm } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

test('a preview costs nothing, whatever the film would cost, and says what that is', async () => {
  const film = DEAR_FILM.replaceAll(/duration: \d/g, 'duration: 2').replace(
    '{ video: https://example.com/raccoon.mp4, description: A raccoon }',
    '{ video: https://example.com/raccoon.mp4 }',
  );
  using folder = projectFolder({ 'film.yaml': film });
  const ended = await runStoryboard(['preview', 'film.yaml'], { folder: folder.path });
  expect(ended.code).toBe(0);
  expect(ended.stdout).toMatch(/^Film {8}film\.preview\.mp4 {2}4 s, 96 frames, /);
  expect(ended.stdout).toContain('Would cost  $0.51\n');
  expect(existsSync(join(folder.path, 'film.preview.mp4'))).toBe(true);
});

test('--only draws some shots', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  const ended = await runStoryboard(['preview', 'film.yaml', '--only', 'far', '--out', 'far.mp4'], {
    folder: folder.path,
  });
  expect(ended).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Film {8}far\.mp4 {2}0\.5 s, 12 frames/),
  });
});

test('Ctrl-C stops at once, says what is kept, and leaves nothing half-written', async () => {
  using folder = projectFolder({ 'film.yaml': longFilm(8) });
  let stoppedAt = 0;
  const ended = await runStoryboard(['preview', 'film.yaml'], {
    folder: folder.path,
    onOutput: (child, { stderr }) => {
      if (stoppedAt !== 0 || !stderr.includes('started')) return;
      stoppedAt = performance.now();
      child.kill('SIGINT');
    },
  });
  const took = performance.now() - stoppedAt;
  expect(ended).toMatchObject({ code: 130, signal: null, stdout: '' });
  expect(ended.stderr).toContain('Stopping; once more to stop at once.\n');
  expect(ended.stderr).toMatch(
    /(Nothing was made yet|are made and kept)[\s\S]*\n\n {2}storyboard preview film\.yaml\n/,
  );
  // Within a second on a quiet machine.
  expect(took).toBeLessThan(20_000);
  expect(existsSync(join(folder.path, 'film.preview.mp4'))).toBe(false);
  const left = readdirSync(folder.path, { recursive: true, encoding: 'utf8' });
  expect(left.filter((path) => /\.(tmp|part)/.test(path))).toEqual([]);
});

test('told to end it stops too, and the last line of JSON says that it was interrupted', async () => {
  using folder = projectFolder({ 'film.yaml': longFilm(8) });
  let told = false;
  const ended = await runStoryboard(['preview', 'film.yaml', '--json'], {
    folder: folder.path,
    onOutput: (child, { stdout }) => {
      if (!told && stdout.includes('job-start')) told = child.kill('SIGTERM');
    },
  });
  expect(ended.code).toBe(130);
  const lines = ended.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({
    type: 'summary',
    status: 'interrupted',
    exitCode: 130,
    error: { code: 'interrupted' },
    film: { status: 'none' },
  });
  expect(lines.at(-1).outcomes).toHaveLength(8);
});

test('the second Ctrl-C ends at once', async () => {
  using folder = projectFolder({ 'film.yaml': longFilm(8) });
  let first = 0;
  let second = 0;
  const ended = await runStoryboard(['preview', 'film.yaml'], {
    folder: folder.path,
    onOutput: (child, { stderr }) => {
      if (first === 0 && stderr.includes('started')) {
        first = performance.now();
        child.kill('SIGINT');
      } else if (first !== 0 && second === 0 && stderr.includes('Stopping')) {
        second = performance.now();
        child.kill('SIGINT');
      }
    },
  });
  // What a shell says in both cases: the process may be at its end already, where Node listens no more.
  expect(ended.signal === 'SIGINT' ? 130 : ended.code).toBe(130);
  expect(performance.now() - second).toBeLessThan(20_000);
});

test('a reader that goes away stops nothing: the film is made all the same', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  const ended = await runStoryboard(['preview', 'film.yaml', '--json'], {
    folder: folder.path,
    onOutput: (child) => child.stdout?.destroy(),
  });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(folder.path, 'film.preview.mp4'))).toBe(true);
});
