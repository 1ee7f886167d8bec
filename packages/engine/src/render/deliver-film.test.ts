import { rmdirSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import type { RenderEvent } from '@storyboard/core';
import { expect, test } from 'vitest';
import { order, renderHere } from '../testing/render-here.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';

const film = (
  output: object,
  shots: object = [
    { id: 'one', prompt: 'red' },
    { id: 'two', prompt: 'blue' },
  ],
) =>
  JSON.stringify({
    version: 1,
    output: { aspect: '1:1', ...output },
    defaults: { provider: 'house', duration: 0.5 },
    shots,
  });

const BESIDE = {
  poster: { file: 'out/poster.png', at: 0.75 },
  gif: { file: 'out/film.gif', width: 40, fps: 5, seconds: 0.4 },
  contact_sheet: 'out/sheet.png',
};

test('what a storyboard wants beside the film is made of the film, and again from the lock file', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': film(BESIDE) });
  const { result, events } = await renderHere(folder);
  const beside = {
    poster: folder.file('out/poster.png'),
    gif: folder.file('out/film.gif'),
    contactSheet: folder.file('out/sheet.png'),
  };
  expect(result).toMatchObject({ status: 'done', report: { film: { status: 'ready', ...beside } } });
  const told = order(events).filter((type) => type !== 'delivery-progress');
  expect(told.slice(told.indexOf('film-ready'))).toEqual([
    'film-ready',
    ...Array.from({ length: 3 }, () => ['delivery-start', 'delivery-ready']).flat(),
    'summary',
  ]);
  expect(events.filter(({ type }) => type === 'delivery-ready')).toEqual([
    { type: 'delivery-ready', delivery: 'poster', file: beside.poster, kept: false },
    { type: 'delivery-ready', delivery: 'gif', file: beside.gif, kept: false, seconds: 0.4 },
    { type: 'delivery-ready', delivery: 'contact-sheet', file: beside.contactSheet, kept: false },
  ]);
  const made = await Promise.all(Object.values(beside).map((file) => readFile(file)));
  expect(made.map((bytes) => bytes.subarray(0, 4).toString('latin1'))).toEqual([
    '\x89PNG',
    'GIF8',
    '\x89PNG',
  ]);
  expect(made[1]?.readUInt16LE(6)).toBe(40);

  const named = folder.file('elsewhere.png');
  const frozen = await renderHere(folder, { frozen: true, contactSheet: named });
  expect(frozen.result).toMatchObject({
    status: 'done',
    report: { film: { ...beside, contactSheet: named } },
  });
  expect(await readFile(beside.poster)).toEqual(made[0]);
  expect(frozen.events.flatMap((event) => (event.type === 'delivery-ready' ? [event.kept] : []))).toEqual([
    true,
    true,
    true,
  ]);
  expect(order(frozen.events)).not.toContain('delivery-start');
});

test('a draft, and a film that goes elsewhere, leave what shows the film alone', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': film(BESIDE) });
  const none = { poster: undefined, gif: undefined, contactSheet: undefined };
  const elsewhere = await renderHere(folder, { outFile: folder.file('other.mp4') });
  expect(elsewhere.result).toMatchObject({ status: 'done', report: { film: { status: 'ready', ...none } } });
  const contactSheet = folder.file('named.png');
  const draft = await renderHere(folder, { draft: true, frozen: true, contactSheet });
  expect(draft.result).toMatchObject({ status: 'done', report: { film: { ...none, contactSheet } } });
  await expect(readFile(folder.file('out/sheet.png'))).rejects.toMatchObject({ code: 'ENOENT' });
  const own = await renderHere(folder, { frozen: true, outFile: folder.file('film.mp4') });
  expect(own.result).toMatchObject({ report: { film: { poster: folder.file('out/poster.png') } } });
});

test('one that cannot be made harms neither the film nor the others', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': film({ ...BESIDE, gif: 'gifs/film.gif' }) });
  const onEvent = ({ type }: RenderEvent) => {
    if (type !== 'assembly-start') return;
    rmdirSync(folder.file('gifs'));
    writeFileSync(folder.file('gifs'), 'in the way');
  };
  const { result } = await renderHere(folder, { onEvent });
  expect(result).toMatchObject({
    status: 'not-assembled',
    report: {
      film: {
        status: 'ready',
        poster: folder.file('out/poster.png'),
        gif: undefined,
        contactSheet: folder.file('out/sheet.png'),
      },
    },
    error: {
      code: 'assembly-failed',
      message: expect.stringContaining(`The GIF ${folder.file('gifs/film.gif')} could not be made`),
    },
  });
});

test('nothing of them goes over a file in use, and a film of another form than its name is refused', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': film({ file: 'film.mp4', poster: 'refs/a.png' }),
    'stored.yaml': film({ gif: '.storyboard/objects/a.gif' }),
  });
  await mkdir(folder.file('refs/a.png'), { recursive: true });
  const provider = createTestProvider();
  const { result } = await renderHere(folder, {}, provider);
  expect(result).toMatchObject({ status: 'invalid', diagnostics: [{ code: 'wrong-form' }] });
  const stored = await renderHere(folder, { file: folder.file('stored.yaml') }, provider);
  expect(stored.result).toMatchObject({ status: 'invalid', diagnostics: [{ code: 'output-overwrites' }] });
  await expect(
    renderHere(folder, { file: folder.file('stored.yaml'), outFile: folder.file('a.mov') }, provider),
  ).rejects.toMatchObject({
    code: 'usage',
    message: `--out: A film in H.264 must end in .mp4, not ${folder.file('a.mov')}.`,
  });
  expect(provider.submitted).toEqual([]);
});
