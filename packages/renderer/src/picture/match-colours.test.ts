import { mkdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ShotMedia } from '../assemble/assembly.ts';
import { openContentCache } from '../assemble/content-cache.ts';
import { openAssembler } from '../assemble/open-assembler.ts';
import { probeMedia } from '../media/probe-media.ts';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames } from '../testing/decode.ts';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';
import { colourDifference } from './colour-gains.ts';
import { matchColours } from './match-colours.ts';

let bench: Workbench;
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  bench = await openWorkbench();
  const made = (name: string, look: string) =>
    makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), {
      frames: 12,
      picture: 'smptebars',
      // In RGB, so that the look is light and not numbers of a format.
      filter: `format=gbrp,lutrgb=r=val*0.6+30:g=val*0.6+30:b=val*0.6+30,${look},scale=out_color_matrix=bt709:out_range=tv,format=yuv420p`,
    });
  files = {
    plain: await made('plain', 'null'),
    same: await made('same', 'hflip'),
    dark: await made('dark', 'lutrgb=r=val*0.9:g=val*0.86:b=val*0.82'),
    darker: await made('darker', 'lutrgb=r=val*0.82:g=val*0.84:b=val*0.86'),
  };
});

afterAll(() => bench.close());

test('a clip that is darker and warmer looks like the one before it, and so does the one after', async () => {
  const shots = ['plain', 'dark', 'darker', 'same'];
  const timeline = timelineOf(shots.map((shot) => ({ shot, frames: 12, match: 'colour' })));
  const { outFile, film } = await assemble(bench, timeline, files, 'matched');
  const bare = timelineOf(shots.map((shot) => ({ shot, frames: 12 })));
  const unmatched = await assemble(bench, bare, files, 'unmatched');
  const size = { width: 160, height: 96, format: 'rgb24' } as const;
  const after = await decodeFrames(bench.ffmpeg, outFile, size);
  const before = await decodeFrames(bench.ffmpeg, unmatched.outFile, size);
  const difference = (frames: readonly Uint8Array[], index: number): number =>
    colourDifference(frames[index * 12 - 1] ?? new Uint8Array(), frames[index * 12] ?? new Uint8Array());
  for (const index of [1, 2]) {
    const [, told = '', reached = ''] =
      /^its colours are brought to those of "\w+": difference at the cut ([\d.]+) → ([\d.]+)$/.exec(
        film.clips[index]?.why ?? '',
      ) ?? [];
    expect(Number(told)).toBeGreaterThan(3);
    expect(Number(reached)).toBeLessThan(0.5);
    expect(difference(after, index)).toBeLessThan(1.5);
  }
  expect(difference(before, 1)).toBeGreaterThan(4);
  expect(film.clips.map(({ how }) => how)).toEqual(['copied', 'encoded', 'encoded', 'copied']);
  expect(difference(after, 3)).toBeLessThan(2);
});

test('what is prepared before the clip in front is there is no different from what is made at once', async () => {
  const shots = ['plain', 'dark'];
  const timeline = timelineOf(
    shots.map((shot) => ({ shot, frames: 12, match: 'colour', transition: { type: 'fade', frames: 3 } })),
  );
  const outFile = bench.path('prepared.mp4');
  const cacheFolder = bench.path('prepared cache');
  await using assembler = openAssembler({ cacheFolder, ffmpeg: bench.ffmpeg });
  const [plain, dark] = shots.map((shot) => [shot, files[shot] ?? ''] as const);
  assembler.prepare({ timeline }, new Map(dark === undefined ? [] : [dark]));
  await assembler.assemble({
    timeline,
    files: new Map([plain, dark].filter((pair) => pair !== undefined)),
    outFile,
  });
  const atOnce = await assemble(bench, timeline, files, 'at once');
  expect((await readFile(outFile)).equals(await readFile(atOnce.outFile))).toBe(true);
  expect(atOnce.film.clips[1]?.why).toMatch(/brought to those of "plain"/);
});

test('what depends on footage that is not there yet is left open', async () => {
  await mkdir(bench.path('work'), { recursive: true });
  const cache = await openContentCache(bench.path('held'), bench.path('work'), { now: () => 0 });
  const media = new Map<string, ShotMedia>();
  for (const shot of ['dark', 'darker']) {
    const file = files[shot] ?? '';
    const { video, ...facts } = await probeMedia(file);
    if (video !== undefined) media.set(shot, { file, facts: { ...facts, video } });
  }
  const timeline = timelineOf([
    { shot: 'plain', frames: 12 },
    { shot: 'dark', frames: 12, match: 'colour' },
    { shot: 'darker', frames: 12, match: 'colour' },
  ]);
  const { signal } = new AbortController();
  const matching = { timeline, media, ffmpeg: bench.ffmpeg, cache, concurrency: 2, signal };
  const { matches, open } = await matchColours(matching);
  expect([[...matches.keys()], [...open]]).toEqual([[], ['dark', 'darker']]);
});
