import { frameRate, frameToSample, type Timeline } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeMedia } from '../media/probe-media.ts';
import { assemble } from '../testing/assemble.ts';
import { decodeSound, loudness, toneIn } from '../testing/decode.ts';
import { makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;
const made = new Map<string, string>();

const sources: Readonly<Record<string, TestClip>> = {
  low: { sound: 'aevalsrc=0.5*sin(2*PI*440*t):s=48000' },
  high: { sound: 'aevalsrc=0.5*sin(2*PI*1320*t)|0.5*sin(2*PI*1320*t):s=44100' },
  quiet: {},
  mono16: { sound: 'aevalsrc=0.5*sin(2*PI*600*t):s=16000' },
  mono24: { sound: 'aevalsrc=0.5*sin(2*PI*900*t):s=24000' },
  telephone: { sound: 'aevalsrc=0.5*sin(2*PI*500*t):s=8000' },
  surround: { sound: 'aevalsrc=0|0|0.5*sin(2*PI*800*t)|0|0|0:c=5.1:s=48000' },
  left: { sound: 'aevalsrc=0.5*sin(2*PI*700*t)|0:s=48000' },
  short: { sound: 'aevalsrc=0.5*sin(2*PI*440*t):s=48000', soundSeconds: 0.5 },
  long: { sound: 'aevalsrc=0.5*sin(2*PI*440*t):s=48000', soundSeconds: 2 },
  click: { sound: 'aevalsrc=if(eq(n\\,24000)\\,0.9\\,0):s=48000' },
};

beforeAll(async () => {
  bench = await openWorkbench();
  const names = Object.keys(sources);
  for (const name of names) {
    made.set(name, await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), sources[name]));
  }
});

afterAll(() => bench.close());

/** A film's sound at 48 kHz, cut to the length that its container tells. */
async function soundOf(timeline: Timeline) {
  const { outFile, film, facts } = await assemble(bench, timeline, Object.fromEntries(made), 'film');
  const { audio, video } = facts;
  expect(audio).toMatchObject({ codec: 'aac', samplesPerSecond: 48_000, channels: 2 });
  expect(Math.round((audio?.durationSeconds ?? 0) * 48_000)).toBe(film.samples);
  expect(video?.frames).toBe(timeline.frames);
  const [left, right] = await decodeSound(bench.ffmpeg, outFile);
  expect(left.length - film.samples).toBeGreaterThanOrEqual(0);
  expect(left.length - film.samples).toBeLessThan(1024);
  return { film, left: left.subarray(0, film.samples), right: right.subarray(0, film.samples) };
}

function second(samples: Float32Array, index: number): Float32Array {
  return samples.slice(index * 48_000 + 4800, (index + 1) * 48_000 - 4800);
}

test('each clip is heard during its pictures, at its level, on the right side', async () => {
  const shots = ['low', 'quiet', 'high', 'mono16', 'mono24', 'left', 'telephone', 'surround'];
  const { film, left, right } = await soundOf(timelineOf(shots.map((shot) => ({ shot, frames: 24 }))));
  expect(film.samples).toBe(384_000);
  expect(toneIn(second(left, 0), 440)).toBeCloseTo(0.5, 1);
  expect(toneIn(second(right, 0), 440)).toBeCloseTo(0.5, 1);
  expect(loudness(second(left, 1))).toBeLessThan(1e-4);
  expect(toneIn(second(left, 2), 1320)).toBeCloseTo(0.5, 1);
  expect(toneIn(second(right, 3), 600)).toBeCloseTo(0.5, 1);
  expect(toneIn(second(left, 4), 900)).toBeCloseTo(0.5, 1);
  expect(toneIn(second(left, 5), 700)).toBeCloseTo(0.5, 1);
  expect(loudness(second(right, 5))).toBeLessThan(0.01);
  expect(toneIn(second(right, 6), 500)).toBeCloseTo(0.5, 1);
  // The middle goes to both sides at half its power.
  expect(toneIn(second(left, 7), 800)).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
  expect(toneIn(second(right, 7), 800)).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
});

