import { expect, test } from 'vitest';
import type { VideoFacts } from '../media/probe-media.ts';
import type { SequenceParameters } from '../media/read-sps.ts';
import { videoFacts } from '../testing/facts.ts';
import { timelineOf } from '../testing/workbench.ts';
import { copyProblem } from './copy-problem.ts';

const untagged = { primaries: undefined, transfer: undefined, matrix: undefined, fullRange: undefined };
const unsaid = { primaries: 2, transfer: 2, matrix: 2 };

function problemOf(video: VideoFacts): string | undefined {
  const { width, height } = { width: 160, height: 96 };
  return copyProblem(video, timelineOf([{ shot: 'a', frames: 24 }], { width, height }));
}

function h264(different: Partial<SequenceParameters>): Partial<VideoFacts> {
  const { h264: sets } = videoFacts();
  if (sets === undefined) throw new Error('no parameters');
  return { h264: { ...sets, ...different } };
}

test('a clip that is as the film needs it can be taken over', () => {
  expect(problemOf(videoFacts())).toBeUndefined();
});

test.each<[string, Partial<VideoFacts>]>([
  ['its codec is hevc, not H.264', { codec: 'hevc', h264: undefined }],
  ['its H.264 parameters are not where they can be read', { h264: undefined }],
  ['it is 170×96, the film 160×96', { width: 170 }],
  ['its pictures are 320×192, whatever its index says', h264({ size: { width: 320, height: 192 } })],
  ['it is stored turned', { rotation: 180 }],
  ['it is stored turned', { flipped: true }],
  ['its pixels are not square', { pixelAspect: { width: 4, height: 3 } }],
  ['it has 25 fps, the film 24 fps', { frameRate: { numerator: 25, denominator: 1 } }],
  ['it has 23.976 fps, the film 24 fps', { frameRate: { numerator: 24_000, denominator: 1001 } }],
  ['it has a varying frame rate, the film 24 fps', { frameRate: undefined }],
  ['it is not H.264 High', h264({ profile: 77 })],
  ['its pixel format is not yuv420p', h264({ chroma: '4:4:4' })],
  ['its pixel format is not yuv420p', h264({ bitDepth: 10 })],
  ['it may be interlaced', h264({ interlaced: true })],
  ["its colours are of full range, the film's bt709", h264({ fullRange: true })],
  ["its colours are of code 6, the film's bt709", h264({ colour: { primaries: 1, transfer: 1, matrix: 6 } })],
  [
    "its colours are smpte170m, the film's bt709",
    { ...h264({ colour: unsaid }), colour: { ...untagged, matrix: 'smpte170m' } },
  ],
  ["its colours are not said, the film's bt709", { ...h264({ colour: unsaid }), colour: untagged }],
  ['it does not start on its own', { startsClean: false }],
  ['it does not start on its own', { closed: false }],
  ['its first pictures are not shown', { startSeconds: -1 / 24 }],
])('%s', (problem, different) => {
  expect(problemOf(videoFacts(different))).toBe(problem);
});

test('pictures above standard definition that do not say their colours are taken for bt709', () => {
  const size = { width: 1280, height: 720 };
  const video = videoFacts({ ...h264({ colour: unsaid, size }), colour: untagged, ...size });
  const timeline = timelineOf([{ shot: 'a', frames: 24 }], size);
  expect(copyProblem(video, timeline)).toBeUndefined();
});

test('a rate that is written another way is the same rate', () => {
  expect(problemOf(videoFacts({ frameRate: { numerator: 48, denominator: 2 } }))).toBeUndefined();
});
