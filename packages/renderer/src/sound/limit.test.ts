import { expect, test } from 'vitest';
import { createLoudnessMeter } from '../loudness/loudness-meter.ts';
import { samplesOf } from '../testing/held-sounds.ts';
import { blockPeaks, truePeakOf } from './block-peaks.ts';
import { LIMIT_REACH, limit } from './limit.ts';

const ceiling = { peak: 10 ** (-1.5 / 20), between: true };

/** Quiet sound with bursts that are far too loud, and a tone whose crests lie between its samples. */
function loud(sample: number, channel: number): number {
  const noise = Math.sin(sample * sample * 0.37 + channel) * 0.3;
  const burst = sample % 9000 > 8700 ? 1.6 * Math.sin(sample / 3) : 0;
  const between = sample % 20_000 > 15_000 ? 0.9 * Math.sin((Math.PI / 2) * sample + Math.PI / 4) : 0;
  return noise + burst + between;
}

test('no peak is above the ceiling, between the samples neither', () => {
  const samples = samplesOf(loud, 96_000);
  limit(samples, ceiling);
  const meter = createLoudnessMeter(2);
  meter.add(samples);
  expect(meter.end().truePeak).toBeLessThan(-1.45);
  expect(meter.end().truePeak).toBeGreaterThan(-2.5);
});

test('what is quiet stays as it is, long before a peak and soon after', () => {
  const samples = samplesOf((at) => (at === 48_000 ? 2 : 0.1 * Math.sin(at / 20)), 96_000);
  const before = samples.slice();
  limit(samples, { peak: 1, between: false });
  expect(Math.abs(samples[96_000] ?? 2)).toBeLessThanOrEqual(1);
  const changed = [...samples.keys()]
    .filter((index) => samples[index] !== before[index])
    .map((index) => index >> 1);
  expect(Math.min(...changed)).toBeGreaterThan(48_000 - LIMIT_REACH.after);
  expect(Math.max(...changed)).toBeLessThan(48_000 + 48_000 * 0.2);
  const calm = before.map((value) => value / 4);
  const same = calm.slice();
  limit(calm, ceiling);
  expect(calm).toEqual(same);
});

test('stretches of a film that overlap come out the same', () => {
  const whole = samplesOf(loud, 240_000);
  limit(whole, ceiling);
  const from = 96_000 - 32 * 10;
  const part = samplesOf(loud, 144_000, from);
  limit(part, ceiling);
  const [start, end] = [from + LIMIT_REACH.before, from + 144_000 - LIMIT_REACH.after];
  expect(part.slice((start - from) * 2, (end - from) * 2)).toEqual(whole.slice(start * 2, end * 2));
});

test("the highest peak is the meter's, wherever it is looked for", () => {
  const samples = samplesOf(
    (at) => (at > 999 && at < 1100 ? 0.9 : 0.2) * Math.sin((Math.PI / 2) * at + Math.PI / 4),
    4096,
  );
  const meter = createLoudnessMeter(2);
  meter.add(samples);
  expect(20 * Math.log10(truePeakOf(samples))).toBeCloseTo(meter.end().truePeak ?? 0, 6);
  expect(truePeakOf(samples, 2048, 4096)).toBeLessThan(0.25);
  expect(blockPeaks(samples, Number.POSITIVE_INFINITY).length).toBe(128);
});
