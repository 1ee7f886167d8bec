import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

/** A clip that stands for one of a paid service. */
export type TestClip = {
  readonly seconds: number;
  /** Pixels, both even. */
  readonly width: number;
  readonly height: number;
  /** Whether it has sound: a tone. */
  readonly audio: boolean;
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string;
};

const FRAMES_PER_SECOND = 30;

/**
 * Makes a clip with a moving test picture, in the form in which services send theirs: H.264 at 30 frames a second in
 * an MP4 whose index comes first. Quick rather than small or fine: one second of it is encoded, and repeated.
 *
 * @throws The signal's reason, or what `runFfmpeg` throws.
 */
export async function drawTestClip(
  { seconds, width, height, audio, ffmpeg }: TestClip,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'storyboard-test-clip-'));
  const [second, clip] = [join(folder, 'second.mp4'), join(folder, 'clip.mp4')];
  const run = { ffmpeg, signal: options.signal };
  try {
    await runFfmpeg({ ...run, args: [...pictureOf(width, height), '-y', fileName(second)] });
    await runFfmpeg({
      ...run,
      args: [
        ...inputFile(second, ['-stream_loop', String(Math.ceil(seconds) - 1)]),
        ...(audio ? ['-f', 'lavfi', '-i', `sine=frequency=330:sample_rate=48000:duration=${seconds}`] : []),
        ...['-c:v', 'copy', '-frames:v', String(Math.round(seconds * FRAMES_PER_SECOND))],
        ...(audio ? ['-c:a', 'aac', '-b:a', '128k'] : []),
        ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-movflags', '+faststart', '-y', fileName(clip)],
      ],
    });
    return await readFile(clip);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A test picture is drawn small, and enlarged: that is what takes the time. */
function pictureOf(width: number, height: number): readonly string[] {
  const size = `${Math.ceil(width / 8) * 2}x${Math.ceil(height / 8) * 2}`;
  return [
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${FRAMES_PER_SECOND}:duration=1`],
    ...['-vf', `scale=${width}:${height}:flags=neighbor,format=yuv420p,setsar=1`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-threads', '2'],
    ...['-g', String(FRAMES_PER_SECOND), '-bf', '0', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
    ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
    ...['-video_track_timescale', String(FRAMES_PER_SECOND * 512), '-f', 'mp4'],
  ];
}