test('a film of silent clips has a silent sound track of its length', async () => {
  const { left, right } = await soundOf(timelineOf([{ shot: 'quiet', frames: 24 }]));
  expect([loudness(left), loudness(right)]).toEqual([0, 0]);
});

test('sound that is too short is followed by silence, and one that is too long is cut', async () => {
  const shots = ['short', 'quiet', 'long', 'quiet'];
  const { left } = await soundOf(timelineOf(shots.map((shot) => ({ shot, frames: 24 }))));
  expect(toneIn(left.slice(2400, 21_600), 440)).toBeCloseTo(0.5, 1);
  expect(loudness(left.slice(30_000, 94_000))).toBeLessThan(1e-3);
  expect(toneIn(second(left, 2), 440)).toBeCloseTo(0.5, 1);
  expect(loudness(left.slice(146_000))).toBeLessThan(1e-3);
});

test('a tone that goes on over hard cuts goes on without a gap or a click', async () => {
  const { left } = await soundOf(timelineOf(['low', 'low', 'low'].map((shot) => ({ shot, frames: 24 }))));
  const steepest = 0.5 * 2 * Math.sin((Math.PI * 440) / 48_000);
  for (const cut of [48_000, 96_000]) {
    const near = left.slice(cut - 2000, cut + 2000);
    const steps = near.slice(1).map((sample, index) => Math.abs(sample - (near[index] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(steepest * 1.5);
    for (let at = 0; at < near.length - 400; at += 200) {
      expect(loudness(near.slice(at, at + 436))).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
    }
  }
});

test('a sound is on its exact sample after any number of clips, at a rate that is not whole', async () => {
  const rate = frameRate(23.976);
  const clips = Array.from({ length: 9 }, (_, index) => ({
    shot: index % 2 === 0 ? 'click' : 'quiet',
    frames: 19,
  }));
  const timeline = timelineOf(clips, { rate });
  const { left } = await soundOf(timeline);
  timeline.clips.forEach((clip, index) => {
    if (index % 2 === 1) return;
    const start = frameToSample(clip.start, rate, 48_000);
    const heard = left.slice(start, start + 36_000).map(Math.abs);
    expect(heard.indexOf(Math.max(...heard))).toBe(24_000);
  });
});

test('sound crosses over where pictures do, and rises out of black', async () => {
  const { film, left } = await soundOf(
    timelineOf([
      { shot: 'low', frames: 24, transition: { type: 'fade', frames: 12 } },
      { shot: 'high', frames: 24, transition: { type: 'fade', frames: 12 } },
    ]),
  );
  expect(film.samples).toBe(72_000);
  const around = (at: number): Float32Array => left.slice(at - 1200, at + 1200);
  expect(toneIn(around(12_000), 440)).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
  expect(loudness(left.slice(0, 480))).toBeLessThan(0.03);
  expect(toneIn(around(36_000), 440)).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
  expect(toneIn(around(36_000), 1320)).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
  expect(toneIn(around(24_000), 1320)).toBeLessThan(0.05);
  expect(toneIn(around(50_000), 440)).toBeLessThan(0.05);
});

test('pictures that start late take their sound with them', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('late.mp4'), {
    sound: 'aevalsrc=if(eq(n\\,24000)\\,0.9\\,0):s=48000',
    output: ['-use_editlist', '0'],
  });
  const late = await probeMedia(file);
  expect(late.video?.startSeconds).toBeCloseTo(2 / 24, 3);
  made.set('late', file);
  const { left } = await soundOf(timelineOf([{ shot: 'late', frames: 24 }]));
  const heard = left.map(Math.abs);
  expect(heard.indexOf(Math.max(...heard))).toBe(24_000);
});
