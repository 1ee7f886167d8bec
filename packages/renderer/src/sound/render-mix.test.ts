import { type FrameRate, frameRate, type TimelineTransition } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldClips, type Signal } from '../testing/held-sounds.ts';
import { openWorkbench, type TestTimelineClip, timelineOf, type Workbench } from '../testing/workbench.ts';
import { planVoices } from './plan-voices.ts';
import { renderMix } from './render-mix.ts';
import { sampleOf } from './samples.ts';

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

/** Mixes clips whose sounds are given sample by sample; gives the left channel, rendered in uneven stretches. */
async function mix(
  clips: readonly TestTimelineClip[],
  signals: Readonly<Record<string, Signal>>,
  film: { readonly rate?: FrameRate; readonly ending?: TimelineTransition; readonly loudness?: number } = {},
): Promise<Float32Array> {
  const timeline = timelineOf(clips, film);
  const voices = planVoices({
    timeline,
    clips: await heldClips(bench, timeline, signals),
    music: undefined,
    loudness: film.loudness,
  });
  const samples = sampleOf(timeline.frames, timeline.frameRate);
  const both: number[] = [];
  for (let at = 0; at < samples; at += 19_997) {
    both.push(...(await renderMix(voices, undefined, at, Math.min(samples, at + 19_997))));
  }
  expect(both).toHaveLength(samples * 2);
  return Float32Array.from(both.filter((_, index) => index % 2 === 0));
}

const one: Signal = () => 0.375;

