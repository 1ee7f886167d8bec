import { type FileHandle, open } from 'node:fs/promises';
import type { FilmSound, Finding, PictureSize } from '@storyboard/core';
import type { ContentCache } from '../assemble/content-cache.ts';
import { holdResult } from '../assemble/hold-result.ts';
import { runPool } from '../assemble/run-pool.ts';
import type { PacketTable } from '../mp4/packet-table.ts';
import { pictureOrder } from '../mp4/picture-order.ts';
import { readMovie } from '../mp4/read-movie.ts';
import { checkSound } from './check-sound.ts';
import type { Cut } from './cut.ts';
import { digestPackets } from './digest-packets.ts';
import { doubtfulStretches } from './doubtful-stretches.ts';
import { pictureFindings } from './picture-findings.ts';
import { readStructure } from './read-structure.ts';
import { seePictures } from './see-pictures.ts';
import { structureFindings } from './structure-findings.ts';
import { undecodableFindings } from './undecodable-findings.ts';
import { undecoded } from './undecoded.ts';

/** A film that was just made, and what it should be. */
export type FilmToCheck = {
  /** Absolute path. */
  readonly file: string;
  readonly cut: Cut;
  readonly size: PictureSize;
  /** LUFS that are asked for. */
  readonly loudness: number | undefined;
};

/** What a film is checked with. */
export type Checking = {
  readonly ffmpeg: string;
  /** Keeps what was seen and heard, by the bytes of the pictures and of the sound. */
  readonly cache: ContentCache;
  readonly concurrency: number;
  readonly signal: AbortSignal;
};

/**
 * Looks at a film of ours once it is made, as far as something can have gone wrong: its tables, all of its sound, and the
 * stretches that hardly have any bytes. What was seen or heard in an earlier film is not decoded again.
 *
 * @throws StoryboardError `assembly-failed`, `ffmpeg-not-found`; the signal's reason
 */
export async function checkFilm(
  film: FilmToCheck,
  checking: Checking,
): Promise<{ readonly sound: FilmSound; readonly findings: readonly Finding[] }> {
  const { file, cut } = film;
  const movie = await readMovie(file);
  if (movie === undefined) {
    const message = 'Its own tables cannot be read.';
    return { sound: SILENCE, findings: [{ code: 'undecodable', message }] };
  }
  const pictures = movie.tables.find(({ kind }) => kind === 'pictures');
  const sound = movie.tables.find(({ kind }) => kind === 'sound');
  await using handle = await open(file, 'r');
  const seen = pictures === undefined ? [] : await look(handle, pictures, film, checking);
  const heard =
    sound === undefined ? undefined : await checkSound({ handle, table: sound, ...film }, checking);
  const findings = [...structureFindings(readStructure(movie), cut), ...seen, ...(heard?.findings ?? [])];
  return {
    sound: heard?.sound ?? SILENCE,
    findings: findings.sort((a, b) => (a.seconds ?? -1) - (b.seconds ?? -1)),
  };
}

const SILENCE: FilmSound = { loudness: undefined, truePeak: undefined };

async function look(
  handle: FileHandle,
  table: PacketTable,
  { file, cut, size }: FilmToCheck,
  checking: Checking,
): Promise<readonly Finding[]> {
  const places = pictureOrder(table)?.places;
  if (places === undefined || table.packets !== cut.frames) return [];
  const shown = Array.from(places, (place, packet) => ({ place, packet })).sort((a, b) => a.place - b.place);
  const coded = {
    sizes: shown.map(({ packet }) => table.sizes[packet] ?? 0),
    sync: shown.map(({ packet }) => table.sync[packet] === 1),
  };
  const stretches = doubtfulStretches(coded, size, cut);
  const parts = await runPool(stretches, checking.concurrency, checking.signal, async (only, signal) => {
    const packets = shown.slice(only.from, only.to).map(({ packet }) => packet);
    const first = lastSync(table, Math.min(...packets));
    const digest = await digestPackets(handle, table, first, Math.max(...packets) + 1);
    const frames = only.to - only.from;
    const what = ['pictures', digest, only.from - (places[first] ?? 0), frames, size.width, size.height];
    const { frameRate } = cut;
    return holdResult(checking.cache, what, () =>
      seePictures(file, { ...checking, signal, size, frames, only: { ...only, frameRate } }),
    ).catch(undecoded);
  });
  return parts.flatMap(({ black, still, errors, first, frames }, index) => {
    const { from, to } = stretches[index] ?? { from: 0, to: 0 };
    const moved = <Part extends { readonly from: number; readonly to: number }>(part: Part): Part => ({
      ...part,
      from: part.from + from,
      to: part.to + from,
    });
    const seconds = (from * cut.frameRate.denominator) / cut.frameRate.numerator;
    const decoding = {
      kind: 'pictures',
      errors,
      first,
      seconds,
      expected: to - from,
      got: frames,
      tolerance: 0,
    } as const;
    return [
      ...undecodableFindings(decoding, file),
      ...pictureFindings({ black: black.map(moved), still: still.map(moved) }, cut.frameRate, cut),
    ];
  });
}

/** The last packet, up to one, that decoding can start with. */
function lastSync({ sync }: PacketTable, packet: number): number {
  let first = packet;
  while (first > 0 && sync[first] !== 1) first -= 1;
  return first;
}
