import { createHash } from 'node:crypto';
import { frameToSample } from '@storyboard/core';
import { holdResult } from '../assemble/hold-result.ts';
import { truePeakOf } from '../sound/block-peaks.ts';
import { PACKET_SAMPLES } from '../sound/chunk.ts';
import { decodePackets } from '../sound/encode-packets.ts';
import { CHANNELS, SAMPLES_PER_SECOND } from '../sound/samples.ts';
import { STEP_SAMPLES, soundSteps } from '../sound/sound-steps.ts';
import type { Checking } from './check-film.ts';
import { createErrorCount } from './count-errors.ts';
import { type Cut, joinsOf } from './cut.ts';
import { CLICK_REACH, type Click } from './find-click.ts';
import type { PacketSource } from './packet-source.ts';
import type { SoundStretch } from './sound-stretches.ts';
import { CLICK_WINDOW, clickIn, type SoundJoin } from './sound-watch.ts';

/** What was heard in a stretch of a film's sound. */
export type HeardStretch = {
  /** Whether all of it decodes without an error; nothing else is told where it does not. */
  readonly clean: boolean;
  /** Weighted energies of the steps that begin in it, a tenth of a second each. */
  readonly steps: readonly number[];
  /** The highest, between samples as well. */
  readonly peak: number;
  /** The click at each join in it; null where there is none. */
  readonly clicks: readonly (Click | null)[];
};

const TIMEOUT_MS = 10 * 60_000;

/** Where a film's clips meet, in samples. */
export function soundJoins({ clips, frameRate }: Pick<Cut, 'clips' | 'frameRate'>): readonly SoundJoin[] {
  return joinsOf({ clips }).map(({ frame, hard }) => ({
    sample: frameToSample(frame, frameRate, SAMPLES_PER_SECOND),
    hard,
  }));
}

/** Which of a film's joins lie in a stretch, by their place among all. */
export function joinsIn({ start, stop }: SoundStretch, joins: readonly SoundJoin[]): readonly number[] {
  return joins.flatMap(({ sample }, index) => (sample >= start && sample < stop ? [index] : []));
}

/**
 * Listens to a stretch of a film's sound, or remembers what was heard in the same bytes.
 *
 * @param all - The film's joins; clicks are told of those in the stretch.
 */
export async function hearStretch(
  stretch: SoundStretch,
  read: PacketSource,
  all: readonly SoundJoin[],
  { cache, ffmpeg, signal }: Pick<Checking, 'cache' | 'ffmpeg' | 'signal'>,
): Promise<HeardStretch> {
  const { from, end, at, start, stop } = stretch;
  const joins = joinsIn(stretch, all).map((index) => all[index] as SoundJoin);
  const packets = await read(from, end);
  const hash = createHash('sha256');
  for (const packet of packets) hash.update(packet);
  const digest = hash.digest('hex');
  const places = joins.map(({ sample, hard }) => [sample - at, hard]);
  // Where loudness is counted from decides which steps there are.
  const what = ['stretch', digest, from === 0, start - at, stop - at, start % STEP_SAMPLES, places];
  const hear = async (): Promise<HeardStretch> => {
    const log = createErrorCount();
    const decoded = await decodePackets(packets, { ffmpeg, signal, timeoutMs: TIMEOUT_MS, onLog: log.add });
    const isWhole = decoded.length === (end - from) * PACKET_SAMPLES * CHANNELS;
    if (log.end().errors > 0 || !isWhole) return { clean: false, steps: [], peak: 0, clicks: [] };
    // What the first packet decodes to is right only where there is none before it; then it leads in.
    const begin = Math.max(0, from === 0 ? at : at + PACKET_SAMPLES);
    const heard = decoded.subarray((begin - at) * CHANNELS);
    return {
      clean: true,
      steps: soundSteps(heard, begin, { start, end: stop }),
      peak: truePeakOf(heard, start - begin, stop - begin),
      clicks: joins.map(({ sample, hard }) => clickIn(linesAround(heard, sample - begin), hard) ?? null),
    };
  };
  return holdResult(cache, what, hear, { size: 'small' });
}

/** What lies around a join, channel by channel; before and after the film is silence. */
function linesAround(heard: Float32Array, place: number): readonly Float32Array[] {
  const first = place - CLICK_REACH.before;
  const samples = heard.length / CHANNELS;
  return Array.from({ length: CHANNELS }, (_, channel) =>
    Float32Array.from({ length: CLICK_WINDOW }, (_sample, index) => {
      const sample = first + index;
      return sample < 0 || sample >= samples ? 0 : (heard[sample * CHANNELS + channel] as number);
    }),
  );
}
