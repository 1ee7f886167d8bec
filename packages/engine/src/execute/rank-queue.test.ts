import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRankQueue } from './rank-queue.ts';

test('items come by rank, equal ones in the order in which they were added', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (ranks) => {
      const queue = createRankQueue<readonly [number, number]>();
      for (const [order, rank] of ranks.entries()) queue.add(rank, [rank, order]);
      expect(queue.size()).toBe(ranks.length);
      const taken = ranks.map(() => queue.take());
      const sorted = ranks.map((rank, order) => [rank, order]).sort(([a = 0], [b = 0]) => a - b);
      expect(taken).toEqual(sorted);
      expect(queue.take()).toBeUndefined();
    }),
  );
});
