import { readFile, writeFile } from 'node:fs/promises';
import { frameRate } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeMedia } from '../media/probe-media.ts';
import { readMovie } from '../mp4/read-movie.ts';
import { FILM_VIDEO, makeClip } from '../testing/make-clip.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { lookAtTake } from './look-at-take.ts';
import { takeFindings } from './take-findings.ts';

let bench: Workbench;
let clip: string;

beforeAll(async () => {
  bench = await openWorkbench();
  clip = await makeClip(bench.ffmpeg, bench.path('clip.mp4'), {
    frames: 48,
    sound: 'sine=440',
    video: [...FILM_VIDEO, '-g', '12'],
  });
});

afterAll(() => bench.close());

async function look(file: string) {
  const { video, audio } = await probeMedia(file);
  if (video === undefined) throw new Error('It has no pictures.');
  const { signal } = new AbortController();
  return lookAtTake(file, { video, audio, ffmpeg: bench.ffmpeg, signal });
}

/** A copy of the clip in which nothing is right in some packets of one kind. */
async function damaged(kind: 'pictures' | 'sound', from: number, end: number): Promise<string> {
  const table = (await readMovie(clip))?.tables.find((one) => one.kind === kind);
  const bytes = await readFile(clip);
  for (let packet = from; packet < end; packet += 1) {
    const offset = table?.offsets[packet] ?? 0;
    bytes.fill(0xff, offset, offset + (table?.sizes[packet] ?? 0));
  }
  const file = bench.path(`${kind} ${from}.mp4`);
  await writeFile(file, bytes);
  return file;
}

test('in a take that is whole nothing is found', async () => {
  expect(await look(clip)).toEqual([]);
  const silent = await makeClip(bench.ffmpeg, bench.path('silent.mp4'), { frames: 12 });
  expect(await look(silent)).toEqual([]);
});

test('frames that an edit list hides are not missing', async () => {
  const hidden = await makeClip(bench.ffmpeg, bench.path('hidden.mp4'), {
    frames: 48,
    output: ['-ss', '0.3'],
  });
  expect(await look(hidden)).toEqual([]);
});

test('damage is found in pictures and in sound, with about when it begins', async () => {
  const [picture, ...others] = await look(await damaged('pictures', 26, 30));
  expect(picture).toMatchObject({
    kind: 'pictures',
    what: expect.stringMatching(/^\d+ errors, the first: ./),
  });
  expect(Math.abs((picture?.seconds ?? 0) - 26 / 24)).toBeLessThan(0.6);
  expect(others).toEqual([]);
  const [sound] = await look(await damaged('sound', 60, 64));
  expect(sound).toMatchObject({ kind: 'sound' });
  expect(Math.abs((sound?.seconds ?? 0) - (60 * 1024) / 44_100)).toBeLessThan(0.6);
});

test('a take of which hardly anything is right is damaged in that alone', async () => {
  expect(await look(await damaged('sound', 0, 80))).toMatchObject([{ kind: 'sound', seconds: 0 }]);
  const pictures = await look(await damaged('pictures', 1, 48));
  expect(pictures.map(({ kind }) => kind)).toEqual(['pictures']);
});

test('a take in which frames are left out without an error lacks them', async () => {
  const { video, audio } = await probeMedia(clip);
  if (video === undefined) throw new Error('It has no pictures.');
  const { signal } = new AbortController();
  // An index that has two frames more than there are.
  const told = { ...video, frames: 50, durationSeconds: 0.5 };
  const found = await lookAtTake(clip, { video: told, audio, ffmpeg: bench.ffmpeg, signal });
  expect(found).toEqual([]);
  const more = { ...video, frames: 75, durationSeconds: 3 };
  const missing = await lookAtTake(clip, { video: more, audio, ffmpeg: bench.ffmpeg, signal });
  expect(missing).toEqual([{ kind: 'pictures', what: 'only 48 of 75 frames come out' }]);
});

test('damage is told where the film shows it, and not where it does not', () => {
  const shot = { shot: 'two', start: 48, frames: 24 };
  expect(
    takeFindings(shot, frameRate(24), [
      { kind: 'pictures', seconds: 0.46, what: '2 errors, the first: it ends' },
      { kind: 'sound', seconds: 1.2, what: 'beyond the end of the shot' },
      { kind: 'sound', what: 'no idea where' },
    ]),
  ).toEqual([
    {
      code: 'undecodable',
      message: 'Its take does not decode cleanly, 0.5 s from its beginning: 2 errors, the first: it ends.',
      seconds: 2.46,
      shot: 'two',
    },
    {
      code: 'undecodable',
      message: 'The sound of its take does not decode cleanly: no idea where.',
      seconds: 2,
      shot: 'two',
    },
  ]);
});
