import { expect, test } from 'vitest';
import { createSoundWatch, type SoundJoin } from './sound-watch.ts';

const RATE = 48_000;

/** Stereo in which the right channel jumps at some samples and both are silent in some places. */
function jumpy(samples: number, jumps: readonly number[], silent: readonly (readonly [number, number])[]) {
  const sound = new Float32Array(2 * samples);
  let phase = 0;
  for (let at = 0; at < samples; at += 1) {
    if (jumps.includes(at)) phase += Math.PI / 2;
    if (silent.some(([from, to]) => at >= from && at < to)) continue;
    sound[2 * at] = 0.3 * Math.sin((2 * Math.PI * 200 * at) / RATE);
    sound[2 * at + 1] = 0.3 * Math.sin((2 * Math.PI * 200 * at) / RATE + phase);
  }
  return sound;
}

function hear(sound: Float32Array, joins: readonly SoundJoin[], chunk: number) {
  const watch = createSoundWatch(2, joins);
  for (let at = 0; at < sound.length; at += chunk) watch.add(sound.subarray(at, at + chunk));
  return watch.end();
}

test('clicks are heard at the joins that have one, however the sound comes', () => {
  const jumps = [RATE, 2 * RATE + 17, 3 * RATE - 40];
  const joins = [RATE, 3 * RATE - 40, 2 * RATE + 400, 2 * RATE + 17, RATE + 24_000].map((sample) => ({
    sample,
    hard: false,
  }));
  const sound = jumpy(3 * RATE, jumps, []);
  for (const chunk of [2000, 32_768, 33_000, sound.length]) {
    const { clicks, samples } = hear(sound, joins, chunk);
    expect(samples).toBe(3 * RATE);
    expect(clicks.map((click) => click !== undefined)).toEqual([true, true, false, true, false]);
  }
});

test('silence of a second or more is noted, at the ends as well', () => {
  const silent = [
    [0, RATE],
    [2 * RATE, 2 * RATE + 30_000],
    [3 * RATE, 4 * RATE + 100],
    [5 * RATE, 6 * RATE],
  ] as const;
  const { silences } = hear(jumpy(6 * RATE, [], silent), [], 10_000);
  expect(silences.map(({ from, to }) => [Math.round(from / 480), Math.round(to / 480)])).toEqual([
    [0, 100],
    [300, 400],
    [500, 600],
  ]);
});

test('joins outside of the sound are passed over', () => {
  const joins = [0, 10 * RATE].map((sample) => ({ sample, hard: true }));
  expect(hear(jumpy(RATE, [100], []), joins, 5000).clicks).toEqual([undefined, undefined]);
});
