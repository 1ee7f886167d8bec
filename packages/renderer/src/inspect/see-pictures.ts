import { type FrameRate, framesToSeconds, type PictureSize } from '@storyboard/core';
import { timeoutFor } from '../assemble/assembly.ts';
import { inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { createErrorCount, type ErrorCount } from './count-errors.ts';
import type { Stretch } from './cut.ts';
import { createPictureWatch, type Grid, gridBytes, gridOf, type SeenPictures } from './picture-watch.ts';

/** Which pictures of a film are looked at, and with what. */
export type SeePictures = {
  readonly ffmpeg: string;
  readonly size: PictureSize;
  /** How many there should be. */
  readonly frames: number;
  /** Only some of them, for a film at an even rate; counted from its first frame. */
  readonly only?: Stretch & { readonly frameRate: FrameRate };
  readonly signal?: AbortSignal | undefined;
  /** Takes each of them, small. */
  readonly onPicture?: (picture: Uint8Array, grid: Grid) => void;
  /** Takes how many were seen. */
  readonly onProgress?: (frames: number) => void;
};

/**
 * Decodes a film's pictures once and looks at every one of them, small.
 *
 * @throws StoryboardError `ffmpeg-failed` where none can be decoded; the signal's reason
 */
export async function seePictures(
  file: string,
  { ffmpeg, size, frames, only, signal, onPicture, onProgress }: SeePictures,
): Promise<SeenPictures & ReturnType<ErrorCount['end']>> {
  const grid = gridOf(size);
  const bytes = gridBytes(grid);
  const watch = createPictureWatch(grid);
  const log = createErrorCount();
  let rest: Buffer = Buffer.alloc(0);
  let seen = 0;
  // One picture out for each one in, whatever the file's clock says.
  const each = `settb=1/25,setpts=N,scale=${grid.width}:${grid.height}:flags=area:out_range=tv,format=yuv420p`;
  await runFfmpeg({
    ffmpeg,
    args: [
      ...inputFile(file, only === undefined ? [] : seekTo(only)),
      ...['-map', '0:v:0', '-an', '-sn', '-dn', '-vf', each, '-r', '25'],
      ...(only === undefined ? [] : ['-frames:v', String(only.to - only.from)]),
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    signal,
    timeoutMs: timeoutFor(frames),
    onLog: log.add,
    onOutput: (chunk) => {
      const all = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
      const whole = Math.floor(all.length / bytes);
      for (let index = 0; index < whole; index += 1) {
        const picture = all.subarray(index * bytes, (index + 1) * bytes);
        watch.add(picture);
        onPicture?.(picture, grid);
      }
      rest = all.subarray(whole * bytes);
      seen += whole;
      onProgress?.(seen);
    },
  });
  return { ...watch.end(), ...log.end() };
}

/** Half a frame early, so that no rounding skips the frame that is wanted. */
function seekTo({ from, frameRate }: Stretch & { readonly frameRate: FrameRate }): readonly string[] {
  return from === 0 ? [] : ['-ss', framesToSeconds(from - 0.5, frameRate).toFixed(6)];
}
