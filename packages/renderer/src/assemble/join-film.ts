import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { writeWhole } from '../files/write-whole.ts';
import { cutListOf } from '../mp4/cut-list.ts';
import type { PicturePart } from '../mp4/film-plan.ts';
import type { SoundTrack } from '../mp4/film-tracks.ts';
import { writeFilm } from '../mp4/write-film.ts';
import type { Assembly } from './assembly.ts';
import { pieceFormat } from './encoding.ts';

/** A film that is finished. */
export type JoinedFilm = { readonly samples: number; readonly sizeBytes: number };

const JOIN_SHARE = 0.01;

/** What the joining weighs in the whole work, in encoded frames. */
export function joinWeight({ timeline }: Pick<Assembly, 'timeline'>): number {
  return timeline.frames * JOIN_SHARE;
}

/**
 * Joins pictures and sound into the film and only then gives it its name; until then, and after a failure, nothing of it
 * is to be seen.
 *
 * @throws StoryboardError `assembly-failed` when the film would not be what the timeline says.
 */
export async function joinFilm(
  parts: readonly PicturePart[],
  sound: SoundTrack,
  outFile: string,
  assembly: Assembly,
  signal: AbortSignal | undefined,
): Promise<JoinedFilm> {
  const { timeline, pictures } = assembly;
  const { frameRate, size } = timeline;
  const part = assembly.meter.part(joinWeight(assembly));
  const frames = parts.reduce((sum, { sizes }) => sum + sizes.length, 0);
  if (frames !== timeline.frames) {
    const what = `it has ${frames} frames, the timeline ${timeline.frames}`;
    throw new StoryboardError('assembly-failed', `The joined film is not what the timeline says: ${what}.`);
  }
  await mkdir(dirname(outFile), { recursive: true });
  const sizeBytes = await writeWhole(outFile, async (unfinished) => {
    const container = pieceFormat(pictures);
    const tracks = { parts, sound, frameRate, size };
    const film = { ...tracks, container, cutList: cutListOf(timeline, assembly.drawn), outFile: unfinished };
    const written = await writeFilm(film, { signal, onProgress: (fraction) => part.to(fraction) });
    signal?.throwIfAborted();
    return written;
  });
  part.to(1);
  return { samples: sound.samples, sizeBytes };
}
