import { expect, test } from 'vitest';
import { chanceOf, inLanes, wholeOf } from './lanes.ts';
import { type Life, liveThrough, type Stop } from './live-through.ts';

/** How many times as much is tried as in every build; nightly runs say more. */
const EFFORT = Number(process.env['STORYBOARD_PROOF_EFFORT'] ?? 1);
/** Another seed is another sequence of deaths; a failure names the life to repeat. */
const SEED = Number(process.env['STORYBOARD_PROOF_SEED'] ?? 1);

const PROVIDERS = ['aimlapi', 'shortapi'] as const;
const SHOTS = 3;
/** One run of three shots changes the ledger about so often. */
const COMMITS = 20;
/** Lives wait more than they work: for a job, for the next look into the list of requests. */
const LANES = 4;
const options = { timeout: 900_000 * EFFORT };

test('killed at any durable change of the ledger, a film is paid for once and made', options, async () => {
  const lives = rounds().flatMap((round) =>
    Array.from({ length: 2 * COMMITS }, (_, place): Life => {
      const chance = chanceOf(SEED, 'commit', round, place);
      const provider = PROVIDERS[(place + round) % 2] ?? 'aimlapi';
      // Before and after each change; the service of each takes turns.
      const first: Stop = {
        at: 'commit',
        when: place % 4 < 2 ? 'before' : 'after',
        number: 1 + (place >> 1),
      };
      const when = chance() < 0.5 ? 'before' : 'after';
      const second: Stop = { at: 'commit', when, number: wholeOf(chance, COMMITS) };
      return { provider, shots: SHOTS, seed: place, stops: [first, second] };
    }),
  );
  expect(await deathsOf(lives)).toBeGreaterThan(lives.length);
});

test('killed at any moment of a request, a film is paid for once and made', options, async () => {
  const lives = rounds().flatMap((round) =>
    PROVIDERS.flatMap((provider) =>
      MOMENTS.map((first, place): Life => {
        const chance = chanceOf(SEED, 'moment', provider, round, place);
        const second = MOMENTS[wholeOf(chance, MOMENTS.length) - 1] ?? first;
        return { provider, shots: SHOTS, seed: place, stops: [first, second] };
      }),
    ),
  );
  expect(await deathsOf(lives)).toBeGreaterThanOrEqual(lives.length);
});

test('killed at random instants, a film is paid for once and made', options, async () => {
  const lives = Array.from({ length: 16 * EFFORT }, (_, place): Life => {
    const chance = chanceOf(SEED, 'instant', place);
    const provider = PROVIDERS[place % 2] ?? 'aimlapi';
    const stops = Array.from(
      { length: 4 },
      (): Stop => ({ at: 'instant', afterMs: 100 + 2400 * chance() ** 2 }),
    );
    return { provider, shots: SHOTS, seed: place, stops };
  });
  // On a quick machine some runs are over before their instant.
  expect(await deathsOf(lives)).toBeGreaterThan(0);
});

const MOMENTS: readonly Stop[] = [
  { at: 'request', kind: 'submit', number: 1 },
  { at: 'request', kind: 'submit', number: 2 },
  { at: 'request', kind: 'submit', number: 3 },
  { at: 'created', number: 1 },
  { at: 'created', number: 2 },
  { at: 'created', number: 3 },
  { at: 'request', kind: 'poll', number: 1 },
  { at: 'request', kind: 'poll', number: 3 },
  { at: 'request', kind: 'poll', number: 4 },
  { at: 'request', kind: 'download', number: 1 },
  { at: 'request', kind: 'download', number: 3 },
  { at: 'download', number: 1 },
  { at: 'download', number: 2 },
];

function rounds(): readonly number[] {
  return Array.from({ length: EFFORT }, (_, round) => round);
}

/** How many runs were killed in all. */
async function deathsOf(lives: readonly Life[]): Promise<number> {
  const lived = await inLanes(lives, LANES, async (life) => {
    try {
      return await liveThrough(life);
    } catch (error) {
      throw new Error(`With seed ${SEED}, in the life ${JSON.stringify(life)}`, { cause: error });
    }
  });
  return lived.flatMap(({ struck }) => struck).filter(Boolean).length;
}
