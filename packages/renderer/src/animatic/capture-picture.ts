import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

/** A film that has not given a frame by then gives none. */
const TIME_LIMIT_MS = 60_000;
/** A bitmap of 1920 pixels either way, with its header. */
const MOST_BYTES = 16 * 1024 * 1024;

/** One frame to be taken out of a video. */
export type Capture = {
  /** Arguments that open the input. */
  readonly input: readonly string[];
  /** Filters that choose the frame, then the largest size either way, in pixels. */
  readonly choose?: string;
  readonly largest: number;
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * One frame of a video as the bytes of a bitmap file, with square pixels; empty where the video has no such frame.
 *
 * @throws The signal's reason; StoryboardError where the video cannot be read.
 */
export async function capturePicture(capture: Capture): Promise<Buffer> {
  const { input, choose, largest, ffmpeg, signal } = capture;
  const fit = `scale=iw*sar:ih,setsar=1,scale=w='min(${largest},iw)':h='min(${largest},ih)':force_original_aspect_ratio=decrease`;
  const filters = choose === undefined ? fit : `${choose},${fit}`;
  const output = ['-frames:v', '1', '-c:v', 'bmp', '-pix_fmt', 'bgr24', '-f', 'image2pipe', 'pipe:1'];
  const chunks: Uint8Array[] = [];
  let size = 0;
  await runFfmpeg({
    ffmpeg,
    args: ['-threads', '1', ...input, '-map', '0:v:0', '-vf', filters, ...output],
    onOutput: (chunk) => {
      size += chunk.length;
      if (size > MOST_BYTES) throw new RangeError('The frame is larger than it can be.');
      chunks.push(chunk);
    },
    signal,
    timeoutMs: TIME_LIMIT_MS,
  });
  return Buffer.concat(chunks);
}
