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
/** Most of what a death costs is the film that is made in the end, so each film dies as often as it can. */
const MORE_DEATHS = 7;
/** Lives wait more than they work: for a job, for the next look into the list of requests. */
const LANES = 4;
const options = { timeout: 1_800_000 * EFFORT };

test('killed at any durable change of the ledger, a film is paid for once and made', options, async () => {
  const lives = rounds().flatMap((round) =>
    Array.from({ length: COMMITS }, (_, place): Life => {
      const chance = chanceOf(SEED, 'commit', round, place);
      const provider = PROVIDERS[((place >> 1) + (round >> 1)) % 2] ?? 'aimlapi';
      const first: Stop = { at: 'commit', when: sideOf(place + round), number: 1 + place };
      // Soon again, so that as much as possible is left to be written down by later runs.
      const others = Array.from(
        { length: MORE_DEATHS },
        (): Stop => ({ at: 'commit', when: sideOf(wholeOf(chance, 2)), number: 1 + wholeOf(chance, 4) }),
      );
      return { provider, shots: SHOTS, seed: place, stops: [first, ...others] };
    }),
  );
  expect(await deathsOf('change', lives)).toBeGreaterThanOrEqual(4 * lives.length);
});

test('killed at any moment of a request, a film is paid for once and made', options, async () => {
  const lives = rounds().flatMap((round) =>
    MOMENTS.map((first, place): Life => {
      const chance = chanceOf(SEED, 'moment', round, place);
      const provider = PROVIDERS[(place + round) % 2] ?? 'aimlapi';
      // In the order of a job's life: each of them comes in the run after the one that it ended.
      const others = Array.from({ length: MORE_DEATHS }, () => wholeOf(chance, LATER_MOMENTS.length))
        .sort((one, other) => one - other)
        .flatMap((number) => LATER_MOMENTS[number - 1] ?? []);
      return { provider, shots: SHOTS, seed: place, stops: [first, ...others] };
    }),
  );
  expect(await deathsOf('moment', lives)).toBeGreaterThanOrEqual(4 * lives.length);
});

test('killed at random instants, a film is paid for once and made', options, async () => {
  const lives = Array.from({ length: 7 * EFFORT }, (_, place): Life => {
    const chance = chanceOf(SEED, 'instant', place);
    const provider = PROVIDERS[place % 2] ?? 'aimlapi';
    const early: Stop = { at: 'instant', from: 'start', afterMs: 100 + 1000 * chance() };
    const others = Array.from(
      { length: MORE_DEATHS },
      (): Stop => ({ at: 'instant', from: 'plan', afterMs: 1000 * chance() ** 2 }),
    );
    return { provider, shots: SHOTS, seed: place, stops: [early, ...others] };
  });
  // On a quick machine some films are made before they have died so often.
  expect(await deathsOf('instant', lives)).toBeGreaterThanOrEqual(lives.length);
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

/** Those that come as long as a job is not over. */
const LATER_MOMENTS: readonly Stop[] = [
  { at: 'request', kind: 'poll', number: 1 },
  { at: 'request', kind: 'poll', number: 2 },
  { at: 'request', kind: 'download', number: 1 },
  { at: 'download', number: 1 },
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
