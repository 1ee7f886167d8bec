import { writeFile } from 'node:fs/promises';
import { type FrameRate, frameRate } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbench, type TestTimelineClip, timelineOf, type Workbench } from '../testing/workbench.ts';
import { cutPieces } from './cut-pieces.ts';
import { mixSound } from './mix-sound.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

/** Mixes clips whose sounds are given sample by sample; gives the left channel. */
async function mix(
  clips: readonly TestTimelineClip[],
  sounds: Readonly<Record<string, (sample: number) => number>>,
  rate: FrameRate = frameRate(24),
): Promise<Float32Array> {
  const timeline = timelineOf(clips, { rate });
  const files = new Map<(typeof timeline.clips)[number], string>();
  for (const clip of timeline.clips) {
    const sound = sounds[clip.shot];
    if (sound === undefined) continue;
    const samples = Math.ceil((clip.frames * 48_000 * rate.denominator) / rate.numerator) + 2;
    const values = Float32Array.from(
      { length: samples * 2 },
      (_, index) => sound(index >> 1) * (index % 2 ? -1 : 1),
    );
    const file = bench.path(`${clip.shot}.f32`);
    await writeFile(file, values);
    files.set(clip, file);
  }
  const blocks: Uint8Array[] = [];
  for await (const block of mixSound({ pieces: cutPieces(timeline), frameRate: rate, sounds: files })) {
    blocks.push(block);
  }
  const both = new Float32Array(new Uint8Array(Buffer.concat(blocks)).buffer);
  expect(
    both.every((value, index) => index % 2 === 0 || value === -(both[index - 1] ?? 0) || value === 0),
  ).toBe(true);
  return both.filter((_, index) => index % 2 === 0);
}

test('a hard cut is on the exact sample, and a clip without sound is silent', async () => {
  const clips = ['a', 'quiet', 'c'].map((shot) => ({ shot, frames: 12 }));
  const left = await mix(clips, { a: () => 0.25, c: () => 0.5 });
  expect(left.length).toBe(72_000);
  expect([0, 23_999, 24_000, 47_999, 48_000, 71_999].map((at) => left[at])).toEqual([
    0.25, 0.25, 0, 0, 0.5, 0.5,
  ]);
});

test('every sample of a clip is at its place, over blocks and pieces', async () => {
  const ramp = (sample: number): number => sample / 65_536;
  const clips = [
    { shot: 'a', frames: 24 },
    { shot: 'b', frames: 24, transition: { type: 'fade', frames: 6 } },
  ];
  const left = await mix(clips, { a: ramp });
  expect(left.slice(0, 36_000)).toEqual(Float32Array.from({ length: 36_000 }, (_, index) => ramp(index)));
  const fading = left[42_000] ?? 0;
  expect(fading / ramp(42_000)).toBeCloseTo(Math.SQRT1_2, 3);
  expect(left.slice(48_000).every((value) => value === 0)).toBe(true);
});

test('a transition keeps the power of two sounds together', async () => {
  const clips = [
    { shot: 'a', frames: 24 },
    { shot: 'b', frames: 24, transition: { type: 'wipeleft', frames: 12 } },
  ];
  const [out, into] = [await mix(clips, { a: () => 1 }), await mix(clips, { b: () => 1 })];
  for (let at = 24_000; at < 48_000; at += 997) {
    expect((out[at] ?? 0) ** 2 + (into[at] ?? 0) ** 2).toBeCloseTo(1, 5);
  }
  expect([out[23_999], into[23_999], out[48_000], into[48_000]]).toEqual([1, 0, 0, 1]);
});

test('the first sound rises out of a black beginning', async () => {
  const left = await mix([{ shot: 'a', frames: 24, transition: { type: 'fade', frames: 12 } }], {
    a: () => 1,
  });
  expect(left[0]).toBeCloseTo(0, 3);
  expect(left[12_000]).toBeCloseTo(Math.SQRT1_2, 3);
  expect([left[24_000], left[47_999]]).toEqual([1, 1]);
});

test('no rounding adds up at a rate that is not whole', async () => {
  const clips = Array.from({ length: 101 }, (_, index) => ({ shot: `s${index}`, frames: 7 }));
  const sounds = Object.fromEntries(
    clips.map(({ shot }) => [shot, (sample: number) => (sample === 0 ? 1 : 0)]),
  );
  const left = await mix(clips, sounds, frameRate(29.97));
  const starts = [...left.keys()].filter((at) => left[at] === 1);
  expect(starts).toEqual(clips.map((_, index) => Math.round((index * 7 * 48_000 * 1001) / 30_000)));
  expect(left.length).toBe(Math.round((707 * 48_000 * 1001) / 30_000));
});

test('a file of sound that ends too early goes on in silence', async () => {
  const left = await mix([{ shot: 'a', frames: 12 }], { a: () => 1 });
  expect(left.length).toBe(24_000);
  await writeFile(bench.path('a.f32'), new Float32Array(20));
  const timeline = timelineOf([{ shot: 'a', frames: 12 }]);
  const sounds = new Map(timeline.clips.map((clip) => [clip, bench.path('a.f32')]));
  let bytes = 0;
  for await (const block of mixSound({ pieces: cutPieces(timeline), frameRate: frameRate(24), sounds })) {
    bytes += block.length;
  }
  expect(bytes).toBe(24_000 * 8);
});
