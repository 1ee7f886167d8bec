import { createHash } from 'node:crypto';
import { inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

/** The pictures of a film as ffmpeg decodes them, in a pixel format of raw video. */
export async function decodeFrames(
  ffmpeg: string,
  file: string,
  picture: { readonly width: number; readonly height: number; readonly format: 'gray' | 'yuv420p' | 'rgb24' },
): Promise<readonly Uint8Array[]> {
  const bytesPerPixel = { gray: 1, yuv420p: 1.5, rgb24: 3 }[picture.format];
  const size = picture.width * picture.height * bytesPerPixel;
  const bytes = await decode(ffmpeg, file, [
    ...['-map', '0:v:0', '-pix_fmt', picture.format, '-f', 'rawvideo', 'pipe:1'],
  ]);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** A digest of every decoded picture of a film. */
export async function pictureDigests(
  ffmpeg: string,
  file: string,
  size: { readonly width: number; readonly height: number },
): Promise<readonly string[]> {
  const frames = await decodeFrames(ffmpeg, file, { ...size, format: 'yuv420p' });
  return frames.map((frame) => createHash('sha256').update(frame).digest('hex').slice(0, 16));
}

/** The sound of a film, one channel after the other, at 48 kHz. */
export async function decodeSound(
  ffmpeg: string,
  file: string,
): Promise<readonly [left: Float32Array, right: Float32Array]> {
  const bytes = await decode(ffmpeg, file, [
    '-map',
    '0:a:0',
    '-ac',
    '2',
    '-ar',
    '48000',
    '-f',
    'f32le',
    'pipe:1',
  ]);
  const samples = new Float32Array(new Uint8Array(bytes).buffer);
  return [samples.filter((_, index) => index % 2 === 0), samples.filter((_, index) => index % 2 === 1)];
}

/** Root mean square of samples. */
export function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}

/** How much of a tone is in samples of 48 kHz, as its amplitude (Goertzel). */
export function toneIn(samples: Float32Array, hertz: number): number {
  let [real, imaginary] = [0, 0];
  samples.forEach((sample, index) => {
    const angle = (2 * Math.PI * hertz * index) / 48_000;
    real += sample * Math.cos(angle);
    imaginary += sample * Math.sin(angle);
  });
  return (2 * Math.hypot(real, imaginary)) / Math.max(1, samples.length);
}

async function decode(ffmpeg: string, file: string, output: readonly string[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  await runFfmpeg({
    ffmpeg,
    args: [...inputFile(file), ...output],
    onOutput: (chunk) => void chunks.push(chunk),
  });
  return Buffer.concat(chunks);
}
