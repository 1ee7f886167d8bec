import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

/** A clip to make for a test; what is left out is as a film of the tests needs it. */
export type TestClip = {
  readonly size?: string;
  readonly rate?: string;
  readonly frames?: number;
  /** An ffmpeg source filter without size and rate. */
  readonly picture?: string;
  /** Filters over the picture. */
  readonly filter?: string;
  /** Replaces the encoder's arguments. */
  readonly video?: readonly string[];
  /** An ffmpeg sound source without duration; none for a clip without sound. */
  readonly sound?: string | undefined;
  readonly soundSeconds?: number;
  /** Further arguments for the output. */
  readonly output?: readonly string[];
  readonly format?: string;
};

/** H.264 as a film of the tests needs it. */
export const FILM_VIDEO: readonly string[] = [
  ...['-c:v', 'libx264', '-profile:v', 'high', '-pix_fmt', 'yuv420p', '-preset', 'veryfast', '-crf', '12'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
];

/** Makes a short clip with ffmpeg. */
export async function makeClip(ffmpeg: string, file: string, clip: TestClip = {}): Promise<string> {
  const { size = '160x96', rate = '24', frames = 24, picture = 'testsrc2' } = clip;
  const separator = picture.includes('=') ? ':' : '=';
  const source = `${picture}${separator}size=${size}:rate=${rate},trim=end_frame=${frames}`;
  const [numerator = 24, denominator = 1] = rate.split('/').map(Number);
  const seconds = clip.soundSeconds ?? (frames * denominator) / numerator;
  await runFfmpeg({
    ffmpeg,
    args: [
      ...['-y', '-f', 'lavfi', '-i', source],
      ...(clip.sound === undefined ? [] : ['-f', 'lavfi', '-t', String(seconds), '-i', clip.sound]),
      ...(clip.filter === undefined ? [] : ['-vf', clip.filter]),
      ...(clip.video ?? FILM_VIDEO),
      ...(clip.sound === undefined ? [] : ['-c:a', 'aac', '-b:a', '128k']),
      ...(clip.output ?? []),
      ...['-f', clip.format ?? 'mp4', fileName(file)],
    ],
  });
  return file;
}

/** Which half of a numbered picture carries its number; the other half is grey. */
export type NumberedHalf = 'top' | 'bottom';

/** Size of numbered pictures; the number is a row of bright and dark bars, the lowest bit on the left. */
export const NUMBERED = { width: 160, height: 96, bits: 10 };
const BAR = NUMBERED.width / NUMBERED.bits;
const [DARK, GREY, BRIGHT] = [40, 126, 212];

/** Makes a clip in which every frame carries its number, counted from `first`. */
export async function makeNumberedClip(
  ffmpeg: string,
  file: string,
  clip: {
    readonly first: number;
    readonly frames: number;
    readonly half: NumberedHalf;
    readonly rate?: string;
    readonly video?: readonly string[];
  },
): Promise<string> {
  function* frames() {
    for (let index = 0; index < clip.frames; index += 1) yield numberedFrame(clip.first + index, clip.half);
  }
  const { width, height } = NUMBERED;
  await runFfmpeg({
    ffmpeg,
    args: [
      ...[
        '-f',
        'rawvideo',
        '-pix_fmt',
        'gray',
        '-s',
        `${width}x${height}`,
        '-r',
        clip.rate ?? '24',
        '-i',
        'pipe:0',
      ],
      ...['-vf', 'scale=out_range=tv,format=yuv420p', ...(clip.video ?? FILM_VIDEO)],
      ...['-f', 'mp4', fileName(file)],
    ],
    input: frames(),
  });
  return file;
}

function numberedFrame(number: number, half: NumberedHalf): Uint8Array {
  const { width, height } = NUMBERED;
  const frame = new Uint8Array(width * height).fill(GREY);
  const top = half === 'top' ? 0 : height / 2;
  for (let y = top; y < top + height / 2; y += 1) {
    for (let x = 0; x < width; x += 1) {
      frame[y * width + x] = (number >> Math.floor(x / BAR)) & 1 ? BRIGHT : DARK;
    }
  }
  return frame;
}

/**
 * Reads the number that a half of a decoded grey picture carries; undefined where the bars are too faint, as at the
 * ends of a transition.
 *
 * @param brightness - How far the whole picture has come out of black.
 */
export function readNumber(frame: Uint8Array, half: NumberedHalf, brightness = 1): number | undefined {
  const { width, height, bits } = NUMBERED;
  const top = half === 'top' ? 0 : height / 2;
  let number = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    let sum = 0;
    let count = 0;
    for (let y = top + 8; y < top + height / 2 - 8; y += 1) {
      for (let x = bit * BAR + 4; x < (bit + 1) * BAR - 4; x += 1) {
        sum += frame[y * width + x] ?? 0;
        count += 1;
      }
    }
    const difference = sum / count - GREY * brightness;
    if (Math.abs(difference) < 4) return undefined;
    if (difference > 0) number |= 1 << bit;
  }
  return number;
}
