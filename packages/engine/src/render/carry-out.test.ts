import { rmdirSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import type { RenderEvent } from '@storyboard/core';
import { CATALOGUE, createAnimaticProvider } from '@storyboard/providers';
import { expect, test } from 'vitest';
import { drawWithRenderer } from '../execute/draw-with-renderer.ts';
import { asNobody } from '../testing/as-nobody.ts';
import { filmOf } from '../testing/execute-file.ts';
import { TEST_FFMPEG } from '../testing/make-clip.ts';
import { order, renderHere } from '../testing/render-here.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import type { RenderOptions } from './render-options.ts';

test('an assembly that fails keeps the takes and the film that was there', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red', two: 'green' }),
    'film.mp4': 'old',
  });
  const provider = createTestProvider();
  const damage = async (event: RenderEvent) => {
    if (event.type === 'job-end' && 'artifact' in event) artifacts.push(event.artifact);
  };
  const artifacts: string[] = [];
  await renderHere(folder, { outFile: folder.file('elsewhere/first.mp4'), onEvent: damage }, provider);
  const [artifact = ''] = artifacts;
  const object = folder.file(`.storyboard/objects/${artifact.slice(0, 2)}/${artifact}.mp4`);
  const { size } = await stat(object);
  // After planning, which would have noticed it.
  const onEvent = ({ type }: RenderEvent) => {
    if (type === 'assembly-start') writeFileSync(object, Buffer.alloc(size, 7));
  };
  const { result, events } = await renderHere(folder, { onEvent }, provider);
  if (result.status !== 'not-assembled') throw new Error(result.status);
  expect(result.error.code).toBe('assembly-failed');
  expect(result.report.film).toEqual({ status: 'none', why: result.error.message });
  expect(result.report.outcomes).toMatchObject([{ status: 'succeeded' }, { status: 'succeeded' }]);
  expect(events.at(-1)?.type).toBe('summary');
  expect(await readFile(folder.file('film.mp4'), 'utf8')).toBe('old');
});

