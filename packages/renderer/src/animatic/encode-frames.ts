import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

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
 * @throws The signal's reason, or what `runFfmpeg` throws.
 */
export async function encodeFrames(
  source: FrameSource,
  outFile: string,
  ffmpeg: string,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void } = {},
): Promise<void> {
  const { signal, onProgress } = options;
  const temporary = `${outFile}.${randomUUID()}.tmp`;
  function* frames(): Generator<Buffer> {
    for (let frame = 0; frame < source.frames; frame++) {
      yield source.frameAt(frame);
      onProgress?.((frame + 1) / source.frames);
    }
  }
  try {
    await runFfmpeg({ ffmpeg, args: encodeArguments(source, temporary), input: frames(), signal });
    await rename(temporary, outFile);
  } catch (problem) {
    await rm(temporary, { force: true });
    throw problem;
  }
}

/** ffmpeg's arguments after its general ones: raw frames from its standard input, an MP4 file out of it. */
export function encodeArguments(source: FrameSource, outFile: string): readonly string[] {
  const { numerator, denominator } = source.frameRate;
  const keyframe = Math.max(1, Math.round(numerator / denominator));
  return [
    ...['-protocol_whitelist', 'pipe', '-f', 'rawvideo', '-pixel_format', 'rgba'],
    ...['-video_size', `${source.width}x${source.height}`, '-framerate', `${numerator}/${denominator}`],
    ...[
      '-i',
      'pipe:0',
      '-map',
      '0:v',
      '-map_metadata',
      '-1',
      '-fflags',
      '+bitexact',
      '-flags:v',
      '+bitexact',
    ],
    '-vf',
    'scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int+bitexact,format=yuv420p,setsar=1',
    ...['-frames:v', `${source.frames}`, '-c:v', 'libx264', '-profile:v', 'high'],
    // The number of threads and the kind of processor would otherwise show in the bytes.
    ...['-preset', 'faster', '-crf', '18', '-threads', '2', '-g', `${keyframe}`],
    ...['-x264-params', 'stitchable=1:open-gop=0:cpu-independent=1'],
    ...['-color_range', 'tv', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-video_track_timescale', `${numerator * 512}`, '-movflags', '+faststart', '-f', 'mp4', '-y'],
    fileName(outFile),
  ];
}
