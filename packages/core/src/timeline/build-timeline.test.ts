import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleShot, exampleStoryboard } from '../example/example-storyboard.ts';
import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import { type FrameRate, frameRate, framesToSeconds, frameToSample, secondsToFrames } from '../units.ts';
import { buildTimeline } from './build-timeline.ts';
import type { Timeline } from './timeline.ts';

test('clips lie behind each other, overlapped by their transitions, the first one coming from black', () => {
  const storyboard = exampleStoryboard([
    exampleShot('one', { duration: 2, transition: { type: 'fade', duration: 0.5 } }),
    exampleShot('two', { duration: 3, fit: 'crop' }),
    exampleShot('three', { duration: 5, transition: { type: 'wipeleft', duration: 1 } }),
  ]);
  expect(buildTimeline(storyboard)).toStrictEqual({
    frameRate: { numerator: 24, denominator: 1 },
    size: { width: 1280, height: 720 },
    frames: 48 + 72 + 120 - 24,
    clips: [
      {
        shot: 'one',
        frames: 48,
        start: 0,
        fit: 'letterbox',
        match: undefined,
        transition: { type: 'fade', frames: 12 },
      },
      { shot: 'two', frames: 72, start: 48, fit: 'crop', match: undefined, transition: undefined },
      {
        shot: 'three',
        frames: 120,
        start: 96,
        fit: 'letterbox',
        match: undefined,
        transition: { type: 'wipeleft', frames: 24 },
      },
    ],
    ending: undefined,
  } satisfies Timeline);
});

test('a storyboard without shots is a film without frames', () => {
  expect(buildTimeline(exampleStoryboard([]))).toMatchObject({ frames: 0, clips: [] });
});

test('a film of some of the shots is as if the others were not there', () => {
  const shots = ['a', 'b', 'c'].map((id) =>
    exampleShot(id, { duration: 2, transition: { type: 'fade', duration: 1 } }),
  );
  const timeline = buildTimeline(exampleStoryboard(shots), new Set(['c', 'b']));
  expect(timeline).toEqual(buildTimeline(exampleStoryboard(shots.slice(1))));
  expect(timeline.clips[0]).toMatchObject({ shot: 'b', start: 0, transition: { frames: 24 } });
});

test('a transition gives way where the one before leaves it no room', () => {
  const storyboard = exampleStoryboard([
    exampleShot('long', { duration: 4 }),
    exampleShot('short', { duration: 1, transition: { type: 'fade', duration: 0.75 } }),
    exampleShot('next', { duration: 4, transition: { type: 'fade', duration: 2 } }),
    exampleShot('cut', { duration: 4, transition: { type: 'fade', duration: 0.01 } }),
  ]);
  expect(buildTimeline(storyboard).clips.map(({ start, transition }) => [start, transition?.frames])).toEqual(
    [
      [0, undefined],
      [78, 18],
      [96, 6],
      [192, undefined],
    ],
  );
});

test('a shot is never shorter than one frame', () => {
  const timeline = buildTimeline(exampleStoryboard([exampleShot('blink', { duration: 0.001 })]));
  expect(timeline.frames).toBe(1);
});

test('nothing drifts over ten thousand clips at 24000/1001', () => {
  const rate = frameRate(23.976);
  const shots = Array.from({ length: 10_000 }, (_, index) => exampleShot(`s${index}`, { duration: 5 }));
  const timeline = buildTimeline(withRate(exampleStoryboard(shots), rate));
  const frames = secondsToFrames(5, rate);
  expect(frames).toBe(120);
  expect(timeline.frames).toBe(10_000 * frames);
  expect(framesToSeconds(timeline.frames, rate)).toBe((10_000 * 120 * 1001) / 24_000);
  const strayed = timeline.clips.filter(
    ({ start }, index) => frameToSample(start, rate, 48_000) !== index * 240_240,
  );
  expect(strayed).toEqual([]);
});

const anyRate = fc.constantFrom(23.976, 24, 25, 29.97, 30, 50, 59.94, 60).map(frameRate);
const anyTransition = fc.option(
  fc.record({
    type: fc.constantFrom('fade', 'wipeleft'),
    duration: fc.double({ min: 0, max: 20, noNaN: true }),
  }),
  { nil: undefined },
);
const anyFilm = fc
  .tuple(
    anyRate,
    fc.array(
      fc.record({ duration: fc.double({ min: 0.01, max: 15, noNaN: true }), transition: anyTransition }),
      { maxLength: 40 },
    ),
  )
  .map(([rate, shots]) =>
    withRate(exampleStoryboard(shots.map((shot, index) => exampleShot(`s${index}`, shot))), rate),
  );

test('any film is as long as its clips less their overlaps, and ends with its last clip', () => {
  fc.assert(
    fc.property(anyFilm, (storyboard) => {
      const { clips, frames } = buildTimeline(storyboard);
      const overlaps = clips.slice(1).map(({ transition }) => transition?.frames ?? 0);
      const last = clips.at(-1);
      expect(frames).toBe(sum(clips.map((clip) => clip.frames)) - sum(overlaps));
      expect(frames).toBe(last === undefined ? 0 : last.start + last.frames);
    }),
  );
});

test('any frame of any film lies in one clip, or in two within a transition', () => {
  fc.assert(
    fc.property(anyFilm, (storyboard) => {
      const { clips, frames } = buildTimeline(storyboard);
      const covered = Array.from({ length: frames }, () => 0);
      const blended = Array.from({ length: frames }, () => 0);
      for (const [index, { start, frames: length, transition }] of clips.entries()) {
        for (let frame = start; frame < start + length; frame += 1)
          covered[frame] = (covered[frame] ?? 0) + 1;
        if (index === 0) continue;
        for (let frame = start; frame < start + (transition?.frames ?? 0); frame += 1) {
          blended[frame] = (blended[frame] ?? 0) + 1;
        }
      }
      expect(covered).toEqual(blended.map((count) => count + 1));
      expect(Math.max(0, ...blended)).toBeLessThanOrEqual(1);
    }),
  );
});

test('no clip of any film is under two transitions at once, and none starts before the one before it', () => {
  fc.assert(
    fc.property(anyFilm, (storyboard) => {
      const { clips } = buildTimeline(storyboard);
      for (const [index, clip] of clips.entries()) {
        const next = clips[index + 1];
        expect((clip.transition?.frames ?? 0) + (next?.transition?.frames ?? 0)).toBeLessThanOrEqual(
          clip.frames,
        );
        expect(next?.start ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(clip.start);
        expect(clip.transition?.frames).not.toBe(0);
      }
    }),
  );
});

function withRate(storyboard: ResolvedStoryboard, rate: FrameRate): ResolvedStoryboard {
  return { ...storyboard, output: { ...storyboard.output, frameRate: rate } };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
