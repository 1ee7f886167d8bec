import { resolve } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { pieceEncoding, rateText } from '../assemble/encoding.ts';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { writeWhole } from '../files/write-whole.ts';
import { probeMedia } from '../media/probe-media.ts';

/** Frames to be encoded, all of one size, each drawn when its turn comes. */
export type FrameSource = {
  readonly width: number;
  readonly height: number;
  readonly frameRate: { readonly numerator: number; readonly denominator: number };
  readonly frames: number;
  /** RGBA pixels of the frame of this number, counted from 0; the buffer is not written to again. */
  readonly frameAt: (frame: number) => Buffer;
};

/**
 * Encodes frames into an MP4 clip without sound in the uniform form of a film. The file appears whole or not at all;
 * an abort ends ffmpeg at once.
 *
 * @throws The signal's reason, or what `runFfmpeg` throws; StoryboardError `ffmpeg-failed` for a clip that is not whole.
 */
export async function encodeFrames(
  source: FrameSource,
  outFile: string,
  ffmpeg: string,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void } = {},
): Promise<void> {
  const { signal, onProgress } = options;
  function* frames(): Generator<Buffer> {
    for (let frame = 0; frame < source.frames; frame++) {
      yield source.frameAt(frame);
      onProgress?.((frame + 1) / source.frames);
    }
  }
  await writeWhole(resolve(outFile), async (unfinished) => {
    await runFfmpeg({ ffmpeg, args: encodeArguments(source, unfinished), input: frames(), signal });
    await checkWhole(unfinished, source.frames);
  });
}

/** Some versions of ffmpeg call it a success when the disk was full half-way. */
async function checkWhole(file: string, frames: number): Promise<void> {
  const written = await probeMedia(file).catch((cause: unknown) => {
    const reason = cause instanceof Error ? ` ${cause.message}` : '';
    throw incomplete(`ffmpeg wrote a clip that is not whole.${reason}`, cause);
  });
  const count = written.video?.frames ?? 0;
  if (count !== frames) throw incomplete(`ffmpeg wrote ${count} of ${frames} frames.`);
}

function incomplete(message: string, cause?: unknown): StoryboardError {
  return new StoryboardError('ffmpeg-failed', message, { hint: 'The disk may be full.', cause });
}

const FILTERS = [
  'scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int+bitexact',
  'format=yuv420p',
  'setsar=1',
];

/** ffmpeg's arguments after its general ones: raw frames from its standard input, an MP4 file out of it. */
function encodeArguments(source: FrameSource, outFile: string): readonly string[] {
  const { width, height, frameRate } = source;
  const keyframeInterval = Math.max(1, Math.round(frameRate.numerator / frameRate.denominator));
  return [
    ...['-protocol_whitelist', 'pipe', '-f', 'rawvideo', '-pixel_format', 'rgba'],
    ...['-video_size', `${width}x${height}`, '-framerate', rateText(frameRate), '-i', 'pipe:0'],
    ...['-map', '0:v', '-vf', FILTERS.join(','), '-frames:v', `${source.frames}`],
    ...pieceEncoding({ frameRate }),
    ...['-g', `${keyframeInterval}`],
    ...['-movflags', '+faststart', '-y', fileName(outFile)],
  ];
}
