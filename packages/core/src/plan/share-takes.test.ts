import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleShot, INK, PAPER, planOf } from '../example/example-storyboard.ts';
import type { ShotRoute } from '../storyboard/resolved.ts';

const routes = fc.constantFrom<readonly [ShotRoute, ...ShotRoute[]]>(
  [PAPER],
  [INK],
  [PAPER, INK],
  [INK, PAPER],
);

test('whichever provider refuses whichever take, a render never costs more than its plan said', () => {
  const anyShot = fc.record({ routes, words: fc.constantFrom('A dog.', 'A cat.') });
  const shotsAndRefusals = fc.tuple(
    fc.array(anyShot, { minLength: 1, maxLength: 6 }),
    fc.infiniteStream(fc.boolean()),
  );
  fc.assert(
    fc.property(shotsAndRefusals, ([shots, refuses]) => {
      const { plan } = planOf(
        shots.map(({ routes: list, words }, index) =>
          exampleShot(`s${index}`, { prompt: words, promptParts: [], routes: list, resolution: '1080p' }),
        ),
      );
      const made = new Set<string>();
      let paid = 0;
      for (const take of plan.takes) {
        if (take.routes.some(({ fingerprint }) => made.has(fingerprint))) continue;
        const taken = take.routes.find(() => refuses.next().value === false);
        if (taken === undefined) continue;
        made.add(taken.fingerprint);
        paid += taken.cost.known ? taken.cost.amount : Number.NaN;
      }
      expect(paid).toBeLessThanOrEqual(plan.total.amount);
    }),
    { numRuns: 300 },
  );
});
