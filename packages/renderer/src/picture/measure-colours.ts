import { readFile, stat } from 'node:fs/promises';
import type { PictureSize, Timeline, TimelineClip } from '@storyboard/core';
import { timeoutFor } from '../assemble/assembly.ts';
import type { ContentCache } from '../assemble/content-cache.ts';
import { normaliseFilter } from '../assemble/normalise-filter.ts';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { VideoFacts } from '../media/probe-media.ts';
import type { Colours } from './colour-gains.ts';

/** Which colours of which clip are wanted. */
export type ColoursWanted = {
  readonly clip: TimelineClip;
  readonly file: string;
  readonly video: VideoFacts;
  /** The first frames that the film uses of it, or the last. */
  readonly end: 'head' | 'tail';
  readonly timeline: Timeline;
  readonly ffmpeg: string;
  readonly cache: ContentCache;
  readonly signal: AbortSignal;
};

/** A third of a second: what is seen on one side of a cut. */
const FRAMES = 8;
/** Of the pictures that are looked at. */
const WIDTH = 32;
/** Fitted larger by this, so that what fitting rounds off does not count. */
const FITTED = 6;

/** The colours of the frames at one end of a clip, made small, as they would be in the film; held by content. */
export async function measureColours(wanted: ColoursWanted): Promise<Colours> {
  const { clip, file, ffmpeg, cache, signal } = wanted;
  const frames = Math.min(FRAMES, clip.frames);
  const size = smallSize(wanted.timeline.size);
  const command = (outFile: string) => coloursCommand(wanted, frames, size, outFile);
  const bytes = size.width * size.height * 3 * frames;
  const held = await cache.hold({
    args: command('').slice(0, -1),
    sources: [file],
    extension: 'rgb',
    make: (outFile) =>
      runFfmpeg({ ffmpeg, args: command(outFile), signal, timeoutMs: timeoutFor(clip.frames) }),
    problem: async (made) => {
      const { size: sizeBytes } = await stat(made);
      return sizeBytes === bytes ? undefined : 'its colours could not be measured.';
    },
  });
  return readFile(held);
}

function coloursCommand(
  { clip, file, video, end, timeline }: ColoursWanted,
  frames: number,
  size: PictureSize,
  outFile: string,
): readonly string[] {
  const from = end === 'head' ? 0 : clip.frames - frames;
  const { frameRate } = timeline;
  // Cropped, because the edges of a picture that stands in the film are not its colours.
  const fitted = { width: size.width * FITTED, height: size.height * FITTED };
  const pictures = normaliseFilter({ video, from, frames, fit: 'crop', size: fitted, frameRate }, 'a');
  const small = `scale=w=${size.width}:h=${size.height}:flags=area:in_color_matrix=bt709:in_range=tv`;
  return [
    ...inputFile(file, ['-threads', '2']),
    ...['-filter_complex', `[0:v:0]${pictures},${small},format=rgb24[colours]`],
    ...['-map', '[colours]', '-frames:v', String(frames), '-fflags', '+bitexact'],
    ...['-f', 'rawvideo', fileName(outFile)],
  ];
}

function smallSize({ width, height }: PictureSize): PictureSize {
  return { width: WIDTH, height: Math.max(2, 2 * Math.round((WIDTH * height) / width / 2)) };
}
