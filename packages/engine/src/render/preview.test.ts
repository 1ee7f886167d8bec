import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { RenderEvent, Submission } from '@storyboard/core';
import { CATALOGUE, createAnimaticProvider } from '@storyboard/providers';
import { expect, test } from 'vitest';
import { drawWithRenderer } from '../execute/draw-with-renderer.ts';
import { TEST_FFMPEG } from '../testing/make-clip.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { preview } from './preview.ts';
import { render } from './render.ts';
import type { PreviewOptions } from './render-options.ts';

const FILM = `version: 1
title: Priced
budget: { limit: 0.05 }
output: { file: out/film.mp4, aspect: "1:1", fps: 12 }
defaults: { provider: house, duration: 0.5 }
shots:
  - { id: one, prompt: A door opens., takes: 2 }
  - { id: two, prompt: A door closes., transition: { type: fade, duration: 0.25 } }
`;

test('a preview is drawn for nothing, in the film’s own cut, labelled with the prices of its providers', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  const { result, events, drawn } = await previewHere(folder);
  if (result.status !== 'done') throw new Error(result.status);
  expect(result.plan.total).toEqual({ amount: 150_000, unknown: 0 });
  expect(result.plan.budget.allowed).toBe(false);
  expect(events[0]).toMatchObject({ type: 'render-start', takes: 2, total: { amount: 0, unknown: 0 } });
  expect(result.report).toMatchObject({
    spent: 0,
    outcomes: [{ id: 'one/1' }, { id: 'two/1' }],
    film: { status: 'ready', file: folder.file('out/film.preview.mp4'), frames: 9 },
  });
  expect(drawn.map(({ label }) => label)).toEqual([
    { shot: 'one', prompt: 'A door opens.', cost: '$0.05', model: 'House One' },
    { shot: 'two', prompt: 'A door closes.', cost: '$0.05', model: 'House One' },
  ]);
  expect(await readdir(folder.file('out'))).toEqual(['film.preview.mp4']);

  const again = await previewHere(folder);
  expect(again.drawn).toEqual([]);
  expect(again.result.status).toBe('done');

  await folder.write('film.yaml', FILM.replace('closes.', 'closes. Rain.'));
  const changed = await previewHere(folder);
  expect(changed.drawn.map(({ label }) => label.shot)).toEqual(['two']);
});

test.each(['trim', 'degrade'])(
  'a budget that is exceeded by %s changes nothing in a preview',
  async (onExceed) => {
    const film = FILM.replace('limit: 0.05', `limit: 0.1, on_exceed: ${onExceed}`).replace(
      ' closes.',
      ' closes., priority: 0',
    );
    await using folder = await temporaryFolder({ 'film.yaml': film });
    const { result, drawn } = await previewHere(folder);
    if (result.status !== 'done') throw new Error(result.status);
    expect(result.plan.adjustments).toEqual([]);
    expect(result.plan.total).toEqual({ amount: 150_000, unknown: 0 });
    expect(result.report.film).toMatchObject({ status: 'ready', frames: 9, missing: [] });
    expect(drawn.map(({ label }) => [label.shot, label.cost])).toEqual([
      ['one', '$0.05'],
      ['two', '$0.05'],
    ]);
  },
);

test('what a preview draws is never taken for the film’s own footage', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  await previewHere(folder);
  const { result } = await previewHere(folder);
  if (result.status !== 'done') throw new Error(result.status);
  expect(result.plan.takes.map(({ action }) => action)).toEqual(['generate', 'generate', 'generate']);
});

test('a preview of a storyboard that is drawn anyway uses the same drawings', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM.replace('provider: house, ', '') });
  const rendered = await render({ ...optionsFor(folder, []), ffmpeg: TEST_FFMPEG });
  expect(rendered.status).toBe('done');
  const { drawn, result } = await previewHere(folder);
  expect(drawn).toEqual([]);
  expect(result.status).toBe('done');
});

test('a preview of one shot draws that one, and is cut from all that were drawn before', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM });
  const one = await previewHere(folder, { only: ['two'] });
  expect(one.drawn.map(({ label }) => label.shot)).toEqual(['two']);
  expect(one.result).toMatchObject({ report: { film: { status: 'ready', missing: ['one'], frames: 6 } } });
  const other = await previewHere(folder, { only: ['one'] });
  expect(other.drawn.map(({ label }) => label.shot)).toEqual(['one']);
  expect(other.result).toMatchObject({ report: { film: { status: 'ready', missing: [], frames: 9 } } });
  const hintOf = (id: string) => previewHere(folder, { only: [id] }).catch(({ code, hint }) => [code, hint]);
  expect(await hintOf('none')).toEqual(['usage', 'Did you mean `one`?']);
  expect(await hintOf('elsewhere')).toEqual(['usage', 'It has one, two.']);
});

test('a preview is an MP4 of its own, whatever the film is, and makes nothing that belongs beside the film', async () => {
  const film = FILM.replace('out/film.mp4', 'out/film.mov, codec: prores, poster: poster.png, gif: film.gif');
  await using folder = await temporaryFolder({ 'film.yaml': film });
  const { result } = await previewHere(folder, { only: ['two'] });
  expect(result).toMatchObject({
    status: 'done',
    report: { film: { file: folder.file('out/film.preview.mp4'), poster: undefined, gif: undefined } },
  });
  expect((await readdir(folder.path)).toSorted()).toEqual(['.storyboard', 'film.yaml', 'out']);
});

test('an invalid storyboard has no preview', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM.replace('duration: 0.5', 'duration: 90') });
  const { result, drawn } = await previewHere(folder);
  expect(result).toMatchObject({ status: 'invalid', diagnostics: [{ code: 'duration-not-offered' }] });
  expect(drawn).toEqual([]);
});

test('music without any sound is found before a preview draws anything', async () => {
  const soundtrack = 'soundtrack: { music: { file: tone.wav } }\n';
  await using folder = await temporaryFolder({ 'film.yaml': FILM + soundtrack });
  const args = ['-f', 'lavfi', '-i', 'anullsrc', '-t', '0', folder.file('tone.wav')];
  await promisify(execFile)(TEST_FFMPEG, args);
  const drawn: Submission[] = [];
  await expect(preview(optionsFor(folder, drawn))).rejects.toMatchObject({
    code: 'assembly-failed',
    message: 'The music tone.wav has no sound in it (0 s).',
  });
  expect(drawn).toEqual([]);
});

async function previewHere(folder: TemporaryFolder, more: Pick<PreviewOptions, 'only'> = {}) {
  const events: RenderEvent[] = [];
  const drawn: Submission[] = [];
  const onEvent = (event: RenderEvent) => void events.push(event);
  const result = await preview({ ...optionsFor(folder, drawn), ...more, onEvent });
  return { result, events, drawn };
}

function optionsFor(folder: TemporaryFolder, drawn: Submission[]) {
  const draw = drawWithRenderer(TEST_FFMPEG, folder.file('.storyboard/tmp'));
  const animatic = createAnimaticProvider({
    draw: (submission, options) => {
      drawn.push(submission);
      return draw(submission, options);
    },
  });
  return {
    file: folder.file('film.yaml'),
    catalogue: [...CATALOGUE.filter(({ local }) => local), ...TEST_CATALOGUE],
    providers: new Map([[animatic.spec.id, animatic]]),
    ffmpeg: TEST_FFMPEG,
    concurrency: 1,
  };
}
