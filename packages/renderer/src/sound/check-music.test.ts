import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { openWorkbench, refusalOf, type Workbench } from '../testing/workbench.ts';
import { checkMusic } from './check-music.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

test.each([
  ['a WAV file of no length', '0', 'zero.wav', []],
  ['an M4A file of no length', '0', 'zero.m4a', ['-c:a', 'aac', '-f', 'mp4']],
])('%s is told to have no sound', async (_, seconds, name, output) => {
  const file = bench.path(name);
  const args = ['-f', 'lavfi', '-i', 'anullsrc', '-t', seconds, ...output, `file:${file}`];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args });
  const { code, message } = await refusalOf(checkMusic(file, bench.ffmpeg));
  expect(code).toBe('assembly-failed');
  expect(message).toMatch(/^The music zero\.(wav has no sound in it \(0 s\)\.|m4a has no sound)/);
});

test('music is heard, and noise that begins like an MP3 file is told to be none', async () => {
  const silence = bench.path('silence.wav');
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args: ['-f', 'lavfi', '-i', 'anullsrc', '-t', '0.1', silence] });
  await checkMusic(silence, bench.ffmpeg);
  const noise = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3)) % 251);
  const file = bench.path('noise.mp3');
  await writeFile(file, Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), noise]));
  const { code, message } = await refusalOf(checkMusic(file, bench.ffmpeg));
  expect(code).toBe('assembly-failed');
  expect(message).toMatch(/^The music noise\.mp3 /);
});
