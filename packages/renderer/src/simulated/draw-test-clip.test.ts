import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { probeMedia } from '../media/probe-media.ts';
import { drawTestClip } from './draw-test-clip.ts';

const { path: ffmpeg } = await findFfmpeg({ explicit: undefined, environment: process.env });

test.each([
  { seconds: 2, width: 1280, height: 720, audio: true },
  { seconds: 3, width: 320, height: 576, audio: false },
])('a test clip of $seconds s is $width × $height, with sound: $audio', async (wanted) => {
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
