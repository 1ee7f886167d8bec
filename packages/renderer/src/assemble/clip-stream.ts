import { isStoryboardError, type Timeline } from '@storyboard/core';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { canRepack } from '../mp4/can-repack.ts';
import { trueKeys } from '../mp4/needs-none-before.ts';
import { readMovie } from '../mp4/read-movie.ts';
import { type PictureStream, readPictures } from '../mp4/read-pictures.ts';
import { tagPictures } from '../mp4/tag-pictures.ts';
import { type ShotMedia, timeoutFor } from './assembly.ts';
import type { ContentCache } from './content-cache.ts';

/** With what the packets of a clip are reached. */
export type ClipReading = {
  readonly cache: ContentCache;
  readonly ffmpeg: string;
  readonly signal: AbortSignal;
};

/**
 * The packets of a clip whose pictures are as the film's. Where only their container is in the way, because it is in
 * fragments or has a list of cuts, they are taken out of a plain copy of it that is held. Undefined where they cannot be
 * had one by one, each at its time.
 *
 * @throws The signal's reason
 */
export async function clipStream(
  { file, facts: { video } }: ShotMedia,
  { frameRate }: Timeline,
  reading: ClipReading,
): Promise<{ readonly stream: PictureStream; readonly repacked: boolean } | undefined> {
  const own = await readPictures(file);
  const stream = own ?? (await repacked(file, video.frames, reading));
  // Odd files can hide things that no index tells; then two readers of it do not agree.
  if (stream?.frames !== video.frames || stream.coding.type !== 'avc1') return undefined;
  const rate = stream.frameRate;
  if (
    rate !== undefined &&
    rate.numerator * frameRate.denominator !== frameRate.numerator * rate.denominator
  ) {
    return undefined;
  }
  const coding = tagPictures(stream.coding);
  if (coding === undefined) return undefined;
  return {
    stream: { ...stream, coding, sync: await trueKeys(stream) },
    repacked: own === undefined,
  };
}

/** Undefined where ffmpeg does not get them out, or there are none to be copied. */
async function repacked(
  file: string,
  frames: number,
  { cache, ffmpeg, signal }: ClipReading,
): Promise<PictureStream | undefined> {
  if (!(await canRepack(file))) return undefined;
  const args = [...inputFile(file), '-map', '0:v:0', '-c', 'copy', '-map_metadata', '-1', ...PLAIN];
  try {
    const plain = await cache.hold({
      args,
      sources: [file],
      extension: 'mp4',
      size: 'small',
      make: (made) =>
        runFfmpeg({ ffmpeg, args: [...args, fileName(made)], signal, timeoutMs: timeoutFor(frames) }),
      problem: async (made) =>
        (await readMovie(made)) === undefined ? 'its pictures did not get into a plain file' : undefined,
    });
    return await readPictures(plain);
  } catch (problem) {
    // They can still be decoded.
    if (isStoryboardError(problem) && FAILED.has(problem.code)) return undefined;
    throw problem;
  }
}

const PLAIN = ['-fflags', '+bitexact', '-f', 'mp4'];
const FAILED: ReadonlySet<string> = new Set(['assembly-failed', 'ffmpeg-failed']);
