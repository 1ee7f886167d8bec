import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Music } from '../assemble/film-form.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { heldSound, samplesOf } from '../testing/held-sounds.ts';
import { openWorkbench, refusalOf, type Workbench } from '../testing/workbench.ts';
import { duckingUnder } from './ducking.ts';
import { LEVEL_SAMPLES } from './held-sound.ts';
import { musicVoices } from './music-voices.ts';
import { isMono, musicFormat } from './open-music.ts';
import { renderMix } from './render-mix.ts';
import type { Voice } from './voice.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

const RATE = 48_000;
const form: Music = { file: '', gainDb: 0, fadeIn: 0, fadeOut: 0, loop: false, duck: false };

/** The left channel of a film of so many samples with nothing but music, every sample of which is 0.375. */
async function hear(music: Partial<Music>, musicSamples: number, samples: number): Promise<Float32Array> {
  const sound = await heldSound(
    bench,
    'music',
    samplesOf(() => 0.375, musicSamples),
  );
  const mix = await renderMix(musicVoices({ ...form, ...music }, sound, samples), undefined, 0, samples);
  return mix.filter((_, index) => index % 2 === 0);
}

test('music has its level, and ends with the film', async () => {
  const left = await hear({ gainDb: -20 * Math.log10(2) }, 3 * RATE, 2 * RATE);
  expect(left).toHaveLength(2 * RATE);
  expect(left[0]).toBeCloseTo(0.1875, 5);
  expect(left.at(-1)).toBeCloseTo(0.1875, 5);
});

test('music that is shorter than the film ends, and its end is faded', async () => {
  const left = await hear({ fadeIn: 0.5, fadeOut: 0.5 }, 2 * RATE, 3 * RATE);
  expect(left[0]).toBeCloseTo(0, 3);
  expect(left[RATE / 4]).toBeCloseTo(0.375 * Math.SQRT1_2, 3);
  expect(left[RATE]).toBe(0.375);
  expect(left[2 * RATE - RATE / 4]).toBeCloseTo(0.375 * Math.SQRT1_2, 3);
  expect(left.slice(2 * RATE).every((value) => value === 0)).toBe(true);
});

test('music that is over before the film ends without a click', async () => {
  const left = await hear({}, RATE, 2 * RATE);
  const steps = left.slice(1).map((value, index) => Math.abs(value - (left[index] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(0.375 / 50);
  expect([left[0], left[RATE - RATE / 100], left[RATE]]).toEqual([0.375, 0.375, 0]);
});

test('music that starts again does so under its own end, as often as the film needs it', async () => {
  const left = await hear({ loop: true, fadeOut: 1 }, 2 * RATE, 9 * RATE);
  // Music crosses over with itself for half a second: it starts again every second and a half.
  for (const start of [1.5, 3, 4.5, 6]) {
    expect(left[start * RATE]).toBeCloseTo(0.375, 2);
    expect(left[(start + 0.25) * RATE]).toBeCloseTo(0.375 * Math.SQRT2, 2);
    expect(left[(start + 1) * RATE]).toBe(0.375);
  }
  expect(left.slice(0, 8 * RATE).every((value) => value > 0.37)).toBe(true);
  expect(left.at(-1)).toBeCloseTo(0, 3);
});

test('a loop of a moment is no loop', async () => {
  const left = await hear({ loop: true }, RATE / 4, RATE);
  expect(left.slice(RATE / 4).every((value) => value === 0)).toBe(true);
});

test('music gives way while a shot is loud: quickly, over its pauses, and slowly back', async () => {
  const speaks = (at: number): boolean => at >= 3 * RATE && at < 6 * RATE && at % RATE < RATE * 0.75;
  const shot = samplesOf((at) => (speaks(at) ? 0.2 * Math.sin(at / 10) : 0), 10 * RATE);
  const sound = await heldSound(bench, 'talk', shot);
  const voice: Voice = { sound, at: 0, start: 0, end: 10 * RATE, gain: 1, fades: [], ducked: false };
  const ducking = duckingUnder([voice], 10 * RATE);
  const decibelsAt = (seconds: number): number =>
    20 * Math.log10(ducking[Math.round((seconds * RATE) / LEVEL_SAMPLES)] ?? 1);
  expect(decibelsAt(2.7)).toBeCloseTo(0, 1);
  expect(decibelsAt(3.1)).toBeLessThan(-7);
  expect(decibelsAt(3.5)).toBeLessThan(-9.5);
  expect(decibelsAt(3.95)).toBeLessThan(-8);
  expect(decibelsAt(5.5)).toBeLessThan(-9.5);
  expect(decibelsAt(6.6)).toBeGreaterThan(-8);
  expect(decibelsAt(9.5)).toBeGreaterThan(-0.3);
  const steps = Array.from(
    ducking.slice(1),
    (factor, index) => 20 * Math.log10(factor / (ducking[index] ?? 1)),
  );
  expect(Math.max(...steps.map(Math.abs))).toBeLessThan(2);
  const [music, gone] = [
    await heldSound(
      bench,
      'bed',
      samplesOf(() => 0.375, RATE),
    ),
    3.5 * RATE,
  ];
  const bed: Voice = {
    sound: music,
    at: gone,
    start: gone,
    end: gone + RATE,
    gain: 1,
    fades: [],
    ducked: true,
  };
  const under = await renderMix([bed], ducking, gone, gone + RATE);
  expect(20 * Math.log10((under[200] ?? 1) / 0.375)).toBeCloseTo(decibelsAt(3.5), 0);
});

test('room tone and silence leave the music alone', async () => {
  const noise = await heldSound(
    bench,
    'noise',
    samplesOf((at) => 0.002 * Math.sin(at * at), 2 * RATE),
  );
  const voice: Voice = { sound: noise, at: 0, start: 0, end: 2 * RATE, gain: 1, fades: [], ducked: false };
  expect(duckingUnder([voice], 2 * RATE).every((factor) => factor === 1)).toBe(true);
});

test.each([
  ['mp3', ['-c:a', 'libmp3lame', '-f', 'mp3']],
  ['wav', ['-f', 'wav']],
  ['flac', ['-f', 'flac']],
  ['ogg', ['-c:a', 'vorbis', '-strict', 'experimental', '-ac', '2', '-f', 'ogg']],
  ['aac', ['-c:a', 'aac', '-f', 'adts']],
  ['mov', ['-c:a', 'aac', '-f', 'mp4']],
] as const)('music in %s is known by its bytes, whatever it is called', async (format, output) => {
  const file = bench.path(`-${format} song.m3u8`);
  const source = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=0.3:sample_rate=44100'];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args: [...source, ...output, `file:${file}`] });
  expect(await musicFormat(file)).toBe(format);
  expect(await isMono(file, format)).toBe(format !== 'ogg');
});

test.each([
  ['a playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n'],
  ['a list of files', "ffconcat version 1.0\nfile '/etc/passwd'\n"],
  ['a web page', '<!doctype html><title>403</title>'],
  ['nothing', ''],
  ['a picture', '\x89PNG\r\n\x1a\n'],
])('%s is no music', async (_, content) => {
  const file = bench.path('song.mp3');
  await writeFile(file, content, 'latin1');
  const refusal = await refusalOf(musicFormat(file));
  expect(refusal).toMatchObject({
    code: 'assembly-failed',
    message: 'The music song.mp3 is no music that can be read.',
  });
  expect(await refusalOf(musicFormat(bench.path('none.mp3')))).toMatchObject({
    message: 'The music none.mp3 cannot be read (ENOENT).',
  });
  expect((await refusalOf(musicFormat(bench.folder))).message).toContain('cannot be read');
});
