import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatUsd, fromUsd } from '@storyboard/core';
import { expect, test } from 'vitest';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';
import { type PlanOptions, planStoryboard } from './plan-storyboard.ts';

test('a plan says what would be made, and writes nothing', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  const planned = await plan(folder);
  expect(planned.takes.map(({ id, action }) => `${id} ${action}`)).toEqual([
    'one/1 generate',
    'two/1 generate',
  ]);
  expect(formatUsd(planned.total.amount)).toBe('$0.08');
  expect(planned.storyboard.path).toBe(folder.file('film.yaml'));
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('fingerprints come from what a reference holds, not from where it is', async () => {
  const film = (file: string) =>
    JSON.stringify({ ...JSON.parse(filmOf({ one: '@cat runs' })), references: { cat: { image: file } } });
  await using folder = await temporaryFolder({ 'film.yaml': film('cat.png'), 'cat.png': 'GIF89a cat' });
  await using other = await temporaryFolder({
    'film.yaml': film('refs/tom.png'),
    'refs/tom.png': 'GIF89a cat',
  });
  const fingerprint = async (from: TemporaryFolder) => (await plan(from)).takes[0]?.fingerprint;
  const before = await fingerprint(folder);
  expect(await fingerprint(other)).toBe(before);
  await folder.write('cat.png', 'GIF89a dog');
  expect(await fingerprint(folder)).not.toBe(before);
});

test('what is held is reused, wherever the store is', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  await executeFile(folder.file('film.yaml'), createTestProvider());
  const held = await plan(folder);
  expect(held.takes.map(({ action, why }) => `${action}: ${why}`)).toEqual([
    'reuse: made by house',
    'reuse: made by house',
  ]);
  expect(held.total).toEqual({ amount: 0, unknown: 0 });
  const elsewhere = await plan(folder, { storeFolder: folder.file('elsewhere') });
  expect(elsewhere.takes.map(({ action }) => action)).toEqual(['generate', 'generate']);
});

test('ceilings, a limit to some shots and another provider are heard', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  const ceilings = [{ amount: fromUsd(0.05), source: 'STORYBOARD_BUDGET' as const }];
  expect((await plan(folder, { ceilings })).budget.allowed).toBe(false);
  const some = await plan(folder, { ceilings, only: ['two'], provider: 'absent' });
  expect(some.budget.allowed).toBe(true);
  expect(some.takes.map(({ id, routes }) => [id, routes[0].provider])).toEqual([['two/1', 'absent']]);
});

test('checking and planning load nothing that draws or joins films, so that they start fast', () => {
  const from = join(import.meta.dirname, 'plan-storyboard.ts');
  expect([...packagesBehind(from, new Set())].sort()).toEqual(['@storyboard/core', 'p-limit']);
});

async function plan(folder: TemporaryFolder, options: Partial<PlanOptions> = {}) {
  const planned = await planStoryboard(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE, ...options });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  return planned.plan;
}

/** The packages that a module needs, itself or through other modules of this package. */
function packagesBehind(file: string, seen: Set<string>): ReadonlySet<string> {
  seen.add(file);
  const packages = new Set<string>();
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export|\}) .*?from '([^']+)';$/gm,
  )) {
    const next = join(dirname(file), specifier);
    if (!specifier.startsWith('.')) packages.add(specifier);
    else if (existsSync(next) && !seen.has(next)) {
      for (const found of packagesBehind(next, seen)) packages.add(found);
    }
  }
  return new Set([...packages].filter((name) => !name.startsWith('node:')));
}
