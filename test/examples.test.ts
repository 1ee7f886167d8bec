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
