import { StoryboardError } from '@storyboard/core';
import { holdResult } from '../assemble/hold-result.ts';
import { truePeakOf } from './block-peaks.ts';
import { type Chunk, PACKET_SAMPLES, PRIMING_PACKETS } from './chunk.ts';
import { type HeldChunk, readChunk, writeChunk } from './chunk-file.ts';
import { decodePackets, encodePackets } from './encode-packets.ts';
import type { SoundInput } from './hold-sounds.ts';
import { type Ceiling, limit } from './limit.ts';
import { pcmPackets } from './pcm-packets.ts';
import { renderMix } from './render-mix.ts';
import { CHANNELS, factorOf } from './samples.ts';
import { type SoundPlan, spellMix } from './sound-plan.ts';
import { soundSteps } from './sound-steps.ts';

/** How loud a chunk is made, and what no peak of it may pass. */
export type Level = {
  readonly gainDb: number;
  readonly ceiling: Ceiling | undefined;
  /** Whether what it decodes to is measured too, because encoding raises peaks. */
  readonly look: boolean;
};

/** How loud a chunk is before it is encoded. */
export type ChunkLoudness = {
  /** The highest, between samples as well. */
  readonly peak: number;
  /** Weighted energies, a tenth of a second each. */
  readonly steps: readonly number[];
};

/** What a chunk is made of and with. */
export type ChunkInput = {
  readonly plan: SoundPlan;
  readonly input: Pick<SoundInput, 'cache' | 'ffmpeg'>;
  readonly signal: AbortSignal;
};

const TIMEOUT_MS = 10 * 60_000;

/** Mixes a chunk and measures it. */
export async function holdLoudness(
  { plan, input, signal }: ChunkInput,
  chunk: Chunk,
  level: Level,
): Promise<ChunkLoudness> {
  const what = ['loudness', spellMix(plan, chunk), spellLevel(level)];
  const measure = async (): Promise<ChunkLoudness> => {
    signal.throwIfAborted();
    return loudnessOf(await mixed(plan, chunk, level), chunk);
  };
  return holdResult(input.cache, what, measure, { size: 'small' });
}

/** Mixes and encodes a chunk. */
export async function holdChunk(
  { plan, input, signal }: ChunkInput,
  chunk: Chunk,
  level: Level,
): Promise<HeldChunk> {
  let read: HeldChunk | undefined;
  const file = await input.cache.hold({
    args: ['chunk', spellMix(plan, chunk), spellLevel(level)],
    sources: [],
    extension: 'snc',
    size: 'small',
    make: async (outFile) => {
      signal.throwIfAborted();
      const mix = await mixed(plan, chunk, level);
      const encoded =
        plan.coding === 'pcm' ? storedAsIs(mix, chunk) : await encode(mix, chunk, level, { input, signal });
      const sizes = encoded.packets.map((packet) => packet.length);
      const { decodedPeak } = encoded;
      await writeChunk(outFile, { sizes, decodedPeak }, encoded.packets);
    },
    problem: async (made) => {
      read = await readChunk(made);
      return read.sizes.length === chunk.packets ? undefined : 'The sound was not encoded whole.';
    },
  });
  return read === undefined ? readChunk(file) : { ...read, file };
}

type Encoded = { readonly packets: readonly Uint8Array[]; readonly decodedPeak: number | undefined };

async function mixed(plan: SoundPlan, chunk: Chunk, { gainDb, ceiling }: Level): Promise<Float32Array> {
  const mix = await renderMix(plan.voices, plan.ducking, chunk.mixStart, chunk.mixEnd);
  if (gainDb !== 0) {
    const gain = factorOf(gainDb);
    for (let index = 0; index < mix.length; index += 1) mix[index] = (mix[index] as number) * gain;
  }
  if (ceiling !== undefined) limit(mix, ceiling);
  return mix;
}

function loudnessOf(mix: Float32Array, chunk: Chunk): ChunkLoudness {
  const { start, end, mixStart } = chunk;
  return { peak: truePeakOf(mix, start - mixStart, end - mixStart), steps: soundSteps(mix, mixStart, chunk) };
}

async function encode(
  mix: Float32Array,
  chunk: Chunk,
  { look }: Level,
  run: { readonly input: ChunkInput['input']; readonly signal: AbortSignal },
): Promise<Encoded> {
  const { start, end, encodeStart, encodeEnd, mixStart } = chunk;
  const samples = mix.subarray((encodeStart - mixStart) * CHANNELS, (encodeEnd - mixStart) * CHANNELS);
  const soundRun = { ffmpeg: run.input.ffmpeg, signal: run.signal, timeoutMs: TIMEOUT_MS };
  const all = await encodePackets(samples, soundRun);
  const expected = Math.ceil((encodeEnd - encodeStart) / PACKET_SAMPLES) + PRIMING_PACKETS;
  if (all.length !== expected) {
    const message = `The sound came out as ${all.length} packets instead of ${expected}.`;
    throw new StoryboardError('assembly-failed', message);
  }
  const first = chunk.firstPacket - encodeStart / PACKET_SAMPLES;
  const packets = all.slice(first, first + chunk.packets);
  if (!look) return { packets, decodedPeak: undefined };
  const decoded = await decodePackets(all, soundRun);
  const from = PRIMING_PACKETS * PACKET_SAMPLES + start - encodeStart;
  return { packets, decodedPeak: truePeakOf(decoded, from, from + end - start) };
}

function storedAsIs(mix: Float32Array, { start, end, mixStart }: Chunk): Encoded {
  const samples = mix.subarray((start - mixStart) * CHANNELS, (end - mixStart) * CHANNELS);
  return { packets: pcmPackets(samples), decodedPeak: undefined };
}

function spellLevel({ gainDb, ceiling, look }: Level): string {
  return JSON.stringify([gainDb, ceiling?.peak, ceiling?.between, look]);
}
