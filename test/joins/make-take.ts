import { rm, writeFile } from 'node:fs/promises';
import { fileName } from '../../packages/renderer/src/ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../../packages/renderer/src/ffmpeg/run-ffmpeg.ts';
import type { Workbench } from '../../packages/renderer/src/testing/workbench.ts';
import { CODED, drawCode } from './bar-code.ts';
import { chirp, SAMPLES_PER_SECOND } from './chirp.ts';

/** A take in which every frame and every sample can be recognised. */
export type Take = {
  readonly shot: number;
  readonly frames: number;
  /** As ffmpeg writes it; 24 by default. */
  readonly rate: string;
  readonly width: number;
  readonly height: number;
  /** Codec and pixel format; H.264 as the film has it by default. */
  readonly video: readonly string[];
  /** None where it makes no sound. */
  readonly sound: { readonly samplesPerSecond: number; readonly channels: 1 | 2 } | undefined;
  /** The file that `makeTake` wrote. */
  readonly file: string;
};

const BT709 = [
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-colorspace',
  'bt709',
  '-color_range',
  'tv',
];

/** H.264 that a film takes over as it is, with a sync sample every so many frames. */
export function h264(keyframeInterval: number, bFrames = 2): readonly string[] {
  return [
    ...['-c:v', 'libx264', '-profile:v', 'high', '-pix_fmt', 'yuv420p', '-preset', 'veryfast', '-crf', '14'],
    ...['-threads', '1', '-bf', String(bFrames), '-g', String(keyframeInterval)],
    ...['-x264-params', 'scenecut=0:open-gop=0', ...BT709],
  ];
}

/** How many seconds a take of so many frames lasts. */
export function takeSeconds({ frames, rate }: Pick<Take, 'frames' | 'rate'>): number {
  const [numerator = 24, denominator = 1] = rate.split('/').map(Number);
  return (frames * denominator) / numerator;
}

/** Makes a take; what is left out is as a film of 24 frames per second needs it. */
export async function makeTake(
  bench: Workbench,
  wanted: Pick<Take, 'shot' | 'frames'> & Partial<Take>,
): Promise<Take> {
  const take: Take = {
    ...{ rate: '24', ...CODED, video: h264(wanted.frames) },
    ...{ sound: { samplesPerSecond: SAMPLES_PER_SECOND, channels: 2 } as const },
    ...{ file: bench.path(`shot ${wanted.shot}.mp4`), ...wanted },
  };
  const soundFile = `${take.file}.f32`;
  if (take.sound !== undefined) await writeFile(soundFile, soundOf(take, take.sound));
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [
      ...['-y', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${take.width}x${take.height}`],
      ...['-r', take.rate, '-i', 'pipe:0', ...soundInput(take, soundFile), ...take.video],
      ...(take.sound === undefined ? [] : ['-c:a', 'aac', '-b:a', '320k', '-aac_pns', '0', '-aac_is', '0']),
      ...['-f', 'mp4', fileName(take.file)],
    ],
    input: pictures(take),
  });
  if (take.sound !== undefined) await rm(soundFile);
  return take;
}

function soundInput({ sound }: Take, file: string): readonly string[] {
  if (sound === undefined) return [];
  const { samplesPerSecond, channels } = sound;
  return ['-f', 'f32le', '-ar', String(samplesPerSecond), '-ac', String(channels), '-i', fileName(file)];
}

function* pictures(take: Take): Generator<Uint8Array> {
  for (let frame = 0; frame < take.frames; frame += 1) yield drawCode({ shot: take.shot, frame }, take);
}

function soundOf(take: Take, { samplesPerSecond, channels }: NonNullable<Take['sound']>): Uint8Array {
  const source = { shot: take.shot, seconds: takeSeconds(take), channels };
  const left = chirp(source, 'left', samplesPerSecond);
  const right = chirp(source, 'right', samplesPerSecond);
  const samples = new Float32Array(left.length * channels);
  left.forEach((sample, index) => {
    samples[index * channels] = sample;
    if (channels === 2) samples[index * 2 + 1] = right[index] ?? 0;
  });
  return new Uint8Array(samples.buffer);
}
