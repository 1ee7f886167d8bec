import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
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
  await checkMusic(silence, bench.ffmpeg, { cacheFolder: bench.path('cache') });
  const noise = Uint8Array.from({ length: 20_000 }, (_, index) => (index * 7919 + (index >> 3)) % 251);
  const file = bench.path('noise.mp3');
  await writeFile(file, Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), noise]));
  const { code, message } = await refusalOf(checkMusic(file, bench.ffmpeg));
  expect(code).toBe('assembly-failed');
  expect(message).toMatch(/^The music noise\.mp3 /);
});

test('music that was found right is decoded again only when it is another file', async () => {
  const music = bench.path('kept.wav');
  const write = (seconds: string) =>
    runFfmpeg({ ffmpeg: bench.ffmpeg, args: ['-y', '-f', 'lavfi', '-i', 'anullsrc', '-t', seconds, music] });
  const [counted, runs] = [bench.path('counted'), bench.path('runs.txt')];
  const quoted = (path: string): string => `'${path.replaceAll("'", "'\\''")}'`;
  await writeFile(counted, `#!/bin/sh\necho run >> ${quoted(runs)}\nexec ${quoted(bench.ffmpeg)} "$@"\n`);
  await chmod(counted, 0o755);
  const options = { cacheFolder: bench.path('kept') };
  await write('0.1');
  await checkMusic(music, counted, options);
  await checkMusic(music, counted, options);
  expect(await readFile(runs, 'utf8')).toBe('run\n');
  expect(await readdir(bench.path('kept/held'))).toHaveLength(1);
  await write('0');
  const { message } = await refusalOf(checkMusic(music, counted, options));
  expect(message).toBe('The music kept.wav has no sound in it (0 s).');
  expect(await readFile(runs, 'utf8')).toBe('run\nrun\n');
});
