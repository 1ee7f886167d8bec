import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openContentCache } from '../assemble/content-cache.ts';
import { heldSound, type Signal, samplesOf } from '../testing/held-sounds.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { cutChunks, PACKET_SAMPLES, WARM_UP_PACKETS } from './chunk.ts';
import { decodePackets, encodePackets, packetsIn } from './encode-packets.ts';
import { holdChunk } from './hold-chunk.ts';
import type { SoundPlan } from './sound-plan.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

const run = () => ({ ffmpeg: bench.ffmpeg, signal: new AbortController().signal, timeoutMs: 600_000 });

/** Chunks of the test: short, so that there are many seams. */
const LENGTH = 48;
const SAMPLES = 400_123;

/** A tone at full level, then bursts that begin on the seams, then noise, on one side against the other. */
const hard: Signal = (sample, channel) => {
  const seam = LENGTH * PACKET_SAMPLES;
  const second = sample / 48_000;
  const tone = (hertz: number): number => Math.sin((2 * Math.PI * hertz * sample) / 48_000);
  if (second < 3) return channel === 0 ? 0.98 * tone(997) : 0.98 * tone(220);
  const burst = (sample + 300) % seam < 600 ? 0.9 * tone(3100 + channel * 500) : 0;
  const noise = ((Math.imul(sample * 2 + channel, 2_654_435_761) >>> 8) % 1000) / 1000 - 0.5;
  return second < 6 ? burst + 0.05 * tone(440) : noise * 0.3 + 0.2 * tone(150);
};

test('chunks that were encoded on their own are one track: no worse at their seams than in one piece', async () => {
  const samples = samplesOf(hard, SAMPLES);
  const sound = await heldSound(bench, 'hard', samples);
  const chunks = cutChunks(SAMPLES, 1, LENGTH);
  const voice = { sound, at: 0, start: 0, end: SAMPLES, gain: 1, fades: [], ducked: false };
  const plan: SoundPlan = { samples: SAMPLES, coding: 'aac', voices: [voice], ducking: undefined, chunks };
  const cache = await openContentCache(bench.path('held'), bench.folder, { now: () => 0 });
  const level = { gainDb: 0, ceiling: undefined, look: false };
  const packets: Uint8Array[] = [];
  for (const chunk of chunks) {
    const held = await holdChunk(
      { plan, input: { cache, ffmpeg: bench.ffmpeg }, signal: run().signal },
      chunk,
      level,
    );
    packets.push(...(await packetsOf(held)));
  }
  const whole = await encodePackets(samples, run());
  expect(packets.length).toBe(whole.length);
  const inChunks = (await decodePackets(packets, run())).subarray(PACKET_SAMPLES * 2);
  const inOne = (await decodePackets(whole, run())).subarray(PACKET_SAMPLES * 2);
  const noise = (decoded: Float32Array, from: number, to: number): number => {
    let sum = 0;
    for (let index = from * 2; index < to * 2; index += 1)
      sum += ((decoded[index] ?? 0) - (samples[index] ?? 0)) ** 2;
    return Math.sqrt(sum / ((to - from) * 2));
  };
  const seams = chunks.slice(1).map((chunk) => chunk.start);
  expect(seams.length).toBeGreaterThan(6);
  for (const seam of seams) {
    const [from, to] = [seam - 2 * PACKET_SAMPLES, Math.min(SAMPLES, seam + PACKET_SAMPLES)];
    // A window that does not fit its neighbour leaves a tenth of the sound and more.
    expect(noise(inChunks, from, to)).toBeLessThan(noise(inOne, from, to) * 2 + 0.01);
  }
  expect(noise(inChunks, 0, SAMPLES)).toBeLessThan(noise(inOne, 0, SAMPLES) * 1.5);
});

async function packetsOf(held: Awaited<ReturnType<typeof holdChunk>>): Promise<readonly Uint8Array[]> {
  const bytes = await readFile(held.file);
  let at = held.dataStart;
  return held.sizes.map((size) => {
    at += size;
    return bytes.subarray(at - size, at);
  });
}

test('the test would notice a seam without packets that lead in', async () => {
  const samples = samplesOf((at) => 0.9 * Math.sin((2 * Math.PI * 997 * at) / 48_000), 60 * PACKET_SAMPLES);
  const [first, second] = [
    await encodePackets(samples.slice(0, 30 * PACKET_SAMPLES * 2), run()),
    await encodePackets(samples.slice(30 * PACKET_SAMPLES * 2), run()),
  ];
  const decoded = (await decodePackets([...first.slice(0, 30), ...second], run())).subarray(
    PACKET_SAMPLES * 2,
  );
  const error = (index: number): number => Math.abs((decoded[index] ?? 0) - (samples[index] ?? 0));
  const worst = Array.from({ length: 4 * PACKET_SAMPLES }, (_, index) =>
    error(28 * PACKET_SAMPLES * 2 + index),
  );
  expect(Math.max(...worst)).toBeGreaterThan(0.3);
});

test.each([1, 1023, 1024, 1025, 524_288, 524_289, 5_760_000, 240_000_000])(
  'the chunks of %d samples are all of its packets, each with what leads in',
  (samples) => {
    const chunks = cutChunks(samples, 1);
    const packets = Math.ceil((samples + PACKET_SAMPLES) / PACKET_SAMPLES);
    expect(chunks.reduce((sum, chunk) => sum + chunk.packets, 0)).toBe(packets);
    chunks.forEach((chunk, index) => {
      const next = chunks[index + 1];
      expect(next?.firstPacket ?? packets).toBe(chunk.firstPacket + chunk.packets);
      expect(next?.start ?? samples).toBe(chunk.end);
      expect(chunk.mixStart).toBeLessThanOrEqual(chunk.encodeStart);
      expect(chunk.encodeStart % PACKET_SAMPLES).toBe(0);
      const lead = Math.min(chunk.firstPacket, WARM_UP_PACKETS);
      expect(chunk.start - chunk.encodeStart).toBeLessThanOrEqual(lead * PACKET_SAMPLES);
      expect(chunk.encodeEnd).toBe(
        Math.min(samples, chunk.end + (next === undefined ? 0 : 8 * PACKET_SAMPLES)),
      );
      expect(chunk.mixEnd).toBeGreaterThanOrEqual(chunk.encodeEnd);
    });
  },
);

test('silence is silence, and bytes that are no packets are refused', async () => {
  const packets = await encodePackets(new Float32Array(20 * PACKET_SAMPLES * 2), run());
  expect(packets).toHaveLength(21);
  expect((await decodePackets(packets, run())).every((sample) => sample === 0)).toBe(true);
  for (const bytes of [Buffer.from('no sound'), Buffer.from([0xff, 0xf1, 0x4c, 0x80, 0xff, 0xff, 0xfc])]) {
    expect(() => packetsIn(bytes)).toThrow('encoded');
  }
});
