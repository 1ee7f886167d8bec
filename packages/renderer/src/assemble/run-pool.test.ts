import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runPool } from './run-pool.ts';

test('results come in the order of the items, never more at a time than allowed', async () => {
  let running = 0;
  let most = 0;
  const results = await runPool([30, 10, 20, 5], 2, undefined, async (ms) => {
    running += 1;
    most = Math.max(most, running);
    await sleep(ms);
    running -= 1;
    return ms;
  });
  expect(results).toEqual([30, 10, 20, 5]);
  expect(most).toBe(2);
});

test('the first failure stops the rest and is thrown when all have ended', async () => {
  const broken = new Error('broken');
  const seen: string[] = [];
  const pool = runPool(['slow', 'bad', 'never'], 2, undefined, async (item, signal) => {
    seen.push(`${item} starts`);
    if (item === 'bad') throw broken;
    await sleep(5000, undefined, { signal }).catch(() => seen.push(`${item} stopped`));
  });
  await expect(pool).rejects.toBe(broken);
  expect(seen).toEqual(['slow starts', 'bad starts', 'slow stopped']);
});

test('an abort stops all and its reason is thrown', async () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  const pool = runPool([1, 2, 3], 1, controller.signal, async (item, signal) => {
    if (item === 2) controller.abort(reason);
    signal.throwIfAborted();
  });
  await expect(pool).rejects.toBe(reason);
  await expect(runPool([1], 1, AbortSignal.abort(reason), async () => 1)).rejects.toBe(reason);
});
