import { createHash } from 'node:crypto';
import { TRANSITION_TYPES } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAbilities } from '../ffmpeg/read-abilities.ts';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames } from '../testing/decode.ts';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

const OVERLAP = 4;
const LENGTH = 10;
const size = { width: 64, height: 48 };

test('every transition leads from one clip into the other in the frames it was given', async () => {
  const { transitions } = await readAbilities(bench.ffmpeg);
  const types = TRANSITION_TYPES.filter((type) => transitions.has(type));
  expect(types.length).toBeGreaterThan(30);
  const make = (name: string, picture: string) =>
    makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), { size: '64x48', frames: LENGTH, picture });
  const [blue, orange] = [await make('blue', 'color=0x2040c0'), await make('orange', 'color=0xf09020')];
  const clips = types.map((type, index) => ({
    shot: `s${index + 1}`,
    frames: LENGTH,
    transition: { type, frames: OVERLAP },
  }));
  const timeline = timelineOf([{ shot: 's0', frames: LENGTH }, ...clips], size);
  const files = Object.fromEntries(
    timeline.clips.map(({ shot }, index) => [shot, index % 2 === 0 ? blue : orange]),
  );
  const { outFile, film } = await assemble(bench, timeline, files, 'transitions');
  expect(film.frames).toBe(LENGTH + types.length * (LENGTH - OVERLAP));
  const pictures = await decodeFrames(bench.ffmpeg, outFile, { ...size, format: 'rgb24' });
  expect(pictures.length).toBe(film.frames);
  const kindOf = (picture: Uint8Array | undefined): string => {
    const middle = (24 * 64 + 32) * 3;
    const [red = 0, , blueness = 0] = picture?.subarray(middle, middle + 3) ?? [];
    return red > blueness ? 'orange' : 'blue';
  };
  // Of flat colours some look alike, most do not: what is asked for is what is made.
  const looks = timeline.clips.slice(1).map(({ start }, index) => {
    const middle = pictures.slice(start + 1, start + OVERLAP);
    return `${index % 2} ${createHash('sha256').update(Buffer.concat(middle)).digest('hex')}`;
  });
  expect(new Set(looks).size).toBeGreaterThan(types.length * 0.8);
  timeline.clips.forEach((clip, index) => {
    const type = clip.transition?.type;
    const own = index % 2 === 0 ? 'blue' : 'orange';
    const between = pictures.slice(clip.start, clip.start + OVERLAP);
    const alone = [clip.start + OVERLAP, clip.start + LENGTH - OVERLAP - 1].map((frame) =>
      kindOf(pictures[frame]),
    );
    expect([type, ...alone]).toEqual([type, own, own]);
    if (index === 0) return;
    // Something of it is to be seen: its frames are not those of one of the two clips all through.
    const before = pictures[clip.start - 1] ?? new Uint8Array();
    const after = pictures[clip.start + OVERLAP] ?? new Uint8Array();
    const mixed = between.filter((picture) => differs(picture, before) && differs(picture, after));
    expect([type, mixed.length > 0]).toEqual([type, true]);
  });
});

function differs(a: Uint8Array, b: Uint8Array): boolean {
  return a.some((value, index) => Math.abs(value - (b[index] ?? 0)) > 24);
}
