import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CATALOGUE, createAnimaticProvider } from '@storyboard/providers';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { drawWithRenderer } from '../execute/draw-with-renderer.ts';
import { filmOf } from '../testing/execute-file.ts';
import { makeClip, TEST_FFMPEG } from '../testing/make-clip.ts';
import { renderHere } from '../testing/render-here.ts';
import { keepOnlyObjects, lockIn, RENDERED_SHOTS, renderedFilm } from '../testing/rendered-film.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';

test('a render writes which take of which shot is in the film, with what it cost', async () => {
  const today = () => new Date().toISOString().slice(0, 10);
  const began = today();
  await using folder = await renderedFilm();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  const lock = lockIn(folder);
  expect([...(lock?.shots.keys() ?? [])]).toEqual(['one', 'three', 'two']);
  expect(lock?.shots.get('two')).toEqual({
    take: 1,
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    provider: 'house',
    model: 'house/one',
    job: expect.any(String),
    seed: 7,
    cost: 40_000,
    made: expect.toBeOneOf([began, today()]),
  });
  // Nothing new is made, so nothing is written.
  await renderHere(folder);
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toBe(text);
});

test('footage that the ledger has forgotten is used as the lock file knows it', async () => {
  await using folder = await renderedFilm();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  await keepOnlyObjects(folder);
  const provider = createTestProvider();
  const { result } = await renderHere(folder, {}, provider);
  // The second take of the third shot is in no lock file.
  expect(result).toMatchObject({ status: 'done', report: { spent: 40_000 } });
  expect(provider.submitted.map(({ request }) => request.prompt)).toEqual(['blue']);
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toBe(text);
});

test('a shot that failed keeps its entry, and those that were made have theirs', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  await renderHere(folder);
  const before = lockIn(folder);
  await folder.write('film.yaml', filmOf({ one: 'red fails', two: 'green and blue', three: 'blue' }));
  await renderHere(folder);
  const after = lockIn(folder);
  expect(after?.shots.get('one')).toEqual(before?.shots.get('one'));
  expect(after?.shots.get('two')?.fingerprint).not.toBe(before?.shots.get('two')?.fingerprint);
  expect([...(after?.shots.keys() ?? [])]).toEqual(['one', 'three', 'two']);
});

test('where the footage of the lock file is damaged, what else the ledger has of the same take is used', async () => {
  await using folder = await renderedFilm();
  const other = await makeClip(0.4, 'yellow');
  const digest = createHash('sha256').update(other).digest('hex');
  const store = { path: folder.file('.storyboard') };
  const film = await readFile(folder.file('film.mp4'));
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  const locked = lockIn(folder)?.shots.get('one')?.sha256 ?? '';
  await mkdir(dirname(artifactFile(store, digest)), { recursive: true });
  await writeFile(artifactFile(store, digest), other);
  await folder.write('film.lock.yaml', text.replace(locked, digest));
  const provider = createTestProvider();
  await renderHere(folder, {}, provider);
  expect(await readFile(folder.file('film.mp4'))).not.toEqual(film);
  await writeFile(artifactFile(store, digest), 'damaged');
  await renderHere(folder, {}, provider);
  expect(await readFile(folder.file('film.mp4'))).toEqual(film);
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toBe(text);
  expect(provider.submitted).toEqual([]);
});

test('a film that is drawn for a look leaves the lock file of the paid one as it is', async () => {
  await using folder = await renderedFilm();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  const house = createTestProvider();
  const drawn = createAnimaticProvider({
    draw: drawWithRenderer(TEST_FFMPEG, folder.file('.storyboard/tmp')),
  });
  const catalogue = [...TEST_CATALOGUE, ...CATALOGUE];
  const providers = new Map([house, drawn].map((provider) => [provider.spec.id, provider]));
  const withoutSeed = filmOf({ ...RENDERED_SHOTS, two: { prompt: 'green', continues: 'one' } });
  await folder.write('film.yaml', withoutSeed);
  const { result } = await renderHere(folder, { catalogue, providers, provider: 'animatic' });
  expect(result).toMatchObject({
    status: 'done',
    report: { spent: 0, film: { status: 'ready' } },
    drawnOver: ['one', 'two', 'three'],
  });
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toBe(text);
  await folder.write('film.yaml', withoutSeed.replaceAll('"one"', '"new"'));
  const again = await renderHere(folder, { catalogue, providers, provider: 'animatic' });
  expect(again.result).toMatchObject({ drawnOver: ['two', 'three'] });
  expect(lockIn(folder)?.shots.get('new')).toEqual({
    take: 1,
    fingerprint: expect.any(String),
    sha256: expect.any(String),
    provider: 'animatic',
    model: expect.any(String),
    cost: 0,
    made: expect.any(String),
  });
});

test('a film is never written over its lock file', async () => {
  await using folder = await renderedFilm();
  const outFile = folder.file('film.lock.yaml');
  await expect(renderHere(folder, { outFile })).rejects.toMatchObject({ code: 'usage' });
});
