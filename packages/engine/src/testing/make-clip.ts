import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The program that tests use to make footage; the one that the tests of ffmpeg look for may be another. */
export const TEST_FFMPEG = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';

const made = new Map<string, Promise<Uint8Array>>();

/** A small MP4 of so many seconds in one colour, made once. */
export function makeClip(seconds: number, colour = 'teal'): Promise<Uint8Array> {
  const key = `${seconds} ${colour}`;
  const clip = made.get(key) ?? encode(seconds, colour);
  made.set(key, clip);
  return clip;
}

async function encode(seconds: number, colour: string): Promise<Uint8Array> {
  const file = join(tmpdir(), `storyboard-clip-${process.pid}-${colour}-${seconds}.mp4`);
  const source = `color=c=${colour}:s=64x64:r=24:d=${seconds}`;
  const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-threads', '1'];
  try {
    await promisify(execFile)(TEST_FFMPEG, ['-y', '-f', 'lavfi', '-i', source, ...encoding, file]);
    return await readFile(file);
  } finally {
    await rm(file, { force: true });
  }
}
