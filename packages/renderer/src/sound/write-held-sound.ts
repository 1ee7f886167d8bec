import { open } from 'node:fs/promises';
import { createStepMeter, integratedLoudness } from '../loudness/loudness-meter.ts';
import {
  EDGE_SAMPLES,
  LEVEL_SAMPLES,
  levelsIn,
  type SoundFacts,
  soundHeader,
  storedValues,
} from './held-sound.ts';
import { CHANNELS } from './samples.ts';

/** Bytes of one sample of raw sound: two channels of 32-bit floats. */
export const RAW_SAMPLE_BYTES = 8;

/** Samples in memory at a time: a whole number of levels. */
const BLOCK_SAMPLES = 32 * LEVEL_SAMPLES;

/** Turns raw stereo floats in a file into a held sound in another; needs the memory of a few blocks. */
export async function writeHeldSound(rawFile: string, file: string): Promise<void> {
  const facts = await measure(rawFile);
  await using handle = await open(file, 'w');
  await handle.writeFile(soundHeader(facts));
  if (facts.scale === 0) return;
  for await (const block of blocksOf(rawFile)) {
    const values = storedValues(block, facts.scale);
    await handle.writeFile(new Uint8Array(values.buffer));
  }
}

async function measure(rawFile: string): Promise<SoundFacts> {
  await using handle = await open(rawFile, 'r');
  const samples = Math.floor((await handle.stat()).size / RAW_SAMPLE_BYTES);
  const levels = new Float32Array(levelsIn(samples));
  const meter = createStepMeter(CHANNELS);
  let [level, peak, at, begin, end] = [0, 0, 0, samples, 0];
  for await (const block of blocksOf(rawFile)) {
    meter.add(block);
    for (let start = 0; start < block.length; start += LEVEL_SAMPLES * CHANNELS) {
      const part = block.subarray(start, start + LEVEL_SAMPLES * CHANNELS);
      let sum = 0;
      for (let index = 0; index < part.length; index += 1) {
        const height = Math.abs(part[index] as number);
        sum += height * height;
        if (height > peak) peak = height;
      }
      levels[level] = sum / LEVEL_SAMPLES;
      level += 1;
      if (sum > 0) {
        const place = at + start / CHANNELS;
        if (begin === samples) begin = place + Math.floor(part.findIndex(isHeard) / CHANNELS);
        end = place + Math.floor(part.findLastIndex(isHeard) / CHANNELS) + 1;
      }
    }
    at += block.length / CHANNELS;
  }
  const head = await edgeOf(rawFile, begin);
  const tail = await edgeOf(rawFile, end - EDGE_SAMPLES);
  const loudness = integratedLoudness(meter.end());
  return { samples, scale: scaleFor(peak), loudness, levels, begin, end, head, tail };
}

function isHeard(sample: number): boolean {
  return sample !== 0;
}

/** Samples from a place on that may lie before the sound, or beyond it. */
async function edgeOf(rawFile: string, from: number): Promise<Float32Array> {
  const edge = new Float32Array(EDGE_SAMPLES * CHANNELS);
  await using handle = await open(rawFile, 'r');
  const missing = Math.max(0, -from);
  const bytes = new Uint8Array(edge.buffer, missing * RAW_SAMPLE_BYTES);
  await handle.read(bytes, 0, bytes.length, (from + missing) * RAW_SAMPLE_BYTES);
  return edge.map((sample) => (Number.isFinite(sample) ? sample : 0));
}

/** Powers of two, so that what was 16 bits wide before stays as it was. */
function scaleFor(peak: number): number {
  return peak === 0 ? 0 : 2 ** Math.ceil(Math.log2(peak));
}

/** Numbers that are none, as a broken decoder may give them, are silence. */
async function* blocksOf(rawFile: string): AsyncGenerator<Float32Array> {
  await using handle = await open(rawFile, 'r');
  const bytes = new Uint8Array(BLOCK_SAMPLES * RAW_SAMPLE_BYTES);
  for (;;) {
    let got = 0;
    while (got < bytes.length) {
      const { bytesRead } = await handle.read(bytes, got, bytes.length - got);
      if (bytesRead === 0) break;
      got += bytesRead;
    }
    const block = new Float32Array(bytes.buffer, 0, Math.floor(got / RAW_SAMPLE_BYTES) * CHANNELS);
    for (let index = 0; index < block.length; index += 1) {
      if (!Number.isFinite(block[index])) block[index] = 0;
    }
    if (block.length === 0) return;
    yield block;
    if (got < bytes.length) return;
  }
}
