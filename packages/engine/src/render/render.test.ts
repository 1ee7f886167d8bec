import { readdir, readFile } from 'node:fs/promises';
import { fromUsd } from '@storyboard/core';
import { CATALOGUE, createAnimaticProvider } from '@storyboard/providers';
import { probeMedia } from '@storyboard/renderer';
import { expect, test } from 'vitest';
import { drawWithRenderer } from '../execute/draw-with-renderer.ts';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { filmOf } from '../testing/execute-file.ts';
import { TEST_FFMPEG } from '../testing/make-clip.ts';
import { order, renderHere } from '../testing/render-here.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import type { RenderOptions, RenderResult } from './render-options.ts';

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
    'delivery-start',
    'delivery-ready',
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
    'ledger.sqlite',
    'objects',
    'runs',
    'tmp',
  ]);
  expect(await readdir(folder.file('.storyboard/tmp'))).toEqual([]);
});

test('renaming a shot costs nothing: every take is reused, and only the drawing that shows the name is made anew', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': DRAWN_FILM, 'cat.png': PIXEL });
  const before = takesMade((await draw(folder)).result);
  const film = await readFile(folder.file('out/film.mp4'));

  await folder.write('film.yaml', DRAWN_FILM.replace('id: one', 'id: first'));
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: CATALOGUE });
  if (!planned.ok) throw new Error('invalid');
  expect(planned.plan.takes).toMatchObject([
    { id: 'first/1', action: 'reuse', redraw: true, why: 'made; its label is drawn anew' },
    { id: 'two/1', action: 'reuse', why: 'made by animatic' },
    { id: 'three/1', action: 'reuse', why: 'made by animatic' },
  ]);
  const fingerprints = before.map(({ fingerprint }) => fingerprint);
  expect(planned.plan.takes.map(({ fingerprint }) => fingerprint)).toEqual(fingerprints);

  const renamed = await draw(folder);
  expect(order(renamed.events).filter((event) => event.startsWith('job-start'))).toEqual([
    'job-start first/1',
  ]);
  const after = takesMade(renamed.result);
  expect(after.map(({ fingerprint }) => fingerprint)).toEqual(fingerprints);
  expect(after.map(({ artifact }, index) => artifact === before[index]?.artifact)).toEqual([
    false,
    true,
    true,
  ]);
  expect(Buffer.compare(await readFile(folder.file('out/film.mp4')), film)).not.toBe(0);
  expect(order((await draw(folder)).events)).not.toContain('job-start first/1');
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
  expect((await readdir(folder.path)).sort()).toEqual(['.storyboard', 'film.lock.yaml', 'film.yaml']);
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

/** One red pixel as a PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

function takesMade(result: RenderResult) {
  if (result.status !== 'done') throw new Error(result.status);
  return result.report.outcomes.filter((outcome) => outcome.status === 'succeeded');
}

function draw(folder: TemporaryFolder, options: Partial<RenderOptions> = {}) {
  const ffmpeg = options.ffmpeg ?? TEST_FFMPEG;
  const animatic = createAnimaticProvider({ draw: drawWithRenderer(ffmpeg, folder.file('.storyboard/tmp')) });
  return renderHere(folder, { catalogue: CATALOGUE, concurrency: 1, ...options }, animatic);
}
