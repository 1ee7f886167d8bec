import { readFile, truncate } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldSound, samplesOf } from '../testing/held-sounds.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import {
  EDGE_SAMPLES,
  type HeldSound,
  LEVEL_SAMPLES,
  openSound,
  READ_SAMPLES,
  readHeldSound,
} from './held-sound.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

async function readSamples(sound: HeldSound, from: number, count: number): Promise<Float32Array> {
  await using opened = await openSound(sound);
  const samples = new Float32Array(count * 2);
  for (let at = 0; at < count; at += READ_SAMPLES) {
    samples.set(await opened.read(from + at, Math.min(READ_SAMPLES, count - at)), at * 2);
  }
  return samples;
}

test('sound of 16 bits is kept bit by bit, over blocks, from any sample', async () => {
  const samples = samplesOf((at, channel) => (((at * 7919 + channel) % 65_536) - 32_768) / 32_768, 70_001);
  const sound = await heldSound(bench, 'bits', samples);
  expect([sound.samples, sound.scale]).toEqual([70_001, 1]);
  expect(await readSamples(sound, 0, 70_001)).toEqual(samples);
  expect(await readSamples(sound, 69_990, 11)).toEqual(samples.slice(-22));
  expect(sound.head).toEqual(samples.slice(0, EDGE_SAMPLES * 2));
  expect(sound.tail).toEqual(samples.slice(-EDGE_SAMPLES * 2));
});

test('sound beyond full scale is not clipped, and a faint one keeps its detail', async () => {
  const hot = samplesOf((at) => 1.7 * Math.sin(at / 9), 4800);
  const kept = await readSamples(await heldSound(bench, 'hot', hot), 0, 4800);
  expect(Math.max(...kept.map((value, index) => Math.abs(value - (hot[index] ?? 0))))).toBeLessThan(
    2 / 32_768,
  );
  const faint = samplesOf((at) => 1e-4 * Math.sin(at / 9), 4800);
  const still = await readSamples(await heldSound(bench, 'faint', faint), 0, 4800);
  expect(Math.max(...still.map((value, index) => Math.abs(value - (faint[index] ?? 0))))).toBeLessThan(1e-8);
});

test('silence takes no room, and what no number stands for is silence', async () => {
  const sound = await heldSound(bench, 'silence', new Float32Array(96_000));
  expect([sound.scale, sound.loudness]).toEqual([0, undefined]);
  expect((await readFile(sound.file)).length).toBeLessThan(5000);
  expect((await readSamples(sound, 100, 500)).every((value) => value === 0)).toBe(true);
  const broken = await heldSound(
    bench,
    'broken',
    Float32Array.of(Number.NaN, 0.375, Number.POSITIVE_INFINITY, 0.375),
  );
  expect(await readSamples(broken, 0, 2)).toEqual(Float32Array.of(0, 0.375, 0, 0.375));
});

test('its loudness and its levels are known', async () => {
  const tone = (at: number): number => (at < 48_000 ? 0.1 * Math.sin((2 * Math.PI * 1000 * at) / 48_000) : 0);
  const sound = await heldSound(bench, 'tone', samplesOf(tone, 96_000));
  // BS.1770: 997 Hz in both channels at -20 dBFS is -20 LUFS; half of the blocks are below the gate.
  expect(Math.abs((sound.loudness ?? 0) + 20)).toBeLessThan(0.8);
  expect(sound.levels).toHaveLength(96_000 / LEVEL_SAMPLES);
  expect(sound.levels[10]).toBeCloseTo(0.01, 4);
  expect(sound.levels[90]).toBe(0);
});

test.each([10, 30, 4000])('a file that is cut off after %d bytes is not taken for a sound', async (bytes) => {
  const { file } = await heldSound(
    bench,
    `cut${bytes}`,
    samplesOf((at) => Math.sin(at), 4800),
  );
  await truncate(file, bytes);
  await expect(readHeldSound(file)).rejects.toThrow('whole');
});
