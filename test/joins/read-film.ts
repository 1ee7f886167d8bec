import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Workbench } from '../../packages/renderer/src/testing/workbench.ts';

/** A film as ffmpeg decodes it. */
export type DecodedFilm = {
  /** The luma of each picture. */
  readonly pictures: readonly Uint8Array[];
  /** When each picture is shown, in seconds, in this order. */
  readonly shownAt: readonly number[];
  /** Both sides of the sound, at 48 kHz. */
  readonly sound: { readonly left: Float32Array; readonly right: Float32Array };
  /** What ffmpeg complained of. */
  readonly complaints: string;
};

/** Decodes a film completely, nothing added, dropped or doubled. */
export async function readFilm(
  bench: Workbench,
  file: string,
  size: { readonly width: number; readonly height: number },
): Promise<DecodedFilm> {
  const folder = await mkdtemp(bench.path('decoded-'));
  const [pictureFile, timeFile, soundFile] = ['pictures', 'times', 'sound'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const complaints = await complaintsOf(bench.ffmpeg, [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'warning', '-i', `file:${file}`],
    ...[
      '-map',
      '0:v:0',
      '-vsync',
      'passthrough',
      '-pix_fmt',
      'yuv420p',
      '-f',
      'rawvideo',
      `file:${pictureFile}`,
    ],
    // Of the packets: decoding would round their times to frames.
    ...['-map', '0:v:0', '-c', 'copy', '-f', 'framecrc', `file:${timeFile}`],
    ...['-map', '0:a:0', '-ac', '2', '-ar', '48000', '-f', 'f32le', `file:${soundFile}`],
  ]);
  const [pictures, times, sound] = await Promise.all([
    readFile(pictureFile),
    readFile(timeFile, 'utf8'),
    readFile(soundFile),
  ]);
  await rm(folder, { recursive: true });
  return {
    pictures: lumaOf(pictures, size.width * size.height),
    shownAt: timesIn(times),
    sound: sidesOf(sound),
    complaints: complaints
      .split('\n')
      .filter((line) => !isAboutOptions(line))
      .join('\n'),
  };
}

function complaintsOf(ffmpeg: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(ffmpeg, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`ffmpeg ended with ${code}: ${said}`));
    });
  });
}

/** `-vsync` is the spelling that every version understands; newer ones say so. */
function isAboutOptions(line: string): boolean {
  return line === '' || line.includes('-vsync is deprecated');
}

function lumaOf(bytes: Uint8Array, pixels: number): readonly Uint8Array[] {
  const stride = (pixels * 3) / 2;
  return Array.from({ length: Math.floor(bytes.length / stride) }, (_, index) =>
    bytes.subarray(index * stride, index * stride + pixels),
  );
}

/** Of a head with `#tb 0: 1/12288` and lines such as `0,  -512,  1024,  512,  20736, 0x0bf2…`, the third being ticks. */
function timesIn(listing: string): readonly number[] {
  const [, numerator, denominator] = /^#tb 0: (\d+)\/(\d+)$/m.exec(listing) ?? [];
  return listing
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => (Number(line.split(',')[2]) * Number(numerator)) / Number(denominator))
    .sort((one, other) => one - other);
}

function sidesOf(bytes: Uint8Array): { left: Float32Array; right: Float32Array } {
  const samples = new Float32Array(new Uint8Array(bytes).buffer);
  const [left, right] = [new Float32Array(samples.length / 2), new Float32Array(samples.length / 2)];
  for (let index = 0; index < left.length; index += 1) {
    left[index] = samples[index * 2] ?? 0;
    right[index] = samples[index * 2 + 1] ?? 0;
  }
  return { left, right };
}
