import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { openContentCache } from './content-cache.ts';
import { holdResult } from './hold-result.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

test('a result is worked out once, and again where what was kept is damaged', async () => {
  const folder = bench.path('held');
  const cache = await openContentCache(folder, bench.folder, { now: () => 0 });
  let worked = 0;
  const result = () =>
    holdResult(cache, ['steps'], async () => {
      worked += 1;
      return { steps: [1, 2, 3] };
    });
  expect([await result(), await result(), worked]).toEqual([{ steps: [1, 2, 3] }, { steps: [1, 2, 3] }, 1]);
  const damages = ['{}', 'null', '', '{"look', '[]', '\0\0\0\0'];
  for (const damage of damages) {
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), damage);
    expect(await result()).toEqual({ steps: [1, 2, 3] });
  }
  expect(worked).toBe(1 + damages.length);
});

test('a result belongs to the content of its sources, whatever their names', async () => {
  const cache = await openContentCache(bench.path('sources'), bench.folder, { now: () => 0 });
  const worked: string[] = [];
  const result = (name: string) =>
    holdResult(
      cache,
      ['length'],
      async () => {
        worked.push(name);
        return { name };
      },
      { sources: [bench.path(name)], background: true },
    );
  await writeFile(bench.path('one'), 'same');
  await writeFile(bench.path('two'), 'same');
  await writeFile(bench.path('three'), 'other');
  expect([await result('one'), await result('two'), await result('three')]).toEqual([
    { name: 'one' },
    { name: 'one' },
    { name: 'three' },
  ]);
  expect(worked).toEqual(['one', 'three']);
});
