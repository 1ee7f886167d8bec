import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fromUsd, type RenderEvent } from '@storyboard/core';
import { CATALOGUE, createAnimaticProvider } from '@storyboard/providers';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { drawWithRenderer } from '../execute/draw-with-renderer.ts';
import { readLock } from '../lock-file/read-lock.ts';
import { filmOf } from '../testing/execute-file.ts';
import { makeClip, TEST_FFMPEG } from '../testing/make-clip.ts';
import { order, renderHere } from '../testing/render-here.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import type { RenderOptions } from './render-options.ts';

const SHOTS = {
  one: 'red',
  two: { prompt: 'green', continues: 'one', seed: 7 },
  three: { prompt: 'blue', takes: 2 },
};

test('a render writes which take of which shot is in the film, with what it cost', async () => {
  await using folder = await rendered();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  const lock = lockOf(folder);
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
    made: new Date().toISOString().slice(0, 10),
  });
  // Nothing new is made, so nothing is written.
  await renderHere(folder);
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toBe(text);
});

test('the same film is made of the lock file and the objects alone, without provider, ledger or money', async () => {
  await using folder = await rendered();
  const film = await readFile(folder.file('film.mp4'));
  await onlyObjects(folder);
  const { result, events } = await frozen(folder);
  expect(result).toMatchObject({
    status: 'done',
    report: { spent: 0, film: { status: 'ready', missing: [] } },
  });
  expect(await readFile(folder.file('film.mp4'))).toEqual(film);
  expect(order(events)).toEqual([
    'render-start',
    'job-end one/1 reused',
    'job-end two/1 reused',
    'job-end three/1 reused',
    'assembly-start',
    'film-ready',
    'summary',
  ]);
  const files = await readdir(folder.file('.storyboard'));
  expect(files.filter((name) => name.includes('sqlite'))).toEqual([]);
});

test('a project that was never rendered has no frozen film', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf(SHOTS) });
  const { result, events } = await frozen(folder);
  expect(result).toMatchObject({
    status: 'not-frozen',
    problems: [{ shot: undefined, reason: expect.stringMatching(/^there is no .*film\.lock\.yaml$/) }],
  });
  expect(events.at(-1)).toMatchObject({ type: 'summary', film: { status: 'none' } });
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('every shot that cannot be made again is told with its reason, and nothing is written', async () => {
  await using folder = await rendered();
  const lock = lockOf(folder);
  const objectOf = (shot: string) =>
    artifactFile({ path: folder.file('.storyboard') }, lock?.shots.get(shot)?.sha256 ?? '');
  await rm(folder.file('film.mp4'));
  const reasons = async (options: Partial<RenderOptions> = {}) => {
    const { result } = await frozen(folder, options);
    if (result.status !== 'not-frozen') throw new Error(result.status);
    return result.problems.map(({ shot, reason }) => `${shot}: ${reason}`);
  };
  await folder.write('film.yaml', filmOf({ ...SHOTS, one: 'yellow', four: 'new' }));
  expect(await reasons()).toEqual([
    'one: it, or what it refers to, was changed since it was locked',
    'two: it goes on from one, which is not what the lock file has',
    'four: the lock file does not have it',
  ]);
  expect(await reasons({ only: ['four'] })).toEqual(['four: the lock file does not have it']);
  await folder.write('film.yaml', filmOf(SHOTS));
  await chmod(objectOf('one'), 0o644);
  await writeFile(objectOf('one'), 'damaged');
  await rm(objectOf('three'));
  const part = (shot: string) => `${lock?.shots.get(shot)?.sha256.slice(0, 12)}…`;
  expect(await reasons()).toEqual([
    `one: its footage ${part('one')} is not in the store, or damaged there`,
    `three: its footage ${part('three')} is not in the store, or damaged there`,
  ]);
  expect(await readdir(folder.path)).not.toContain('film.mp4');
  expect((await frozen(folder, { only: ['two'] })).result).toMatchObject({
    status: 'done',
    report: { film: { status: 'ready', missing: ['one', 'three'] } },
  });
});

test('the take that the lock file names is the one in the film, and its number must be one of the shot’s', async () => {
  await using folder = await rendered();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  await folder.write('film.lock.yaml', text.replace('three:\n    take: 1', 'three:\n    take: 3'));
  const { result } = await frozen(folder);
  expect(result).toMatchObject({
    problems: [{ shot: 'three', reason: 'the lock file has take 3 of it, the storyboard has 2' }],
  });
});

test('a shot that is named otherwise or stands elsewhere needs its own entry, and no money', async () => {
  await using folder = await rendered();
  const { one, ...others } = SHOTS;
  await folder.write(
    'film.yaml',
    filmOf({ first: one, ...others, two: { ...SHOTS.two, continues: 'first' } }),
  );
  expect((await frozen(folder)).result.status).toBe('not-frozen');
  const provider = createTestProvider();
  await renderHere(folder, {}, provider);
  expect(provider.submitted).toEqual([]);
  expect([...(lockOf(folder)?.shots.keys() ?? [])]).toEqual(['first', 'three', 'two']);
  expect((await frozen(folder)).result.status).toBe('done');
});

