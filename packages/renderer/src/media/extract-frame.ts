import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { writeWhole } from '../files/write-whole.ts';
import { canToneMap } from '../picture/check-light.ts';
import { dynamicRange } from './colour.ts';
import { extractFrameCommand } from './extract-frame-command.ts';
import { unreadable } from './open-mp4.ts';
import { probeMedia, type VideoFacts } from './probe-media.ts';

/** Which frame of which file is wanted as a picture. */
export type ExtractFrame = {
  readonly file: string;
  /** The last frame, or the one that is shown at a number of seconds; the nearest for a time outside of the file. */
  readonly at: 'last' | number;
  /** A PNG with square pixels, turned as it is to be shown. */
  readonly outFile: string;
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Writes one frame as a PNG, by counting frames, never by seeking; the file appears whole or not at all.
 *
 * @throws StoryboardError `media-unreadable` when there are no pictures, `ffmpeg-failed` when they cannot be decoded.
 */
export async function extractFrame(wanted: ExtractFrame): Promise<void> {
  const file = resolve(wanted.file);
  const outFile = resolve(wanted.outFile);
  const { video } = await probeMedia(file);
  if (video === undefined) throw unreadable(file, 'holds no pictures');
  // A frame that is too grey is better than none.
  const toneMapped = dynamicRange(video) === 'sdr' || (await canToneMap(wanted.ffmpeg, wanted.signal));
  const index = wanted.at === 'last' ? video.frames - 1 : frameAt(video, wanted.at);
  await mkdir(dirname(outFile), { recursive: true });
  await writeWhole(outFile, (unfinished) =>
    runFfmpeg({
      ffmpeg: wanted.ffmpeg,
      args: extractFrameCommand({ file, video, index, outFile: unfinished, toneMapped }),
      signal: wanted.signal,
      timeoutMs: 10 * 60_000 + index * 1000,
    }),
  );
}

/** Times count from the first frame; half a tick is forgiven, because seconds are rarely exact. */
function frameAt({ ticks, ticksPerSecond }: VideoFacts, seconds: number): number {
  const start = ticks[0] ?? 0;
  const next = ticks.findIndex((tick) => tick - start > seconds * ticksPerSecond + 0.5);
  return next === -1 ? ticks.length - 1 : Math.max(0, next - 1);
}
