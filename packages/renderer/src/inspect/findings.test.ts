import { frameRate } from '@storyboard/core';
import { expect, test } from 'vitest';
import { videoFacts } from '../testing/facts.ts';
import { blackByDesign, type Cut, joinsOf, without } from './cut.ts';
import { pictureFindings } from './picture-findings.ts';
import { soundFindings } from './sound-findings.ts';
import { driftOf, structureFindings } from './structure-findings.ts';
import { undecodableFindings } from './undecodable-findings.ts';

const RATE = frameRate(24);
const fade = (frames: number, type = 'fade') => ({ type, frames });

/** Three shots: from black, with a hard cut, through a fade, to black at the end. */
const CUT: Cut = {
  frameRate: RATE,
  frames: 276,
  clips: [
    { shot: 'meet', start: 0, frames: 96, transition: fade(12) },
    { shot: 'hold', start: 96, frames: 96, transition: undefined },
    { shot: 'end', start: 180, frames: 96, transition: fade(12) },
  ],
  ending: fade(24),
  drawn: new Set(),
};

test('clips meet at hard cuts and at both ends of a transition', () => {
  expect(joinsOf(CUT)).toEqual([
    { frame: 12, before: undefined, after: 'meet', hard: false },
    { frame: 96, before: 'meet', after: 'hold', hard: true },
    { frame: 180, before: 'hold', after: 'end', hard: false },
    { frame: 192, before: 'hold', after: 'end', hard: false },
  ]);
});

test('stretches are taken out of stretches', () => {
  const rest = without(
    [
      { from: 0, to: 10 },
      { from: 20, to: 30 },
    ],
    [
      { from: 5, to: 22 },
      { from: 26, to: 27 },
    ],
  );
  expect(rest).toEqual([
    { from: 0, to: 5 },
    { from: 22, to: 26 },
    { from: 27, to: 30 },
  ]);
});

test('black is told with its shot, but not where a transition makes it', () => {
  const black = [
    { from: 0, to: 14, sudden: false },
    { from: 100, to: 110, sudden: true },
    { from: 150, to: 152, sudden: true },
    { from: 160, to: 161, sudden: true },
    { from: 165, to: 170, sudden: false },
    { from: 240, to: 276, sudden: false },
  ];
  expect(pictureFindings({ black, still: [] }, RATE, CUT)).toEqual([
    {
      code: 'black',
      message: 'It is black for 0.42 s.',
      seconds: 100 / 24,
      durationSeconds: 10 / 24,
      shot: 'hold',
    },
    {
      code: 'black',
      message: 'It is black for 0.08 s.',
      seconds: 6.25,
      durationSeconds: 2 / 24,
      shot: 'hold',
    },
    { code: 'black', message: 'It is black for 0.5 s.', seconds: 10, durationSeconds: 0.5, shot: 'end' },
  ]);
  const through: Cut = {
    ...CUT,
    clips: CUT.clips.map((clip) => ({ ...clip, transition: fade(12, 'fadeblack') })),
  };
  expect(blackByDesign(through)).toContainEqual({ from: 180, to: 192 });
  expect(blackByDesign(CUT)).not.toContainEqual({ from: 180, to: 192 });
});

test('what stands still is told for each shot, but not for drawings, not for black and not where a shot begins calm', () => {
  const still = [
    { from: 60, to: 130 },
    { from: 150, to: 170 },
    { from: 190, to: 276 },
  ];
  const black = [{ from: 252, to: 276, sudden: false }];
  const found = (drawn: readonly string[], stretches = still) =>
    pictureFindings({ black, still: stretches }, RATE, { ...CUT, drawn: new Set(drawn) }).map(
      ({ message, shot, seconds }) => [shot, seconds, message],
    );
  expect(found([])).toEqual([
    ['meet', 2.5, 'Nothing moves for 1.5 s.'],
    ['end', 190 / 24, 'Nothing moves for 2.6 s.'],
  ]);
  expect(found(['meet', 'end'])).toEqual([]);
  expect(
    found(
      [],
      [
        { from: 12, to: 60 },
        { from: 132, to: 180 },
      ],
    ),
  ).toEqual([
    ['meet', 0.5, 'Nothing moves for 2 s.'],
    ['hold', 5.5, 'Nothing moves for 2 s.'],
  ]);
  expect(
    found(
      [],
      [
        { from: 12, to: 59 },
        { from: 157, to: 180 },
      ],
    ),
  ).toEqual([]);
  expect(pictureFindings({ black: [], still }, RATE, undefined)).toHaveLength(2);
});