test('footage that the ledger has forgotten is used as the lock file knows it', async () => {
  await using folder = await rendered();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  await onlyObjects(folder);
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
  const before = lockOf(folder);
  await folder.write('film.yaml', filmOf({ one: 'red fails', two: 'green and blue', three: 'blue' }));
  await renderHere(folder);
  const after = lockOf(folder);
  expect(after?.shots.get('one')).toEqual(before?.shots.get('one'));
  expect(after?.shots.get('two')?.fingerprint).not.toBe(before?.shots.get('two')?.fingerprint);
  expect([...(after?.shots.keys() ?? [])]).toEqual(['one', 'three', 'two']);
});

test('a film that was made at a lower resolution to fit a budget is made again, and none is trimmed to nothing', async () => {
  const from = { source: 'test', asOf: '2026-11-01', estimated: false };
  const catalogue = TEST_CATALOGUE.map((provider) => ({
    ...provider,
    models: provider.models.map((model) => ({
      ...model,
      prices: [
        { when: { resolution: '720p' as const }, perSecond: fromUsd(0.1), from },
        { when: {}, perSecond: fromUsd(0.2), from },
      ],
    })),
  }));
  const film = (onExceed: string) => {
    const { defaults, ...rest } = JSON.parse(filmOf({ one: 'red', two: 'green' }));
    const budget = { limit: 0.13, on_exceed: onExceed };
    return JSON.stringify({ ...rest, budget, defaults: { ...defaults, resolution: '1080p' } });
  };
  await using folder = await temporaryFolder({ 'film.yaml': film('degrade') });
  expect((await renderHere(folder, { catalogue })).result).toMatchObject({
    status: 'done',
    plan: { adjustments: [{ kind: 'resolution' }] },
  });
  expect((await frozen(folder, { catalogue })).result).toMatchObject({ status: 'done' });
  await folder.write('film.yaml', film('trim'));
  expect((await frozen(folder, { catalogue })).result).toMatchObject({
    status: 'not-frozen',
    problems: [{ shot: expect.any(String) }],
  });
});

test('where the footage of the lock file is damaged, what else the ledger has of the same take is used', async () => {
  await using folder = await rendered();
  const other = await makeClip(0.4, 'yellow');
  const digest = createHash('sha256').update(other).digest('hex');
  const store = { path: folder.file('.storyboard') };
  const film = await readFile(folder.file('film.mp4'));
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  const locked = lockOf(folder)?.shots.get('one')?.sha256 ?? '';
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
  await using folder = await rendered();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  const house = createTestProvider();
  const drawn = createAnimaticProvider({
    draw: drawWithRenderer(TEST_FFMPEG, folder.file('.storyboard/tmp')),
  });
  const catalogue = [...TEST_CATALOGUE, ...CATALOGUE];
  const providers = new Map([house, drawn].map((provider) => [provider.spec.id, provider]));
  const withoutSeed = filmOf({ ...SHOTS, two: { prompt: 'green', continues: 'one' } });
  await folder.write('film.yaml', withoutSeed);
  const { result } = await renderHere(folder, { catalogue, providers, provider: 'animatic' });
  expect(result).toMatchObject({ status: 'done', report: { spent: 0, film: { status: 'ready' } } });
  expect(await readFile(folder.file('film.lock.yaml'), 'utf8')).toBe(text);
  await folder.write('film.yaml', withoutSeed.replaceAll('"one"', '"new"'));
  await renderHere(folder, { catalogue, providers, provider: 'animatic' });
  expect(lockOf(folder)?.shots.get('new')).toEqual({
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
  await using folder = await rendered();
  const outFile = folder.file('film.lock.yaml');
  await expect(renderHere(folder, { outFile })).rejects.toMatchObject({ code: 'usage' });
});

async function rendered(): Promise<TemporaryFolder> {
  const folder = await temporaryFolder({ 'film.yaml': filmOf(SHOTS) });
  const { result } = await renderHere(folder);
  if (result.status !== 'done') throw new Error(result.status);
  return folder;
}

/** What somebody else has who was given the footage and nothing else. */
async function onlyObjects(folder: TemporaryFolder): Promise<void> {
  await rename(folder.file('.storyboard/objects'), folder.file('objects'));
  await rm(folder.file('.storyboard'), { recursive: true });
  await folder.write('.storyboard/.gitignore', '*\n');
  await rename(folder.file('objects'), folder.file('.storyboard/objects'));
}

async function frozen(
  folder: TemporaryFolder,
  options: Partial<RenderOptions> = {},
): Promise<{ result: Awaited<ReturnType<typeof renderHere>>['result']; events: readonly RenderEvent[] }> {
  return renderHere(folder, { ...options, frozen: true, providers: new Map() });
}

function lockOf(folder: TemporaryFolder) {
  return readLock({ folder: folder.path, root: 'film.yaml', shownFolder: '' });
}
