import type { FileHandle } from 'node:fs/promises';
import { type FilmSound, type Finding, frameToSample } from '@storyboard/core';
import { holdResult } from '../assemble/hold-result.ts';
import { runPool } from '../assemble/run-pool.ts';
import { integratedLoudness } from '../loudness/loudness-meter.ts';
import type { PacketTable } from '../mp4/packet-table.ts';
import { CHANNELS, decibelsOf, SAMPLES_PER_SECOND } from '../sound/samples.ts';
import type { Checking, FilmToCheck } from './check-film.ts';
import { joinsOf } from './cut.ts';
import { digestPackets } from './digest-packets.ts';
import { hearSound } from './hear-sound.ts';
import { type HeardStretch, hearStretch, joinsIn, soundJoins } from './hear-stretch.ts';
import { packetsOfFile } from './packet-source.ts';
import { soundFindings } from './sound-findings.ts';
import { soundStretches } from './sound-stretches.ts';
import { roundedLevel, type SoundJoin } from './sound-watch.ts';
import { undecodableFindings } from './undecodable-findings.ts';
import { type Undecoded, undecoded } from './undecoded.ts';

/** The sound of a film that is checked: where its packets lie, and what it should be. */
export type SoundToCheck = FilmToCheck & { readonly handle: FileHandle; readonly table: PacketTable };

type Heard = Pick<Undecoded, 'integrated' | 'truePeak' | 'clicks' | 'samples' | 'errors' | 'first'>;

/** The end of AAC is filled up to whole packets, and not every decoder gives the last one. */
const TOLERANCE = 4096;

/**
 * Listens to all of a film's sound, stretch by stretch; what was heard in an earlier film is not decoded again.
 *
 * @throws StoryboardError `ffmpeg-not-found`; the signal's reason
 */
export async function checkSound(
  film: SoundToCheck,
  checking: Checking,
): Promise<{ readonly sound: FilmSound; readonly findings: readonly Finding[] }> {
  const { file, cut, loudness } = film;
  const places = soundJoins(cut);
  const samples = frameToSample(cut.frames, cut.frameRate, SAMPLES_PER_SECOND);
  const heard =
    (await hearStretches(film, places, checking)) ?? (await hearWhole(film, samples, places, checking));
  const { errors, first, integrated, truePeak } = heard;
  const decoding = { kind: 'sound', errors, first, seconds: undefined, tolerance: TOLERANCE } as const;
  return {
    sound: { loudness: integrated, truePeak },
    findings: [
      ...undecodableFindings({ ...decoding, expected: samples, got: heard.samples }, file),
      ...soundFindings(heard, {
        joins: joinsOf(cut),
        frameRate: cut.frameRate,
        // How loud sound is that does not come out is not known.
        loudness: heard.samples === 0 ? undefined : loudness,
      }),
    ],
  };
}

/** Undefined where it has to be heard as a whole: it is coded in another way, or there is something wrong with it. */
async function hearStretches(
  { handle, table }: SoundToCheck,
  joins: readonly SoundJoin[],
  checking: Checking,
): Promise<Heard | undefined> {
  const stretches = soundStretches(table);
  if (stretches === undefined) return undefined;
  const read = packetsOfFile(handle, table);
  const clicks: Heard['clicks'][number][] = joins.map(() => undefined);
  const heard = await runPool(stretches, checking.concurrency, checking.signal, async (stretch, signal) => {
    const part = await hearStretch(stretch, read, joins, { ...checking, signal }).catch(unclean);
    joinsIn(stretch, joins).forEach((index, place) => {
      clicks[index] = part.clicks[place] ?? undefined;
    });
    return part;
  });
  if (heard.some(({ clean }) => !clean)) return undefined;
  const peak = heard.reduce((most, part) => Math.max(most, part.peak), 0);
  return {
    integrated: roundedLevel(integratedLoudness(heard.flatMap(({ steps }) => steps))),
    truePeak: peak === 0 ? undefined : roundedLevel(decibelsOf(peak)),
    ...{ clicks, samples: stretches.at(-1)?.stop ?? 0, errors: 0, first: '' },
  };
}

function unclean(problem: unknown): HeardStretch {
  undecoded(problem);
  return { clean: false, steps: [], peak: 0, clicks: [] };
}

async function hearWhole(
  { handle, table, file }: SoundToCheck,
  samples: number,
  joins: readonly SoundJoin[],
  checking: Checking,
): Promise<Heard> {
  const durationSeconds = samples / SAMPLES_PER_SECOND;
  const audio = { codec: '', samplesPerSecond: SAMPLES_PER_SECOND, channels: CHANNELS, durationSeconds };
  const digest = await digestPackets(handle, table, 0, table.packets);
  const heard = await holdResult(checking.cache, ['sound', digest, samples, joins], () =>
    hearSound(file, { ...checking, audio, joins }),
  ).catch(undecoded);
  return { ...heard, clicks: heard.clicks.map((click) => click ?? undefined) };
}
