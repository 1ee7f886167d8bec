import { expect, test } from 'vitest';
import { chanceOf, inLanes, wholeOf } from './lanes.ts';
import { type Life, liveThrough, type Stop } from './live-through.ts';

/** How many times as much is tried as in every build; at 4 each place was tried before and after, and at each service. */
const EFFORT = Number(process.env['STORYBOARD_PROOF_EFFORT'] ?? 1);
/** Another seed is another sequence of deaths; a failure names the life to repeat. */
const SEED = Number(process.env['STORYBOARD_PROOF_SEED'] ?? 1);

const PROVIDERS = ['aimlapi', 'shortapi'] as const;
const SHOTS = 2;
/** One run of two shots changes the ledger about so often. */
const COMMITS = 14;
/** Lives wait more than they work: for a job, for the next look into the list of requests. */
const LANES = 3;
const options = { timeout: 900_000 * EFFORT };

test('killed at any durable change of the ledger, a film is paid for once and made', options, async () => {
  const lives = rounds().flatMap((round) =>
    Array.from({ length: COMMITS }, (_, place): Life => {
      const chance = chanceOf(SEED, 'commit', round, place);
      const provider = PROVIDERS[((place >> 1) + (round >> 1)) % 2] ?? 'aimlapi';
      const first: Stop = { at: 'commit', when: sideOf(place + round), number: 1 + place };
      // What is left to be written down becomes less.
      const others = [COMMITS, COMMITS / 2].map(
        (most): Stop => ({ at: 'commit', when: sideOf(wholeOf(chance, 2)), number: wholeOf(chance, most) }),
      );
      return { provider, shots: SHOTS, seed: place, stops: [first, ...others] };
    }),
  );
  expect(await deathsOf('change', lives)).toBeGreaterThan(lives.length);
});

test('killed at any moment of a request, a film is paid for once and made', options, async () => {
  const lives = rounds().flatMap((round) =>
    MOMENTS.map((first, place): Life => {
      const chance = chanceOf(SEED, 'moment', round, place);
      const provider = PROVIDERS[(place + round) % 2] ?? 'aimlapi';
      const second = MOMENTS[wholeOf(chance, MOMENTS.length) - 1] ?? first;
      return { provider, shots: SHOTS, seed: place, stops: [first, second] };
    }),
  );
  expect(await deathsOf('moment', lives)).toBeGreaterThanOrEqual(lives.length);
});

test('killed at random instants, a film is paid for once and made', options, async () => {
  const lives = Array.from({ length: 8 * EFFORT }, (_, place): Life => {
    const chance = chanceOf(SEED, 'instant', place);
    const provider = PROVIDERS[place % 2] ?? 'aimlapi';
    const stops = Array.from(
      { length: 4 },
      (): Stop => ({ at: 'instant', afterMs: 100 + 2400 * chance() ** 2 }),
    );
    return { provider, shots: SHOTS, seed: place, stops };
  });
  // On a quick machine some runs are over before their instant.
  expect(await deathsOf('instant', lives)).toBeGreaterThan(0);
});

const MOMENTS: readonly Stop[] = [
  { at: 'request', kind: 'submit', number: 1 },
  { at: 'request', kind: 'submit', number: 2 },
  { at: 'created', number: 1 },
  { at: 'created', number: 2 },
  { at: 'request', kind: 'poll', number: 1 },
  { at: 'request', kind: 'poll', number: 3 },
  { at: 'request', kind: 'download', number: 1 },
  { at: 'request', kind: 'download', number: 2 },
  { at: 'download', number: 1 },
  { at: 'download', number: 2 },
];

function rounds(): readonly number[] {
  return Array.from({ length: EFFORT }, (_, round) => round);
}

function sideOf(number: number): 'before' | 'after' {
  return number % 2 === 0 ? 'before' : 'after';
}

/** How many runs were killed in all. */
async function deathsOf(kind: string, lives: readonly Life[]): Promise<number> {
  const lived = await inLanes(lives, LANES, async (life) => {
    try {
      return await liveThrough(life);
    } catch (error) {
      throw new Error(`With seed ${SEED}, in the life ${JSON.stringify(life)}`, { cause: error });
    }
  });
  const stops = lived.flatMap(({ struck }) => struck);
  const deaths = stops.filter(Boolean).length;
  process.stdout.write(
    `${kind}: ${lives.length} films, of ${stops.length} runs to be killed ${deaths} were\n`,
  );
  return deaths;
}
