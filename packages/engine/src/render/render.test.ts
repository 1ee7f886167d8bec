import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { fromUsd, type RenderEvent, type VideoProvider } from '@storyboard/core';
import { CATALOGUE, createAnimaticProvider } from '@storyboard/providers';
import { probeMedia } from '@storyboard/renderer';
import { expect, test } from 'vitest';
import { drawWithRenderer } from '../execute/draw-with-renderer.ts';
import { filmOf } from '../testing/execute-file.ts';
import { TEST_FFMPEG } from '../testing/make-clip.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import { render } from './render.ts';
import type { RenderOptions } from './render-options.ts';

const DRAWN_FILM = `version: 1
title: Three drawings
output: { file: out/film.mp4, aspect: "1:1", fps: 12 }
defaults: { duration: 0.5 }
references:
  cat: { image: cat.png, description: A cat }
shots:
  - { id: one, prompt: "@cat wakes." }
  - { id: two, prompt: "@cat yawns.", transition: { type: fade, duration: 0.25 } }
  - { id: three, prompt: "@cat sleeps again.", continues: two }
`;

test('a storyboard is drawn and joined into a film of exactly its length, and the second time nothing is drawn', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': DRAWN_FILM, 'cat.png': PIXEL });
  const { result, events } = await draw(folder, { contactSheet: folder.file('out/sheet.png') });
  expect(result.diagnostics).toEqual([]);
  if (result.status !== 'done') throw new Error(result.status);
  const file = folder.file('out/film.mp4');
  expect(result.report.film).toMatchObject({
    status: 'ready',
    file,
    frames: 15,
    seconds: 1.25,
    missing: [],
    contactSheet: folder.file('out/sheet.png'),
  });
  expect((await probeMedia(file)).video).toMatchObject({ frames: 15, width: 720, height: 720 });
  expect((await readFile(folder.file('out/sheet.png'))).subarray(1, 4).toString()).toBe('PNG');
  expect(result.report.spent).toBe(0);
  expect(order(events)).toEqual([
    'render-start',
    'job-start two/1',
    'job-end two/1 succeeded',
    'job-start one/1',
    'job-end one/1 succeeded',
    'job-start three/1',
    'job-end three/1 succeeded',
    'assembly-start',
    'film-ready',
    'summary',
  ]);
  const first = await readFile(file);

  const again = await draw(folder);
  expect(order(again.events)).toEqual([
    'render-start',
    'job-end one/1 reused',
    'job-end two/1 reused',
    'job-end three/1 reused',
    'assembly-start',
    'film-ready',
    'summary',
  ]);
  expect(Buffer.compare(await readFile(file), first)).toBe(0);
  expect((await readdir(folder.file('.storyboard'))).sort()).toEqual([
    '.gitignore',
    'cache',
    'objects',
    'takes',
    'tmp',
  ]);
  expect(await readdir(folder.file('.storyboard/tmp'))).toEqual([]);

  // A drawing shows the shot's name, so that one is drawn again.
  await folder.write('film.yaml', DRAWN_FILM.replace('id: one', 'id: first'));
  const renamed = await draw(folder);
  expect(order(renamed.events).filter((event) => event.startsWith('job-start'))).toEqual([
    'job-start first/1',
  ]);
});

test('an invalid storyboard is a result, with every problem told', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': 'version: 1\ndefaults: { provider: house }\nshots: [{ id: one }]\n',
  });
  const { result, events } = await renderHere(folder);
  expect(result).toMatchObject({ status: 'invalid', diagnostics: [{ code: 'missing-key' }] });
  expect(result.texts.get(folder.file('film.yaml'))).toContain('version: 1');
  expect(events.map(({ type }) => type)).toEqual(['diagnostic', 'summary']);
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('a plan above the budget is refused, and nobody is asked', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  const ceilings = [{ amount: fromUsd(0.05), source: '--budget' as const }];
  const provider = createTestProvider();
  const approve = async () => {
    throw new Error('not reached');
  };
  const { result, events } = await renderHere(folder, { ceilings, approve }, provider);
  expect(result).toMatchObject({ status: 'refused', plan: { budget: { allowed: false, excess: 30_000 } } });
  expect(events.at(-1)).toMatchObject({ type: 'summary', spent: 0, film: { status: 'none' } });
  expect(provider.submitted).toEqual([]);
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('a plan for a provider that cannot be given jobs is refused with a way out', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'red', provider: 'absent' } }),
  });
  const rendered = renderHere(folder);
  await expect(rendered).rejects.toMatchObject({
    code: 'provider-unavailable',
    message: 'This version cannot give jobs to The Absent yet.',
    hint: 'Make the free animatic with `storyboard preview`.',
  });
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('what costs money is asked about, and what does not is not', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const provider = createTestProvider();
  const asked: number[] = [];
  const answer = (yes: boolean) => ({
    approve: async (plan: { total: { amount: number } }) => {
      asked.push(plan.total.amount);
      return yes;
    },
  });
  expect((await renderHere(folder, answer(false), provider)).result.status).toBe('declined');
  expect(provider.submitted).toEqual([]);
  const { result } = await renderHere(folder, answer(true), provider);
  expect(result).toMatchObject({ status: 'done', report: { spent: 40_000 } });
  expect((await renderHere(folder, answer(false), provider)).result.status).toBe('done');
  expect(asked).toEqual([40_000, 40_000]);
});

test('a failed shot leaves no film, and the others are kept', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'fails' }) });
  const { result } = await renderHere(folder);
  expect(result).toMatchObject({
    status: 'done',
    report: {
      spent: 40_000,
      outcomes: [{ status: 'succeeded' }, { status: 'failed' }],
      film: { status: 'none', why: 'The film needs a take of shot two.' },
    },
  });
  expect(await readdir(folder.path)).toEqual(['.storyboard', 'film.yaml']);
});