test('a run that is stopped while it draws ends at once, and the next one goes on from there', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': `version: 1
output: { aspect: "1:1", fps: 12 }
defaults: { duration: 0.5 }
shots:
  - { id: short, prompt: A door., priority: 1 }
  - { id: long, prompt: A long way., duration: 60 }
`,
  });
  const stop = new AbortController();
  const events: RenderEvent[] = [];
  let stoppedAt = 0;
  const stopped = draw(folder, {
    signal: stop.signal,
    concurrency: 1,
    onEvent: (event) => {
      events.push(event);
      if (event.type !== 'job-progress' || event.id !== 'long/1' || stoppedAt > 0) return;
      stoppedAt = performance.now();
      stop.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  expect(performance.now() - stoppedAt).toBeLessThan(20_000);
  expect(events.at(-1)).toMatchObject({
    type: 'summary',
    outcomes: [{ status: 'succeeded' }, { status: 'pending' }],
    film: { status: 'none' },
  });
  expect((await readdir(folder.path)).sort()).toEqual(['.storyboard', 'film.lock.yaml', 'film.yaml']);
  expect(await readdir(folder.file('.storyboard/tmp'))).toEqual([]);
  await folder.write('film.yaml', (await readFile(folder.file('film.yaml'), 'utf8')).replace('60', '0.5'));
  const again = await draw(folder);
  expect(order(again.events)).toContain('job-end short/1 reused');
  expect(again.result).toMatchObject({ status: 'done', report: { film: { status: 'ready', frames: 12 } } });
});

test('a run that is stopped while it assembles keeps the takes and the film that was there', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'red', duration: 20 }, two: 'green' }),
    'film.mp4': 'old',
  });
  const stop = new AbortController();
  let stoppedAt = 0;
  const provider = createTestProvider();
  const stopped = renderHere(
    folder,
    {
      signal: stop.signal,
      onEvent: ({ type }) => {
        if (type !== 'assembly-start') return;
        setTimeout(() => {
          stoppedAt = performance.now();
          stop.abort();
        }, 150);
      },
    },
    provider,
  );
  await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
  expect(performance.now() - stoppedAt).toBeLessThan(20_000);
  expect((await readdir(folder.path)).sort()).toEqual([
    '.storyboard',
    'film.lock.yaml',
    'film.mp4',
    'film.yaml',
  ]);
  expect(await readFile(folder.file('film.mp4'), 'utf8')).toBe('old');
  const again = await renderHere(folder, {}, provider);
  expect(again.result).toMatchObject({ status: 'done', report: { film: { status: 'ready' } } });
  expect(provider.submitted).toHaveLength(2);
});

test('a store that cannot be written ends the run before anything is made', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red' }),
    '.storyboard': 'in the way',
  });
  const provider = createTestProvider();
  await expect(renderHere(folder, {}, provider)).rejects.toMatchObject({ code: 'store-unusable' });
  expect(provider.submitted).toEqual([]);
  const storeFolder = folder.file('elsewhere');
  expect((await renderHere(folder, { storeFolder }, provider)).result.status).toBe('done');
  expect(await readdir(storeFolder)).toContain('objects');
});

test('a place that cannot be written ends the run before anything is made', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red' }),
    'own.yaml': filmOf({ one: 'red' }).replace('film.mp4', 'notes.txt/film.mp4'),
    'notes.txt': '',
  });
  const provider = createTestProvider();
  const inTheWay = folder.file('notes.txt/a.mp4');
  for (const options of [
    { outFile: inTheWay },
    { contactSheet: inTheWay },
    { file: folder.file('own.yaml') },
  ]) {
    await expect(renderHere(folder, options, provider)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/notes\.txt\/\w+\.mp4 cannot be written: a file stands where/),
    });
  }
  await mkdir(folder.file('shut'));
  await chmod(folder.file('shut'), 0o555);
  await chmod(folder.path, 0o777);
  const storeFolder = folder.file('store');
  await mkdir(storeFolder, { mode: 0o777 });
  await chmod(storeFolder, 0o777);
  {
    using _ = asNobody();
    const outFile = folder.file('shut/a.mp4');
    await expect(renderHere(folder, { outFile, storeFolder }, provider)).rejects.toMatchObject({
      code: 'usage',
      message: `${outFile} cannot be written: its permissions do not allow it.`,
    });
    await renderHere(folder, { storeFolder, only: [] }, provider);
  }
  for (const name of ['runs', 'tmp']) {
    await chmod(folder.file(`store/${name}`), 0o555);
    using _ = asNobody();
    await expect(renderHere(folder, { storeFolder }, provider)).rejects.toMatchObject({
      code: 'store-unusable',
    });
  }
  expect(provider.submitted).toEqual([]);
});

test('a contact sheet that fails takes no film away', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const sheet = folder.file('sheets/a.png');
  const onEvent = ({ type }: RenderEvent) => {
    if (type !== 'assembly-start') return;
    rmdirSync(folder.file('sheets'));
    writeFileSync(folder.file('sheets'), 'in the way');
  };
  const { result, events } = await renderHere(folder, { contactSheet: sheet, onEvent });
  expect(result).toMatchObject({
    status: 'not-assembled',
    report: { film: { status: 'ready', file: folder.file('film.mp4'), contactSheet: undefined } },
    error: {
      code: 'assembly-failed',
      message: expect.stringContaining(`The contact sheet ${sheet} could not`),
    },
  });
  expect(order(events).slice(-2)).toEqual(['film-ready', 'summary']);
});

test('an ffmpeg that is gone ends the run', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': 'version: 1\nshots: [{ id: one, prompt: A door., duration: 0.5 }]\n',
  });
  const ffmpeg = folder.file('no-ffmpeg');
  await expect(draw(folder, { ffmpeg })).rejects.toMatchObject({ code: 'ffmpeg-not-found' });
});

test('a full disk where shots are drawn ends the run, because it would fail every shot', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': 'version: 1\nshots: [{ id: one, prompt: A door. }, { id: two, prompt: A wall. }]\n',
    // What ffmpeg says and does then.
    ffmpeg: '#!/bin/sh\necho "av_interleaved_write_frame(): No space left on device" >&2\nexit 1\n',
  });
  await chmod(folder.file('ffmpeg'), 0o755);
  await expect(draw(folder, { ffmpeg: folder.file('ffmpeg') })).rejects.toMatchObject({
    code: 'store-unusable',
    message: `${folder.file('.storyboard/tmp')}, where shots are drawn, is full.`,
  });
});

function draw(folder: TemporaryFolder, options: Partial<RenderOptions> = {}) {
  const ffmpeg = options.ffmpeg ?? TEST_FFMPEG;
  const animatic = createAnimaticProvider({ draw: drawWithRenderer(ffmpeg, folder.file('.storyboard/tmp')) });
  return renderHere(folder, { catalogue: CATALOGUE, concurrency: 1, ...options }, animatic);
}
