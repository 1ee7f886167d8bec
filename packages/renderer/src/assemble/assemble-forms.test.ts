import { type Codec, isStoryboardError, type Quality } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOutput } from '../ffmpeg/read-output.ts';
import { readPictures } from '../mp4/read-pictures.ts';
import { decodeFrames } from '../testing/decode.ts';
import { makeNumberedClip, NUMBERED, readNumber } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';
import { assembleFilm } from './assemble-film.ts';
import { chooseEncoder } from './choose-encoder.ts';
import { ENCODERS } from './encoding.ts';

let bench: Workbench;
let files: ReadonlyMap<string, string>;
let encoders: string;

const timeline = timelineOf([
  { shot: 'a', frames: 12 },
  { shot: 'b', frames: 12, transition: { type: 'fade', frames: 4 } },
]);

beforeAll(async () => {
  bench = await openWorkbench();
  encoders = await readOutput({ ffmpeg: bench.ffmpeg, args: ['-encoders'] });
  const made = await Promise.all(
    ['a', 'b'].map(async (shot, index) => {
      const clip = { first: index * 100, frames: 12, half: 'top' } as const;
      return [shot, await makeNumberedClip(bench.ffmpeg, bench.path(`${shot}.mp4`), clip)] as const;
    }),
  );
  files = new Map(made);
});

afterAll(() => bench.close());

const forms: readonly (readonly [Codec, Quality, string, string])[] = [
  ['h264', 'draft', 'mp4', 'avc1'],
  ['h264', 'master', 'mp4', 'avc1'],
  ['hevc', 'draft', 'mp4', 'hvc1'],
  ['av1', 'draft', 'mp4', 'av01'],
  ['prores', 'standard', 'mov', 'apcn'],
];

test.each(forms)('a film in %s, quality %s, has all its frames', async (codec, quality, extension, tag) => {
  const missing = ENCODERS[codec].every((name) => !encoders.includes(` ${name} `));
  const outFile = bench.path(`${codec} ${quality}.${extension}`);
  const pictures = { codec, quality, preset: undefined };
  const cacheFolder = bench.path('cache');
  const made = assembleFilm({ timeline, files, outFile, cacheFolder, ffmpeg: bench.ffmpeg, pictures });
  if (missing) {
    await expect(made).rejects.toThrow('it was built without');
    return;
  }
  const film = await made;
  expect(film.clips.map(({ how }) => how)).toEqual(['encoded', 'encoded']);
  expect((await readPictures(outFile))?.coding.type).toBe(tag);
  const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
  const seen = frames.map((frame) => readNumber(frame, 'top'));
  expect(seen.length).toBe(20);
  expect([...seen.slice(0, 8), ...seen.slice(13)]).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 105, 106, 107, 108, 109, 110, 111,
  ]);
});

test('a codec without an encoder is refused in words, and the second choice is one', () => {
  expect(chooseEncoder('av1', new Set(['libaom-av1']))).toBe('libaom-av1');
  const refused = (): unknown => {
    try {
      return chooseEncoder('hevc', new Set(['libx264']));
    } catch (problem) {
      return isStoryboardError(problem) ? problem.message : problem;
    }
  };
  expect(refused()).toBe('This ffmpeg cannot make a film in HEVC: it was built without libx265.');
});
