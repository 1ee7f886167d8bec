import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runStoryboard } from '../packages/cli/src/testing/run-storyboard.ts';
import { root } from './sources.ts';

const examples = join(root, 'examples');
const films = readdirSync(examples).filter((name) => existsSync(join(examples, name, 'film.yaml')));

test.each(films)('examples/%s plans as its golden file says', async (name) => {
  // A store of its own: what the demo made in the checkout must not show.
  await using store = await mkdtempDisposable(join(tmpdir(), 'storyboard-example-'));
  const { code, stdout, stderr } = await runStoryboard(['plan', 'film.yaml'], {
    folder: join(examples, name),
    environment: { STORYBOARD_DIR: store.path },
  });
  await expect(`${stderr}${stdout}\nexit code ${code}\n`).toMatchFileSnapshot(
    join(examples, name, 'plan.golden.txt'),
  );
});

test('examples/hello renders to a film of 288 frames, with a contact sheet, and the second time from what is held', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storyboard-hello-'));
  try {
    // Without what was rendered in the checkout, if anything was.
    for (const name of ['film.yaml', 'refs']) {
      cpSync(join(examples, 'hello', name), join(folder, name), { recursive: true });
    }
    const render = async () => {
      const { code, stdout } = await runStoryboard(
        ['render', 'film.yaml', '--json', '--contact-sheet', 'sheet.png'],
        { folder },
      );
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      return { code, summary: events.at(-1), film: readFileSync(join(folder, 'film.mp4')) };
    };

    const first = await render();
    expect(first).toMatchObject({
      code: 0,
      summary: { type: 'summary', spent: 0, film: { status: 'ready', frames: 288, seconds: 12 } },
    });
    expect(readFileSync(join(folder, 'sheet.png')).subarray(1, 4).toString()).toBe('PNG');

    const second = await render();
    expect(second.summary.outcomes.map((outcome: { reused: boolean }) => outcome.reused)).toEqual(
      first.summary.outcomes.map(() => true),
    );
    expect(second.film.equals(first.film)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('examples/with-music renders to a film as loud as it says, in which nothing is found, with all that belongs beside it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'storyboard-music-'));
  for (const name of ['film.yaml', 'audio']) {
    cpSync(join(examples, 'with-music', name), join(folder.path, name), { recursive: true });
  }
  const { code, stdout } = await runStoryboard(['render', 'film.yaml', '--json', '--strict'], {
    folder: folder.path,
  });
  const { film } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect({ code, findings: film.findings }).toEqual({ code: 0, findings: [] });
  expect(film).toMatchObject({ status: 'ready', frames: 60, seconds: 5 });
  expect(film.clips.map((clip: { shot: string }) => clip.shot)).toEqual(['quay', 'ferry', 'deck']);
  expect(Math.abs(film.sound.loudness + 16)).toBeLessThan(0.5);
  expect(film.sound.truePeak).toBeLessThanOrEqual(-1);
  const beside = [film.poster, film.gif, film.contactSheet].map((file) => readFileSync(file).subarray(0, 4));
  expect(beside.map((start) => start.toString('latin1').slice(1, 4))).toEqual([
    '\u00d8\u00ff\u00e0',
    'IF8',
    'PNG',
  ]);
});