test('clicks name the shots that meet; loudness and peaks are told beyond their tolerance only', () => {
  const joins = joinsOf(CUT);
  const clicks = [undefined, { jump: 0.314, offset: 0 }, undefined, { jump: 0.02, offset: 3 }];
  const expected = { joins, frameRate: RATE, loudness: -14 };
  expect(soundFindings({ clicks, integrated: -18.26, truePeak: 1.24 }, expected)).toEqual([
    {
      code: 'click',
      message: 'The sound jumps by 31 % of full scale where "meet" meets "hold".',
      seconds: 4,
      shot: 'hold',
    },
    {
      code: 'click',
      message: 'The sound jumps by 2 % of full scale at the transition from "hold" to "end".',
      seconds: 8 + 3 / 48_000,
      shot: 'end',
    },
    { code: 'off-loudness', message: 'Its loudness is −18.3 LUFS; −14 LUFS is asked for.' },
    { code: 'over-peak', message: 'Its true peak is +1.2 dBTP; players cut off what is above 0 dBTP.' },
  ]);
  const quiet = { clicks: [], integrated: -14.6, truePeak: 0.3 };
  expect(soundFindings(quiet, expected)).toEqual([]);
  expect(soundFindings({ ...quiet, integrated: -30 }, { ...expected, loudness: undefined })).toEqual([]);
  const silent = { clicks: [], integrated: undefined, truePeak: undefined };
  expect(soundFindings(silent, expected)).toEqual([
    { code: 'off-loudness', message: 'It is silent; −14 LUFS is asked for.' },
  ]);
  expect(soundFindings(silent, { ...expected, loudness: undefined })).toEqual([]);
  const early = soundFindings({ ...quiet, clicks: [undefined, { jump: 0.2, offset: -960 }] }, expected);
  expect(early.map(({ message, seconds }) => [message, seconds])).toEqual([
    ['The sound of "meet" breaks off without a fade 20 ms before "hold" begins.', 3.98],
  ]);
});

const SOUND = { codec: 'aac', samplesPerSecond: 48_000, channels: 2, durationSeconds: 1 };

test('frames and sound of ours are held to the last one, those of others are not', () => {
  const cut = { frames: 24, frameRate: RATE };
  const video = videoFacts();
  const told = (media: Parameters<typeof structureFindings>[0], own = true) =>
    structureFindings(media, own ? cut : undefined).map(({ message }) => message);
  expect(told({ video, audio: SOUND })).toEqual([]);
  expect(told({ video: videoFacts({ frames: 23 }), audio: SOUND })).toEqual([
    'It has 23 frames; its shots make 24.',
  ]);
  expect(told({ video, audio: { ...SOUND, durationSeconds: 1 - 1 / 48_000 } })).toEqual([
    'Its sound is 1 sample (0.02 ms) shorter than its pictures.',
  ]);
  expect(told({ video, audio: { ...SOUND, durationSeconds: 1.05 } }, false)).toEqual([]);
  expect(told({ video, audio: { ...SOUND, durationSeconds: 1.5 } }, false)).toEqual([
    'Its sound is 24000 samples (500 ms) longer than its pictures.',
  ]);
  expect(told({ video, audio: undefined })).toEqual(['It has no sound.']);
  expect(told({ video, audio: undefined }, false)).toEqual([]);
  expect(told({ video: undefined, audio: SOUND })).toEqual(['It has no pictures.']);
  expect(driftOf({ video, audio: { ...SOUND, durationSeconds: 1.001 } })).toBe(48);
});

test('frames that do not follow each other evenly are told with the first of them', () => {
  const ticks = Array.from({ length: 24 }, (_, index) => index * 512 + (index > 11 ? 512 : 0));
  const uneven = videoFacts({ ticks, frameRate: undefined, durationSeconds: 25 / 24 });
  expect(structureFindings({ video: uneven, audio: undefined }, undefined)).toEqual([
    {
      code: 'wrong-frames',
      message: 'Its frames do not follow each other evenly: they are 41.7 to 83.3 ms apart.',
      seconds: 11 / 24,
    },
  ]);
  const milliseconds = Array.from({ length: 24 }, (_, index) => Math.round((index * 1000) / 24));
  const rounded = videoFacts({ ticks: milliseconds, ticksPerSecond: 1000, frameRate: undefined });
  expect(structureFindings({ video: rounded, audio: undefined }, undefined)).toEqual([]);
  const other = structureFindings(
    { video: videoFacts({ frameRate: frameRate(25) }), audio: SOUND },
    { frames: 24, frameRate: RATE },
  );
  expect(other.map(({ message }) => message)).toEqual([
    'It runs at 25.000 frames a second, not at its own rate.',
  ]);
});

test('errors of a decoder are counted; frames that do not come out are missed', () => {
  const decoding = {
    kind: 'pictures',
    errors: 0,
    first: '',
    seconds: undefined,
    expected: 24,
    got: 24,
    tolerance: 0,
  } as const;
  expect(undecodableFindings(decoding, '/a/film.mp4')).toEqual([]);
  expect(undecodableFindings({ ...decoding, got: 20 }, '/a/film.mp4')).toEqual([
    { code: 'undecodable', message: 'Only 20 of its 24 frames can be decoded.' },
  ]);
  const first = '[h264 @ 0x55] [error] error while decoding MB 31 5';
  expect(undecodableFindings({ ...decoding, errors: 3, first, seconds: 3.5 }, '/a/film.mp4')).toEqual([
    {
      code: 'undecodable',
      message: 'Its pictures do not decode cleanly: 3 errors, the first: error while decoding MB 31 5.',
      seconds: 3.5,
    },
  ]);
});
