import type { InspectedFilm } from '@storyboard/renderer';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { findingAnnotations } from './finding-annotations.ts';
import { inspectText } from './inspect-text.ts';

const FILM: InspectedFilm = {
  facts: {
    form: 'mp4',
    indexFirst: true,
    sizeBytes: 12_345_678,
    seconds: 18.5,
    bitsPerSecond: 5_338_671,
    pictures: {
      codec: 'avc',
      profile: 100,
      width: 1280,
      height: 720,
      frames: 444,
      frameRate: { numerator: 24, denominator: 1 },
      framesPerSecond: 24,
      keyframes: 12,
      colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
    },
    sound: { codec: 'aac', samplesPerSecond: 48_000, channels: 2, seconds: 18.5, drift: 0 },
    shots: [
      { shot: 'meet', seconds: 0, durationSeconds: 5 },
      { shot: 'embrace', seconds: 4.5, durationSeconds: 8 },
      { shot: 'part', seconds: 12.5, durationSeconds: 6 },
    ],
  },
  sound: {
    loudness: -14.06,
    range: 6.24,
    truePeak: -1.04,
    silences: [
      { seconds: 3, durationSeconds: 1.5 },
      { seconds: 16, durationSeconds: 2.5 },
    ],
  },
  findings: [],
};

const FAULTY: InspectedFilm = {
  ...FILM,
  findings: [
    { code: 'wrong-sound', message: 'Its sound is 24000 samples (500 ms) shorter than its pictures.' },
    {
      code: 'click',
      message: 'The sound jumps by 31 % of full scale at the transition from "meet" to "embrace".',
      seconds: 4.5,
      shot: 'embrace',
    },
    {
      code: 'frozen',
      message: 'Nothing moves for 2.1 s.',
      seconds: 16.4,
      durationSeconds: 2.1,
      shot: 'part',
    },
  ],
};

/** Somebody else's: no shots, no sound, no word about its colours, uneven. */
const FOREIGN: InspectedFilm = {
  facts: {
    ...{ form: 'mov', indexFirst: false, sizeBytes: 900, seconds: 3.04, bitsPerSecond: 2368 },
    pictures: {
      ...{
        codec: 'hev\u001b',
        profile: undefined,
        width: 640,
        height: 360,
        frames: 73,
        frameRate: undefined,
      },
      ...{ framesPerSecond: 24.0132, keyframes: 1 },
      colour: { primaries: undefined, transfer: undefined, matrix: undefined, fullRange: undefined },
    },
    sound: undefined,
    shots: undefined,
  },
  sound: undefined,
  findings: [],
};

const SILENT: InspectedFilm = {
  ...FILM,
  facts: {
    ...FILM.facts,
    sound: { codec: 'pcm-s16', samplesPerSecond: 44_100, channels: 6, seconds: 18, drift: -24_000 },
  },
  sound: {
    ...{ loudness: undefined, range: undefined, truePeak: undefined },
    silences: [{ seconds: 0, durationSeconds: 18 }],
  },
};

test.each([
  ['inspect-clean', FILM],
  ['inspect-faulty', FAULTY],
  ['inspect-foreign', FOREIGN],
  ['inspect-silent', SILENT],
])('%s', async (name, film) => {
  await expect(inspectText(film, 'films/film.mp4', plainLook(80))).toMatchFileSnapshot(`golden/${name}.txt`);
});

test('of a film whose joins are not known it is told where clicks were looked for', () => {
  const unknown = { ...FILM, facts: { ...FILM.facts, shots: undefined } };
  expect(inspectText(unknown, 'film.mp4', plainLook(80))).toMatch(
    /\nNothing is wrong with it\.\nWhere its shots join is not known: clicks were looked for where the picture changes at once\.\n$/,
  );
});

test('findings as annotations have no line of their own, and are errors where they fail', () => {
  const [sound, click] = findingAnnotations(FAULTY.findings, 'films/a,b.mp4', false).split('\n');
  expect(sound).toBe(
    '::warning title=wrong-sound,file=films/a%2Cb.mp4::Its sound is 24000 samples (500 ms) shorter than its pictures.',
  );
  expect(click).toBe(
    '::warning title=click,file=films/a%2Cb.mp4::0:04.5 embrace: The sound jumps by 31 %25 of full scale at the transition from "meet" to "embrace".',
  );
  expect(findingAnnotations(FAULTY.findings, 'film.mp4', true)).toMatch(/^(?:::error .*\n){3}$/);
});
