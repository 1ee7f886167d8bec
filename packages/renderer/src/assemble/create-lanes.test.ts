import { expect, test } from 'vitest';
import { createLanes, type WorkSize } from './create-lanes.ts';

/** Work that goes on until it is ended by its name, and the names of all that was started. */
function openWork(lanes: ReturnType<typeof createLanes>) {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (name: string, size: WorkSize): void => {
    const work = lanes(async () => {
      started.push(name);
      await new Promise<void>((end) => ends.set(name, end));
    }, size);
    works.push(work);
  };
  const works: Promise<void>[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    begin: async (name: string, size: WorkSize) => {
      begin(name, size);
      await settle();
    },
    end: async (name: string) => {
      ends.get(name)?.();
      await settle();
    },
    started,
  };
}

test('small work does not wait for large work, and large work not for more than one small', async () => {
  const work = openWork(createLanes(2, 1));
  for (const name of ['A', 'B', 'C']) await work.begin(name, 'large');
  for (const name of ['a', 'b', 'c']) await work.begin(name, 'small');
  expect(work.started).toEqual(['A', 'B', 'a']);
  await work.end('a');
  expect(work.started).toEqual(['A', 'B', 'a', 'b']);
  await work.end('A');
  expect(work.started).toEqual(['A', 'B', 'a', 'b', 'C']);
  await work.end('B');
  expect(work.started).toEqual(['A', 'B', 'a', 'b', 'C', 'c']);
});

test('small work has all lanes where there is nothing large, and gives them back', async () => {
  const work = openWork(createLanes(2, 1));
  for (const name of ['a', 'b', 'c', 'd']) await work.begin(name, 'small');
  expect(work.started).toEqual(['a', 'b', 'c']);
  await work.begin('A', 'large');
  await work.begin('B', 'large');
  expect(work.started).toEqual(['a', 'b', 'c']);
  await work.end('a');
  expect(work.started).toEqual(['a', 'b', 'c', 'A']);
  await work.end('b');
  expect(work.started).toEqual(['a', 'b', 'c', 'A', 'B']);
  await work.end('A');
  expect(work.started).toEqual(['a', 'b', 'c', 'A', 'B', 'd']);
});

test('work that fails frees its lane', async () => {
  const lanes = createLanes(1);
  await expect(lanes(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await lanes(async () => 'done')).toBe('done');
});