test('a cut to silence is on the exact sample, and neither side makes a click', async () => {
  const clips = ['quiet', 'a', 'still', 'a2'].map((shot) => ({ shot, frames: 12 }));
  const left = await mix(clips, { a: one, a2: one });
  expect(left.findIndex((value) => value !== 0)).toBe(24_000);
  expect(left.slice(24_192, 47_808).every((value) => value === 0.375)).toBe(true);
  expect(left[47_999]).not.toBe(0);
  expect(left.slice(48_000, 72_000).every((value) => value === 0)).toBe(true);
  const steps = left.slice(1).map((value, index) => Math.abs(value - (left[index] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(0.375 * 0.01);
});

test('sound that goes on over a cut is left as it is', async () => {
  const tone =
    (from: number): Signal =>
    (sample) =>
      0.5 * Math.sin((2 * Math.PI * 440 * (from + sample)) / 48_000);
  const clips = ['a', 'b'].map((shot) => ({ shot, frames: 12 }));
  const left = await mix(clips, { a: tone(0), b: tone(24_000) });
  const worst = left.slice(200, 47_800).map((value, index) => Math.abs(value - tone(0)(index + 200, 0)));
  expect(Math.max(...worst)).toBeLessThan(1e-4);
  const broken = await mix(clips, { a: tone(0), b: tone(24_050) });
  expect(Math.abs(broken[24_000] ?? 1)).toBeLessThan(0.001);
});

test('sound that begins late or breaks off in the middle of its clip does so without a click', async () => {
  const part: Signal = (sample) => (sample >= 9000 && sample < 31_000 ? 0.375 : 0);
  const left = await mix([{ shot: 'a', frames: 24 }], { a: part });
  expect(left[20_000]).toBe(0.375);
  expect([left[8999], left[31_000]]).toEqual([0, 0]);
  const steps = left.slice(1).map((value, index) => Math.abs(value - (left[index] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(0.375 * 0.01);
});

test('every sample of a clip is at its place, and is faded out over a transition', async () => {
  const ramp: Signal = (sample) => sample / 65_536;
  const clips = [
    { shot: 'a', frames: 24 },
    { shot: 'b', frames: 24, transition: { type: 'fade', frames: 6 } },
  ];
  const left = await mix(clips, { a: ramp });
  const errors = left.slice(200, 36_000).map((value, index) => Math.abs(value - ramp(index + 200, 0)));
  expect(Math.max(...errors)).toBeLessThan(1 / 32_768);
  expect((left[42_000] ?? 0) / ramp(42_000, 0)).toBeCloseTo(Math.SQRT1_2, 3);
  expect(left.slice(48_000).every((value) => value === 0)).toBe(true);
});

test('a transition keeps the power of two sounds together', async () => {
  const clips = [
    { shot: 'a', frames: 24 },
    { shot: 'b', frames: 24, transition: { type: 'wipeleft', frames: 12 } },
  ];
  const [out, into] = [await mix(clips, { a: one }), await mix(clips, { b: one })];
  for (let at = 24_000; at < 48_000; at += 997) {
    expect((out[at] ?? 0) ** 2 + (into[at] ?? 0) ** 2).toBeCloseTo(0.375 ** 2, 4);
  }
  expect([out[23_999], into[23_999], out[48_000], into[48_000]]).toEqual([0.375, 0, 0, 0.375]);
});

test('the first sound rises out of a black beginning, and the last goes with the picture', async () => {
  const clips = [{ shot: 'a', frames: 48, transition: { type: 'fade', frames: 12 } }];
  const left = await mix(clips, { a: one }, { ending: { type: 'fade', frames: 12 } });
  expect(left[0]).toBeCloseTo(0, 3);
  expect(left[12_000]).toBeCloseTo(0.375 * Math.SQRT1_2, 3);
  expect([left[24_000], left[71_999]]).toEqual([0.375, 0.375]);
  expect(left[84_000]).toBeCloseTo(0.375 * Math.SQRT1_2, 3);
  expect(left[95_999]).toBeCloseTo(0, 3);
});

test('no rounding adds up over a thousand clips at a rate that is not whole', async () => {
  const rate = frameRate(29.97);
  const clips = Array.from({ length: 1000 }, (_, index) => ({
    shot: index % 2 === 0 ? 'a' : 'b',
    frames: 1,
  }));
  const timeline = timelineOf(clips, { rate });
  const click: Signal = (sample) => (sample === 800 ? 1 : 0);
  const [even, odd] = await Promise.all(
    ['a', 'b'].map((shot) =>
      heldClips(bench, timelineOf([{ shot, frames: 1 }], { rate }), { [shot]: click }),
    ),
  );
  const [a] = [...(even?.values() ?? [])];
  const [b] = [...(odd?.values() ?? [])];
  if (a === undefined || b === undefined) throw new Error('no sound');
  const held = new Map(timeline.clips.map((clip) => [clip, clip.shot === 'a' ? a : b]));
  const voices = planVoices({ timeline, clips: held, music: undefined, loudness: undefined });
  const samples = sampleOf(1000, rate);
  const both = await renderMix(voices, undefined, 0, samples);
  const heard = [...both.keys()]
    .filter((index) => index % 2 === 0 && (both[index] ?? 0) > 0.9)
    .map((at) => at / 2);
  expect(heard).toEqual(clips.map((_, index) => Math.round((index * 48_000 * 1001) / 30_000) + 800));
  expect(samples).toBe(Math.round((1000 * 48_000 * 1001) / 30_000));
});

test('shots move towards the film by their own loudness, but not further than 6 dB, and noise stays as it is', async () => {
  const tone =
    (decibels: number): Signal =>
    (sample) =>
      10 ** (decibels / 20) * Math.sin((2 * Math.PI * 1000 * sample) / 48_000);
  const levels = { loud: -8, near: -17, far: -40, noise: -65 };
  const signals = Object.fromEntries(Object.entries(levels).map(([shot, level]) => [shot, tone(level)]));
  const clips = Object.keys(levels).map((shot) => ({ shot, frames: 24 }));
  const left = await mix(clips, signals, { loudness: -14 });
  const heard = [0, 1, 2, 3].map((second) => {
    const part = left.slice(second * 48_000 + 4800, (second + 1) * 48_000 - 4800);
    return 20 * Math.log10(Math.max(...part.map(Math.abs)));
  });
  [-14, -14, -34, -65].forEach((expected, index) => {
    expect(Math.abs((heard[index] ?? 0) - expected)).toBeLessThan(0.2);
  });
});
