import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fromUsd, type RenderEvent } from '@storyboard/core';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { filmOf } from '../testing/execute-file.ts';
import { order, renderHere } from '../testing/render-here.ts';
import { keepOnlyObjects, lockIn, RENDERED_SHOTS, renderedFilm } from '../testing/rendered-film.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import type { RenderOptions } from './render-options.ts';

test('the same film is made of the lock file and the objects alone, without provider, ledger or money', async () => {
  await using folder = await renderedFilm();
  const film = await readFile(folder.file('film.mp4'));
  await keepOnlyObjects(folder);
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
  await using folder = await temporaryFolder({ 'film.yaml': filmOf(RENDERED_SHOTS) });
  const { result, events } = await frozen(folder);
  expect(result).toMatchObject({
    status: 'not-frozen',
    problems: [{ shot: undefined, reason: expect.stringMatching(/^there is no .*film\.lock\.yaml$/) }],
  });
  expect(events.at(-1)).toMatchObject({ type: 'summary', film: { status: 'none' } });
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('a lock file that cannot be read freezes nothing', async () => {
  await using folder = await renderedFilm();
  await folder.write('film.lock.yaml', 'version: 1\nshots: [');
  await expect(frozen(folder)).rejects.toMatchObject({
    code: 'not-frozen',
    message: expect.stringMatching(/film\.lock\.yaml:\d+ cannot be read/),
  });
});

test('every shot that cannot be made again is told with its reason, and nothing is written', async () => {
  await using folder = await renderedFilm();
  const lock = lockIn(folder);
  const objectOf = (shot: string) =>
    artifactFile({ path: folder.file('.storyboard') }, lock?.shots.get(shot)?.sha256 ?? '');
  await rm(folder.file('film.mp4'));
  const reasons = async (options: Partial<RenderOptions> = {}) => {
    const { result } = await frozen(folder, options);
    if (result.status !== 'not-frozen') throw new Error(result.status);
    return result.problems.map(({ shot, reason }) => `${shot}: ${reason}`);
  };
  await folder.write('film.yaml', filmOf({ ...RENDERED_SHOTS, one: 'yellow', four: 'new' }));
  // What would have to be paid for otherwise is no matter of this render.
  const nothing = { type: 'render-start', total: { amount: 0, unknown: 0 } };
  expect((await frozen(folder)).events).toContainEqual(expect.objectContaining(nothing));
  expect(await reasons()).toEqual([
    'one: it, or what it refers to, was changed since it was locked',
    'two: it goes on from one, which is not what the lock file has',
    'four: the lock file does not have it',
  ]);
  expect(await reasons({ only: ['four'] })).toEqual(['four: the lock file does not have it']);
  await folder.write('film.yaml', filmOf(RENDERED_SHOTS));
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
  await using folder = await renderedFilm();
  const text = await readFile(folder.file('film.lock.yaml'), 'utf8');
  await folder.write('film.lock.yaml', text.replace('three:\n    take: 1', 'three:\n    take: 3'));
  const { result } = await frozen(folder);
  expect(result).toMatchObject({
    problems: [{ shot: 'three', reason: 'the lock file has take 3 of it, the storyboard has 2' }],
  });
});

test('a shot that is named otherwise or stands elsewhere needs its own entry, and no money', async () => {
  await using folder = await renderedFilm();
  const { one, ...others } = RENDERED_SHOTS;
  await folder.write(
    'film.yaml',
    filmOf({ first: one, ...others, two: { ...RENDERED_SHOTS.two, continues: 'first' } }),
  );
  expect((await frozen(folder)).result.status).toBe('not-frozen');
  const provider = createTestProvider();
  await renderHere(folder, {}, provider);
  expect(provider.submitted).toEqual([]);
  expect([...(lockIn(folder)?.shots.keys() ?? [])]).toEqual(['first', 'three', 'two']);
  expect((await frozen(folder)).result.status).toBe('done');
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

async function frozen(
  folder: TemporaryFolder,
  options: Partial<RenderOptions> = {},
): Promise<{ result: Awaited<ReturnType<typeof renderHere>>['result']; events: readonly RenderEvent[] }> {
  return renderHere(folder, { ...options, frozen: true, providers: new Map() });
}
