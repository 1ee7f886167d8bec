import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { frameToSample, StoryboardError, type Timeline } from '@storyboard/core';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { writeWhole } from '../files/write-whole.ts';
import { probeMedia } from '../media/probe-media.ts';
import { type Assembly, timeoutFor } from './assembly.ts';
import { SAMPLES_PER_SECOND } from './encoding.ts';
import { filmCommand, pieceList } from './film-command.ts';
import type { MadePiece } from './make-pieces.ts';

/** A film that is finished and was checked. */
export type JoinedFilm = { readonly samples: number; readonly sizeBytes: number };

const JOIN_SHARE = 0.01;

/** What the joining weighs in the whole work, in encoded frames. */
export function joinWeight({ timeline }: Pick<Assembly, 'timeline'>): number {
  return timeline.frames * JOIN_SHARE;
}

/**
 * Joins pieces and sound into the film, checks that its frames and samples are exactly the timeline's, and only then
 * gives it its name; until then, and after a failure, nothing of it is to be seen.
 *
 * @throws StoryboardError `assembly-failed` when the film is not what it should be.
 */
export async function joinFilm(
  pieces: readonly MadePiece[],
  soundFile: string,
  outFile: string,
  assembly: Assembly,
  signal: AbortSignal | undefined,
): Promise<JoinedFilm> {
  const { timeline } = assembly;
  const part = assembly.meter.part(joinWeight(assembly));
  // The list lies beside the work folder, so that the names in it lead down only.
  const folder = dirname(assembly.workFolder);
  const list = `${basename(assembly.workFolder)}.txt`;
  const named = pieces.map(({ file, frames }) => ({
    name: relative(folder, file).split(sep).join('/'),
    frames,
  }));
  await mkdir(dirname(outFile), { recursive: true });
  try {
    await writeFile(join(folder, list), pieceList(named, timeline.frameRate));
    const film = await writeWhole(outFile, async (unfinished) => {
      await runFfmpeg({
        ffmpeg: assembly.ffmpeg,
        folder,
        args: filmCommand({
          list,
          soundFile,
          outFile: unfinished,
          frameRate: timeline.frameRate,
          reorder: Math.max(...pieces.map((piece) => piece.reorder)),
          exactLength: assembly.abilities.movieTimescale,
        }),
        signal,
        timeoutMs: timeoutFor(timeline.frames),
        onProgress: ({ frames }) => part.to(frames / timeline.frames),
      });
      const joined = await checkFilm(unfinished, timeline);
      await writeThrough(unfinished);
      signal?.throwIfAborted();
      return joined;
    });
    part.to(1);
    return film;
  } finally {
    await rm(join(folder, list), { force: true });
  }
}

async function checkFilm(file: string, timeline: Timeline): Promise<JoinedFilm> {
  const { video, audio, sizeBytes } = await probeMedia(file);
  const { frameRate } = timeline;
  const samples = frameToSample(timeline.frames, frameRate, SAMPLES_PER_SECOND);
  const heard = Math.round((audio?.durationSeconds ?? 0) * SAMPLES_PER_SECOND);
  if (video?.frames !== timeline.frames) {
    throw unlike(`it has ${video?.frames ?? 0} frames, the timeline ${timeline.frames}`);
  }
  const seconds = (timeline.frames * frameRate.denominator) / frameRate.numerator;
  const isEven = timeline.frames === 1 || video.frameRate !== undefined;
  if (!isEven || video.startSeconds !== 0 || Math.abs(video.durationSeconds - seconds) > 1e-6) {
    throw unlike('its frames do not follow each other evenly');
  }
  if (heard !== samples) throw unlike(`it has ${heard} samples of sound, the timeline ${samples}`);
  return { samples, sizeBytes };
}

function unlike(what: string): StoryboardError {
  return new StoryboardError('assembly-failed', `The joined film is not what the timeline says: ${what}.`);
}

/** A film that has its name is on the disk, not only on its way there. */
async function writeThrough(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
