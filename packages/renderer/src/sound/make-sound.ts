import { runPool } from '../assemble/run-pool.ts';
import { hearAhead } from '../inspect/hear-ahead.ts';
import type { SoundTrack } from '../mp4/film-tracks.ts';
import { PACKET_SAMPLES, PRIMING_PACKETS } from './chunk.ts';
import { type HeldChunk, runOf } from './chunk-file.ts';
import { holdChunk, holdLoudness, type Level } from './hold-chunk.ts';
import { holdClipSounds, holdMusic, LOOKED_AT_ONCE, type SoundInput } from './hold-sounds.ts';
import { reachLoudness } from './reach-loudness.ts';
import { aacEntry, pcmEntry } from './sample-entry.ts';
import { decibelsOf, factorOf, SAMPLES_PER_SECOND } from './samples.ts';
import { planSound, type SoundPlan } from './sound-plan.ts';

/** How much of the encoding of a frame the sound of one takes, about: decoding it, and encoding it again. */
const DECODE_SHARE = 0.03;
const ENCODE_SHARE = 0.06;

/** Where the film's loudness is set no true peak is above -1 dBTP; the encoder needs some of the room below. */
const HIGHEST_PEAK = factorOf(-1);
const ROOM_DECIBELS = 0.5;
const PEAK_ROUNDS = 3;

/** Without a loudness nothing is held back but what could not be played. */
export const AS_IT_IS: Level = { gainDb: 0, ceiling: { peak: 1, between: false }, look: false };

/** What the sound weighs in the whole work, in encoded frames. */
export function soundWeight({ timeline }: Pick<SoundInput, 'timeline'>): number {
  return timeline.frames * (DECODE_SHARE + ENCODE_SHARE);
}

/**
 * Makes the film's sound: exactly as many samples as its frames last, from the shots' own sound and the music, at the
 * loudness that is asked for. It is encoded in chunks that are held by their content, so that a film of which one shot
 * is new encodes one or two of them; together they are one track without gaps.
 *
 * @throws StoryboardError `assembly-failed` that names the shot or the music; the signal's reason when it aborts.
 */
export async function makeSound(input: SoundInput, signal: AbortSignal): Promise<SoundTrack> {
  const { timeline, meter } = input;
  const decoding = meter.part(timeline.frames * DECODE_SHARE);
  const encoding = meter.part(timeline.frames * ENCODE_SHARE);
  const clips = await holdClipSounds(timeline.clips, input, signal, (done) =>
    decoding.to(done / timeline.clips.length),
  );
  const plan = planSound(input, clips, await holdMusic(input, signal));
  const onProgress = (fraction: number): void => encoding.to(fraction);
  const { loudness } = input.sound;
  const held =
    loudness === undefined
      ? await holdChunks(
          plan,
          plan.chunks.map(() => AS_IT_IS),
          { input, signal, onProgress },
        )
      : await holdLoud(plan, loudness, { input, signal, onProgress });
  encoding.to(1);
  const track = trackOf(plan, held);
  if (plan.coding === 'aac') {
    // While pictures may still be made, so that nobody waits for it when the film is checked.
    const isNew = ({ file }: HeldChunk): boolean => input.cache.isNew(file);
    const parts = held.map((chunk, index) => ({
      packets: chunk.sizes.length,
      run: track.runs[index],
      isNew: isNew(chunk),
    }));
    await hearAhead(parts, timeline, { ...input, signal });
  }
  return track;
}

type Holding = {
  readonly input: SoundInput;
  readonly signal: AbortSignal;
  /** Takes the fraction that is done. */
  readonly onProgress: (fraction: number) => void;
};

async function holdChunks(
  plan: SoundPlan,
  levels: readonly Level[],
  { input, signal, onProgress }: Holding,
): Promise<readonly HeldChunk[]> {
  let done = 0;
  return runPool(plan.chunks, LOOKED_AT_ONCE, signal, async (chunk, own, index) => {
    const held = await holdChunk({ plan, input, signal: own }, chunk, levels[index] ?? AS_IT_IS);
    done += 1;
    onProgress(done / plan.chunks.length);
    return held;
  });
}

/** Peaks that encoding has raised too high are made lower before it, all over the film alike. */
async function holdLoud(plan: SoundPlan, wanted: number, holding: Holding): Promise<readonly HeldChunk[]> {
  const { input, signal } = holding;
  const measuring = {
    ...plan,
    measure: (...[chunk, level]: [SoundPlan['chunks'][number], Level]) =>
      holdLoudness({ plan, input, signal }, chunk, level),
  };
  let room = ROOM_DECIBELS;
  for (let round = 1; ; round += 1) {
    const levels = await reachLoudness(measuring, wanted, HIGHEST_PEAK * factorOf(-room));
    const held = await holdChunks(plan, levels, holding);
    const highest = Math.max(0, ...held.map(({ decodedPeak }) => decodedPeak ?? 0));
    if (highest <= HIGHEST_PEAK || round === PEAK_ROUNDS) return held;
    room += Math.ceil(decibelsOf(highest / HIGHEST_PEAK) * 10 + 1) / 10;
  }
}

function trackOf({ samples, coding }: SoundPlan, held: readonly HeldChunk[]): SoundTrack {
  const runs = held.map(runOf);
  if (coding === 'pcm') {
    const samplesPerPacket = Math.min(PACKET_SAMPLES, samples);
    return { sampleEntry: pcmEntry(), runs, samplesPerPacket, primingSamples: 0, samples };
  }
  const sizes = held.flatMap((chunk) => chunk.sizes);
  const sampleEntry = aacEntry({
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    seconds: samples / SAMPLES_PER_SECOND,
    largest: sizes.reduce((most, size) => Math.max(most, size), 0),
  });
  return {
    sampleEntry,
    runs,
    samplesPerPacket: PACKET_SAMPLES,
    primingSamples: PRIMING_PACKETS * PACKET_SAMPLES,
    samples,
  };
}
