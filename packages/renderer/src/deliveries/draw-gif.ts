import { mkdir, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import type { FfmpegProgress } from '../ffmpeg/progress.ts';
import { type FfmpegRun, runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { writeWhole } from '../files/write-whole.ts';
import { readColoursAs } from '../media/colour.ts';
import { unreadable } from '../media/open-mp4.ts';
import { probeMedia } from '../media/probe-media.ts';

/** A film, or its beginning, as a picture that moves. */
export type Gif = {
  /** Path of an MP4 or QuickTime file. */
  readonly film: string;
  /** Pixels; 480 by default, never more than the film has. The height follows. */
  readonly width?: number | undefined;
  /** Frames per second; 12.5 by default, which a GIF's clock of hundredths of a second can keep. */
  readonly fps?: number | undefined;
  /** The most that is drawn of the film, from its start; 30 by default. */
  readonly seconds?: number | undefined;
  readonly outFile: string;
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string;
};

const WIDTH = 480;
const FPS = 12.5;
const SECONDS = 30;
/** Of a palette as a PNG. */
const MOST_PALETTE_BYTES = 64 * 1024;
/** Of frames that are kept on the disk while a GIF is made; those of more are decoded twice. */
const MOST_FRAME_BYTES = 256 * 1024 * 1024;
/** Of the whole work: until the frames are small, and until the colours are chosen. */
const FRAMES_SHARE = 0.4;
const PAINTED_FROM = 0.6;
const DITHER = 'dither=bayer:bayer_scale=3:diff_mode=rectangle';

/**
 * Draws a GIF of a film, which runs without end, in 256 colours chosen for it, and tells how many seconds of the film it
 * shows. Memory does not grow with its length. The same film gives the same bytes; the file appears whole or not at all.
 *
 * @throws The signal's reason; StoryboardError `media-unreadable` where the film has no pictures, `ffmpeg-failed` where
 * they cannot be decoded.
 */
export async function drawGif(
  gif: Gif,
  options: {
    readonly signal?: AbortSignal | undefined;
    /** Takes the fraction that is done. */
    readonly onProgress?: ((fraction: number) => void) | undefined;
  } = {},
): Promise<{ readonly seconds: number }> {
  const { ffmpeg } = gif;
  const { signal, onProgress = () => {} } = options;
  const [film, outFile] = [resolve(gif.film), resolve(gif.outFile)];
  const { video } = await probeMedia(film);
  if (video === undefined) throw unreadable(film, 'holds no pictures');
  const seconds = gifSeconds(video.durationSeconds, gif.seconds);
  const width = Math.max(2, Math.min(video.displayWidth, gif.width ?? WIDTH));
  const height = Math.max(2, Math.round((width * video.displayHeight) / video.displayWidth));
  const scale = `scale=w=${width}:h=${height}:flags=lanczos+accurate_rnd+full_chroma_int:in_color_matrix=${readColoursAs(video)}`;
  const frames = `[0:v:0]fps=${gif.fps ?? FPS},${scale},setsar=1,format=bgra`;
  const fromFilm = { input: inputFile(film, ['-threads', '2', '-t', seconds.toFixed(6)]), frames };
  const run = { ffmpeg, signal, timeoutMs: 10 * 60_000 + video.frames * 5000 };
  await mkdir(dirname(outFile), { recursive: true });
  await writeWhole(outFile, async (unfinished) => {
    const small = `${unfinished}.nut`;
    try {
      // Most of the time goes into decoding; what is decoded and small need not be decoded again.
      const number = seconds * (gif.fps ?? FPS);
      const isFew = number * width * height * 4 <= MOST_FRAME_BYTES;
      const within = (from: number, end: number) => ({
        ...run,
        onProgress: ({ frames }: FfmpegProgress) =>
          onProgress(from + (end - from) * Math.min(1, frames / number)),
      });
      if (isFew) await drawFrames(fromFilm, small, within(0, FRAMES_SHARE));
      const source = isFew ? { input: [...FRAMES_INPUT, fileName(small)], frames: '[0:v:0]null' } : fromFilm;
      const palette = await choosePalette(source, run);
      await paint(source, palette, unfinished, within(PAINTED_FROM, 1));
      onProgress(1);
    } finally {
      await rm(small, { force: true }).catch(() => {});
    }
  });
  return { seconds };
}

type Run = Pick<FfmpegRun, 'ffmpeg' | 'signal' | 'timeoutMs' | 'onProgress'>;

/** Arguments that open a file, and the filters that make the GIF's frames of its pictures. */
type Source = { readonly input: readonly string[]; readonly frames: string };

const FRAMES_INPUT = ['-protocol_whitelist', 'file', '-f', 'nut', '-i'];

/** Writes the frames as they are, before they are brought down to the colours of a palette. */
async function drawFrames({ input, frames }: Source, outFile: string, run: Run): Promise<void> {
  const args = ['-abort_on', 'empty_output', ...input, '-filter_complex', `${frames}[frames]`];
  const output = ['-map', '[frames]', '-c:v', 'rawvideo', '-f', 'nut', fileName(outFile)];
  await runFfmpeg({ ...run, args: [...args, ...output] });
}

/** Chooses the colours, as a PNG. */
async function choosePalette({ input, frames }: Source, run: Run): Promise<readonly Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  await runFfmpeg({
    ...run,
    args: [
      ...['-abort_on', 'empty_output', ...input],
      ...['-filter_complex', `${frames},palettegen=stats_mode=diff[palette]`, '-map', '[palette]'],
      ...['-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'],
    ],
    limits: { outputBytes: MOST_PALETTE_BYTES },
    onOutput: (chunk) => void chunks.push(chunk),
  });
  return chunks;
}

async function paint(
  { input, frames }: Source,
  palette: readonly Uint8Array[],
  outFile: string,
  run: Run,
): Promise<void> {
  await runFfmpeg({
    ...run,
    args: [
      ...['-abort_on', 'empty_output', ...input],
      ...['-protocol_whitelist', 'pipe', '-f', 'png_pipe', '-i', 'pipe:0'],
      ...['-filter_complex', `${frames}[frames];[frames][1:v]paletteuse=${DITHER}[gif]`, '-map', '[gif]'],
      ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', '-c:v', 'gif'],
      ...['-loop', '0', '-f', 'gif', fileName(outFile)],
    ],
    input: palette,
  });
}

/** How many seconds of a film a GIF shows of which so many are wanted. */
export function gifSeconds(filmSeconds: number, wanted: number | undefined): number {
  return Math.min(filmSeconds, wanted ?? SECONDS);
}