test('a render of some shots is cut from what is there', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red', two: 'green', three: 'blue' }),
  });
  const provider = createTestProvider();
  const first = await renderHere(folder, { only: ['three'] }, provider);
  expect(first.result).toMatchObject({
    report: {
      outcomes: [{ status: 'left-out' }, { status: 'left-out' }, { status: 'succeeded', reused: false }],
      film: { status: 'ready', missing: ['one', 'two'], frames: 10 },
    },
  });
  const second = await renderHere(folder, { only: ['one'] }, provider);
  expect(second.result).toMatchObject({
    report: { film: { status: 'ready', missing: ['two'], frames: 20 } },
  });
  expect(provider.submitted.map(({ label }) => label.shot)).toEqual(['three', 'one']);
  await expect(renderHere(folder, { only: ['tow'] })).rejects.toMatchObject({
    code: 'usage',
    hint: 'Did you mean `two`?',
  });
});

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
  await writeFile(object, Buffer.alloc(size, 7));
  const { result, events } = await renderHere(folder, {}, provider);
  if (result.status !== 'not-assembled') throw new Error(result.status);
  expect(result.error.code).toBe('assembly-failed');
  expect(result.report.film).toEqual({ status: 'none', why: result.error.message });
  expect(result.report.outcomes).toMatchObject([{ status: 'succeeded' }, { status: 'succeeded' }]);
  expect(events.at(-1)?.type).toBe('summary');
  expect(await readFile(folder.file('film.mp4'), 'utf8')).toBe('old');
});

test('the film is never written over a file of the storyboard, nor out of the project by a link', async () => {
  await using outside = await temporaryFolder();
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red' }),
    'linked.yaml': filmOf({ one: 'red' }).replace('film.mp4', 'away/film.mp4'),
    'folder.mp4/x': '',
  });
  await symlink('film.yaml', folder.file('other-name.mp4'));
  await symlink(outside.path, folder.file('away'));
  const provider = createTestProvider();
  for (const outFile of ['film.yaml', 'other-name.mp4', 'folder.mp4'].map(folder.file)) {
    await expect(renderHere(folder, { outFile }, provider)).rejects.toMatchObject({ code: 'usage' });
  }
  const [outFile, contactSheet] = [folder.file('same.png'), folder.file('same.png')];
  await expect(renderHere(folder, { outFile, contactSheet }, provider)).rejects.toMatchObject({
    code: 'usage',
  });
  const linked = await renderHere(folder, { file: folder.file('linked.yaml') }, provider);
  expect(linked.result).toMatchObject({ status: 'invalid', diagnostics: [{ code: 'path-outside-project' }] });
  expect(provider.submitted).toEqual([]);
  expect(await readdir(outside.path)).toEqual([]);
});

test('a soundtrack is said not to be mixed, once', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': `${filmOf({ one: 'red' }).slice(0, -1)}, "soundtrack": { "music": { "file": "a.mp3" }, "loudness": -14 } }`,
    'a.mp3': '',
  });
  const { result, events } = await renderHere(folder);
  expect(result.diagnostics).toMatchObject([{ code: 'soundtrack-not-mixed', severity: 'warning' }]);
  expect(events.map(({ type }) => type).slice(0, 2)).toEqual(['render-start', 'diagnostic']);
  expect(result.status).toBe('done');
});

test('a run that is stopped while it draws ends within a second, and the next one goes on from there', async () => {
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
  expect(performance.now() - stoppedAt).toBeLessThan(1000);
  expect(events.at(-1)).toMatchObject({
    type: 'summary',
    outcomes: [{ status: 'succeeded' }, { status: 'pending' }],
    film: { status: 'none' },
  });
  expect(await readdir(folder.path)).toEqual(['.storyboard', 'film.yaml']);
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
  expect(performance.now() - stoppedAt).toBeLessThan(1000);
  expect((await readdir(folder.path)).sort()).toEqual(['.storyboard', 'film.mp4', 'film.yaml']);
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

test('an ffmpeg that is gone ends the run', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': DRAWN_FILM, 'cat.png': PIXEL });
  const ffmpeg = folder.file('no-ffmpeg');
  await expect(draw(folder, { ffmpeg })).rejects.toMatchObject({ code: 'ffmpeg-not-found' });
});

/** One red pixel as a PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

function draw(folder: TemporaryFolder, options: Partial<RenderOptions> = {}) {
  const ffmpeg = options.ffmpeg ?? TEST_FFMPEG;
  const animatic = createAnimaticProvider({ draw: drawWithRenderer(ffmpeg, folder.file('.storyboard/tmp')) });
  return renderHere(folder, { catalogue: CATALOGUE, concurrency: 1, ...options }, animatic);
}

async function renderHere(
  folder: TemporaryFolder,
  options: Partial<RenderOptions> = {},
  provider: VideoProvider = createTestProvider(),
) {
  const events: RenderEvent[] = [];
  const result = await render({
    file: folder.file('film.yaml'),
    catalogue: TEST_CATALOGUE,
    providers: new Map([[provider.spec.id, provider]]),
    ffmpeg: TEST_FFMPEG,
    ...options,
    onEvent: (event) => {
      events.push(event);
      options.onEvent?.(event);
    },
  });
  return { result, events };
}

/** Events in words, without progress. */
function order(events: readonly RenderEvent[]): readonly string[] {
  return events
    .filter(({ type }) => !type.endsWith('-progress'))
    .map((event) =>
      event.type === 'job-end'
        ? `job-end ${event.id} ${event.status}`
        : event.type === 'job-start'
          ? `job-start ${event.id}`
          : event.type,
    );
}
