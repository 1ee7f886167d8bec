import { readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { filmOf } from '../testing/execute-file.ts';
import { renderHere } from '../testing/render-here.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';

const FADE = { type: 'fade', duration: 0.2 };

test('while a take is still made, what the others are enough for is made ready for the film', async () => {
  const film = filmOf({
    one: 'red',
    two: { prompt: 'green', transition: FADE },
    three: { prompt: 'blue', transition: FADE },
  });
  await using folder = await temporaryFolder({ 'film.yaml': film });
  const house = createTestProvider();
  const provider: VideoProvider = {
    ...house,
    submit: async (submission, options) => {
      // What no transition touches of the first take, and the transition after it.
      if (submission.request.prompt === 'blue') await heldPieces(folder, 2);
      return house.submit(submission, options);
    },
  };
  const { result } = await renderHere(folder, {}, provider);
  expect(result).toMatchObject({ status: 'done', report: { film: { status: 'ready', frames: 20 } } });
});

test('a run that is stopped ends what is being made ready as well', async () => {
  const film = filmOf({ one: 'red', two: { prompt: 'green', transition: FADE }, three: 'blue forever' });
  await using folder = await temporaryFolder({ 'film.yaml': film });
  const stop = new AbortController();
  const rendered = renderHere(folder, { signal: stop.signal });
  const [ended] = await Promise.all([
    rendered.catch((error: unknown) => error),
    heldPieces(folder, 1).then(() => stop.abort()),
  ]);
  expect(ended).toMatchObject({ code: 'interrupted' });
  expect(await readdir(folder.file('.storyboard/cache'))).toEqual(['held']);
});

/** Waits until so many pieces of a film are held. */
async function heldPieces(folder: TemporaryFolder, number: number): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    const held = await readdir(folder.file('.storyboard/cache/held')).catch(() => []);
    if (held.filter((name) => name.endsWith('.mp4')).length >= number) return;
    await sleep(50);
  }
  throw new Error(`${number} pieces were not made in two minutes.`);
}
