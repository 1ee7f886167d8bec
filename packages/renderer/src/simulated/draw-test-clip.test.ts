import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { probeMedia } from '../media/probe-media.ts';
import { drawTestCard } from './draw-test-card.ts';
import { drawTestClip } from './draw-test-clip.ts';

const { path: ffmpeg } = await findFfmpeg({ explicit: undefined, environment: process.env });

test.each([
  { seconds: 2, width: 1280, height: 720, audio: true },
  { seconds: 3, width: 320, height: 576, audio: false },
  { seconds: 2, width: 640, height: 360, audio: true, card: { job: 'j-1', prompt: 'A cat\u0007 sleeps.' } },
  { seconds: 1, width: 360, height: 640, audio: false, card: { job: '', prompt: '' } },
])('a test clip of $seconds s is $width × $height, with sound: $audio, and card: $card', async (wanted) => {
  const folder = await mkdtemp(join(tmpdir(), 'storyboard-test-'));
  try {
    const bytes = await drawTestClip({ ...wanted, ffmpeg });
    const file = join(folder, 'clip.mp4');
    await writeFile(file, bytes);
    const { video, audio } = await probeMedia(file);
    expect(video).toMatchObject({
      frames: wanted.seconds * 30,
      width: wanted.width,
      height: wanted.height,
    });
    expect(audio !== undefined).toBe(wanted.audio);
    expect(Buffer.from(await drawTestClip({ ...wanted, ffmpeg })).equals(Buffer.from(bytes))).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('clips of two jobs have colours of their own, and a clock that runs', async () => {
  const size = { seconds: 2, width: 320, height: 180 };
  const [cat, dog] = await Promise.all(
    ['j-cat', 'j-dog'].map((job) => drawTestCard({ job, prompt: 'It sleeps.' }, size)),
  );
  if (cat === undefined || dog === undefined) throw new Error('There are two.');
  expect(cat.still.rgba.subarray(0, 4).equals(dog.still.rgba.subarray(0, 4))).toBe(false);
  const { clock } = cat;
  const step = (clock.width * clock.height * 4) / clock.steps;
  const shown = Array.from({ length: clock.steps }, (_, index) =>
    clock.rgba.subarray(index * step, (index + 1) * step).toString('base64'),
  );
  expect(new Set(shown).size).toBe(20);
  const clip = await drawTestClip({
    ...size,
    audio: false,
    card: { job: 'j-cat', prompt: 'It sleeps.' },
    ffmpeg,
  });
  const frames = await framesOf(clip);
  // Compared with its neighbour a frame differs where the clock or the bar moved on.
  expect(new Set(frames.map((frame) => frame.toString('base64'))).size).toBeGreaterThan(40);
});

/** Every frame of a clip as grey pixels. */
async function framesOf(clip: Uint8Array): Promise<readonly Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'storyboard-test-'));
  try {
    const file = join(folder, 'clip.mp4');
    await writeFile(file, clip);
    const output = ['-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'];
    const { stdout } = await promisify(execFile)(ffmpeg, ['-v', 'error', '-i', file, ...output], {
      encoding: 'buffer',
      maxBuffer: 100_000_000,
    });
    const size = 320 * 180;
    return Array.from({ length: stdout.length / size }, (_, index) =>
      stdout.subarray(index * size, (index + 1) * size),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
