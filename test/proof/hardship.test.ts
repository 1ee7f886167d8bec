import { expect, test } from 'vitest';
import { inLanes } from './lanes.ts';
import { type Life, liveThrough, type Stop } from './live-through.ts';

const PROVIDERS = ['aimlapi', 'shortapi'] as const;
const options = { timeout: 1_200_000 };

test('stopped by Ctrl-C at any kind of request, a film is paid for once and made', options, async () => {
  const moments = (['submit', 'poll', 'download'] as const).flatMap((kind) =>
    [1, 2].map((number): Stop => ({ at: 'interrupt', kind, number })),
  );
  expect(await struckIn(moments)).toBeGreaterThan(0);
});

test.runIf(process.platform === 'linux')(
  'where the disk takes no more, at whatever size, a film is paid for once and made when it does again',
  options,
  async () => {
    const sizes = [1, 32, 64, 96, 128, 192, 256];
    expect(await struckIn(sizes.map((kilobytes) => ({ at: 'full', kilobytes })))).toBeGreaterThan(0);
  },
);

test.runIf(process.platform === 'linux')(
  'where no more files can be opened, a film is paid for once and made when they can again',
  options,
  async () => {
    const counts = [24, 28, 32, 36];
    expect(await struckIn(counts.map((number) => ({ at: 'files', number })))).toBeGreaterThan(0);
  },
);

/** How many runs came to an end before their time. */
async function struckIn(stops: readonly Stop[]): Promise<number> {
  const lives = stops.map((stop, place): Life => {
    const provider = PROVIDERS[place % 2] ?? 'aimlapi';
    return { provider, shots: 2, seed: place, stops: [stop] };
  });
  const lived = await inLanes(lives, 3, async (life) => {
    try {
      return await liveThrough(life);
    } catch (error) {
      throw new Error(`In the life ${JSON.stringify(life)}`, { cause: error });
    }
  });
  const stopped = lived.flatMap(({ struck }) => struck).filter(Boolean).length;
  process.stdout.write(`${stops[0]?.at}: ${stops.length} films, ${stopped} runs ended before their time\n`);
  return stopped;
}
