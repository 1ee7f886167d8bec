import { mkdir } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { writeWhole } from '../files/write-whole.ts';
import { readColoursAs } from '../media/colour.ts';
import { unreadable } from '../media/open-mp4.ts';
import { probeMedia, type VideoFacts } from '../media/probe-media.ts';

/** One frame of a film that is wanted as a picture. */
export type Poster = {
  /** Path of an MP4 or QuickTime file. */
  readonly film: string;
  /** From the film's first frame; the nearest frame for a time outside of the film. */
  readonly atSeconds: number;
  /** Ends in `.jpg`, `.jpeg` or `.png`; the picture has the film's size. */
  readonly outFile: string;
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string;
};

const TIMEOUT_MS = 5 * 60_000;

/**
 * Draws one frame of a film as a JPEG or PNG. The same film gives the same bytes. The file appears whole or not at all.
 *
 * @throws RangeError for another ending; the signal's reason; StoryboardError `media-unreadable` where the film has no
 * pictures, `ffmpeg-failed` where they cannot be decoded.
 */
export async function drawPoster(
  poster: Poster,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const [film, outFile] = [resolve(poster.film), resolve(poster.outFile)];
  const picture = PICTURES[extname(outFile).toLowerCase()];
  if (picture === undefined) throw new RangeError(`A poster is a .jpg or a .png, not ${extname(outFile)}.`);
  const { video } = await probeMedia(film);
  if (video === undefined) throw unreadable(film, 'holds no pictures');
  const size = `w=${video.displayWidth}:h=${video.displayHeight}`;
  const scale = `scale=${size}:flags=lanczos+accurate_rnd+full_chroma_int:in_color_matrix=${readColoursAs(video)}`;
  await mkdir(dirname(outFile), { recursive: true });
  await writeWhole(outFile, (unfinished) =>
    runFfmpeg({
      ffmpeg: poster.ffmpeg,
      args: [
        ...['-abort_on', 'empty_output'],
        ...inputFile(film, ['-threads', '2', '-ss', placeOf(video, poster.atSeconds)]),
        ...['-map', '0:v:0', '-an', '-sn', '-dn', '-frames:v', '1'],
        ...['-vf', `${scale}${picture.scale},setsar=1,format=${picture.format}`],
        ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact', ...picture.encoding],
        // The other picture muxer takes a percent sign in the name for a place to count in.
        ...['-f', 'image2pipe', fileName(unfinished)],
      ],
      signal: options.signal,
      timeoutMs: TIMEOUT_MS,
    }),
  );
}

const JPEG = {
  scale: ':out_color_matrix=bt601:out_range=pc',
  format: 'yuvj420p',
  encoding: ['-c:v', 'mjpeg', '-q:v', '2', '-huffman', 'optimal'],
};
const PICTURES: Readonly<Record<string, typeof JPEG>> = {
  '.jpg': JPEG,
  '.jpeg': JPEG,
  '.png': { scale: '', format: 'rgb24', encoding: ['-c:v', 'png'] },
};

/** When the frame begins that is shown at a time, from the first one; exactly, so that no other is nearer. */
function placeOf({ ticks, ticksPerSecond }: VideoFacts, atSeconds: number): string {
  const first = ticks[0] ?? 0;
  const tick = ticks.findLast((start) => start - first <= atSeconds * ticksPerSecond + 0.5) ?? first;
  return ((tick - first) / ticksPerSecond).toFixed(6);
}
