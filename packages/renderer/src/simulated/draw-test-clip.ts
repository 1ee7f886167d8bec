import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hueOf } from '../animatic/palette.ts';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { drawTestCard, type Pixels, type TestCard } from './draw-test-card.ts';

/** A clip that stands for one of a paid service. */
export type TestClip = {
  readonly seconds: number;
  /** Pixels, both even. */
  readonly width: number;
  readonly height: number;
  /** Whether it has sound: a tone. */
  readonly audio: boolean;
  /** What is to be read on it, beside a running clock; a test picture where absent. */
  readonly card?: TestCard;
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string;
};

const FRAMES_PER_SECOND = 30;

/**
 * Makes a clip with a moving test picture or a card, in the form in which services send theirs: H.264 at 30 frames a second
 * in an MP4 whose index comes first. Quick rather than small or fine: of a test picture one second is encoded, and
 * repeated.
 *
 * @throws The signal's reason, or what `runFfmpeg` throws.
 */
export async function drawTestClip(
  clip: TestClip,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'storyboard-test-clip-'));
  const run = (args: readonly string[]) => runFfmpeg({ ffmpeg: clip.ffmpeg, signal: options.signal, args });
  try {
    const args = await (clip.card === undefined
      ? pictureClip(clip, folder, run)
      : cardClip(clip, clip.card, folder));
    const file = join(folder, 'clip.mp4');
    await run([...args, ...soundOf(clip), ...BIT_EXACT, '-movflags', '+faststart', '-y', fileName(file)]);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const BIT_EXACT = ['-fflags', '+bitexact', '-flags:a', '+bitexact'] as const;

/** The inputs and pictures of a clip of one second, repeated. */
async function pictureClip(
  clip: TestClip,
  folder: string,
  run: (args: readonly string[]) => Promise<unknown>,
): Promise<readonly string[]> {
  const second = join(folder, 'second.mp4');
  await run([...pictureOf(clip.width, clip.height), '-y', fileName(second)]);
  return [
    ...inputFile(second, ['-stream_loop', String(Math.ceil(clip.seconds) - 1)]),
    ...toneOf(clip, 330),
    ...['-c:v', 'copy', '-frames:v', String(framesOf(clip))],
  ];
}

/** The same of a card: its still, its clock that moves up by a step every tenth of a second, and a bar that grows. */
async function cardClip(clip: TestClip, card: TestCard, folder: string): Promise<readonly string[]> {
  const { width, height } = clip;
  const { still, clock } = await drawTestCard(card, clip);
  const step = clock.height / clock.steps;
  const bar = 2 * Math.ceil(height / 120);
  const repeated = `loop=loop=-1:size=1,setpts=N/${FRAMES_PER_SECOND}/TB`;
  const colours = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
  const filters = [
    `[0:v]${colours},${repeated}[still]`,
    `[1:v]${colours},${repeated},crop=${clock.width}:${step}:0:'${step}*min(${clock.steps - 1},floor(n/3))'[clock]`,
    `color=c=white:s=${width}x${bar}:r=${FRAMES_PER_SECOND},format=yuv420p[bar]`,
    `[still][clock]overlay=${clock.x}:${clock.y}[told]`,
    `[told][bar]overlay=x='-w+2*floor(w*(n+1)/${framesOf(clip)}/2)':y=${height - bar}:eval=frame,setsar=1[v]`,
  ];
  return [
    ...(await rawInput(still, join(folder, 'still.rgba'))),
    ...(await rawInput(clock, join(folder, 'clock.rgba'))),
    ...toneOf(clip, 220 + hueOf(card.job)),
    ...['-filter_complex', filters.join(';'), '-map', '[v]', ...(clip.audio ? ['-map', '2:a'] : [])],
    ...['-frames:v', String(framesOf(clip)), ...ENCODING],
  ];
}

async function rawInput({ width, height, rgba }: Pixels, file: string): Promise<readonly string[]> {
  await writeFile(file, rgba);
  const form = ['-f', 'rawvideo', '-pixel_format', 'rgba', '-video_size', `${width}x${height}`];
  return [...form, '-framerate', String(FRAMES_PER_SECOND), '-i', fileName(file)];
}

function framesOf({ seconds }: TestClip): number {
  return Math.round(seconds * FRAMES_PER_SECOND);
}

function toneOf({ audio, seconds }: TestClip, hertz: number): readonly string[] {
  return audio ? ['-f', 'lavfi', '-i', `sine=frequency=${hertz}:sample_rate=48000:duration=${seconds}`] : [];
}

function soundOf({ audio }: TestClip): readonly string[] {
  return audio ? ['-c:a', 'aac', '-b:a', '128k'] : [];
}

/** A test picture is drawn small, and enlarged: that is what takes the time. */
function pictureOf(width: number, height: number): readonly string[] {
  const size = `${Math.ceil(width / 8) * 2}x${Math.ceil(height / 8) * 2}`;
  return [
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${FRAMES_PER_SECOND}:duration=1`],
    ...['-vf', `scale=${width}:${height}:flags=neighbor,format=yuv420p,setsar=1`],
    ...ENCODING,
    ...['-f', 'mp4'],
  ];
}

const ENCODING: readonly string[] = [
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '23', '-threads', '2'],
  ...['-g', String(FRAMES_PER_SECOND), '-bf', '0', '-fflags', '+bitexact', '-flags:v', '+bitexact'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
  ...['-video_track_timescale', String(FRAMES_PER_SECOND * 512)],
];
