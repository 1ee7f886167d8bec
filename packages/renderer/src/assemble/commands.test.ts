import { resolve } from 'node:path';
import type { Timeline } from '@storyboard/core';
import { expect, test } from 'vitest';
import type { VideoFacts } from '../media/probe-media.ts';
import { videoFacts } from '../testing/facts.ts';
import { type TestTimelineClip, timelineOf } from '../testing/workbench.ts';
import { pieceEncoding } from './encoding.ts';
import { bodyCommand, joinCommand } from './piece-command.ts';
import { type CopyRange, type JoinPiece, planPictures } from './plan-pictures.ts';

const absolute = (name: string): string => `file:${resolve(name)}`;

function joinOf(clips: readonly TestTimelineClip[], copies: readonly (CopyRange | undefined)[] = []) {
  const timeline = timelineOf(clips);
  const piece = planPictures(timeline, copies).find(
    (candidate): candidate is JoinPiece => candidate.kind === 'join',
  );
  if (piece === undefined) throw new Error('no join');
  return { timeline, piece };
}

function footage(file: string, video: VideoFacts, seekable = false) {
  return { file, video, seekable, inTurn: false };
}

function output(timeline: Timeline) {
  return { timeline, encoding: pieceEncoding(timeline), outFile: 'out.mp4' };
}

const encoding = [
  ...['-c:v', 'libx264', '-profile:v', 'high', '-pix_fmt', 'yuv420p', '-preset', 'veryfast', '-crf', '17'],
  ...[
    '-x264-params',
    'stitchable=1:open-gop=0:cpu-independent=1:rc-lookahead=8:sync-lookahead=0',
    '-g',
    '48',
    '-threads',
    '3',
  ],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
  ...['-flags:v', '+bitexact', '-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-fflags', '+bitexact', '-video_track_timescale', '12288', '-f', 'mp4'],
];
const opened = (name: string, options: readonly string[] = []) => [
  ...[
    '-protocol_whitelist',
    'file',
    '-max_pixels',
    '40000000',
    ...options,
    '-f',
    'mov',
    '-i',
    absolute(name),
  ],
];
const filmPictures =
  'format=yuv420p,setsar=1,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709';
const scaled = (size: string, colours = 'auto') =>
  `scale=${size}:flags=lanczos+accurate_rnd+full_chroma_int:in_color_matrix=${colours}:out_color_matrix=bt709:out_range=tv`;
const taken = (from: number, end: number) =>
  `setpts=PTS-STARTPTS,fps=24/1,tpad=stop_mode=clone:stop=${end},trim=start_frame=${from}:end_frame=${end},setpts=PTS-STARTPTS,fps=24/1`;

test('a body is cut, fitted, tagged and encoded', () => {
  const timeline = timelineOf([{ shot: 'a', frames: 24, transition: { type: 'fade', frames: 4 } }]);
  const [, body] = planPictures(timeline, []);
  if (body?.kind !== 'body') throw new Error('no body');
  const video = videoFacts({ width: 54, height: 96, displayWidth: 54 });
  expect(bodyCommand(body, footage('-a, b.mp4', video), output(timeline))).toEqual([
    ...opened('-a, b.mp4', ['-threads', '1']),
    ...['-filter_complex_threads', '1', '-filter_complex'],
    `[0:v:0]${taken(4, 24)},${scaled("w='max(2,2*round(min(160,96*dar)/2))':h='max(2,2*round(min(96,160/dar)/2))'")},setsar=1,pad=160:96:-1:-1:color=black,${filmPictures}[film]`,
    ...['-map', '[film]', '-frames:v', '20', ...encoding, absolute('out.mp4')],
  ]);
});

test('a join takes the last frames of one clip and the first of the next', () => {
  const { timeline, piece } = joinOf([
    { shot: 'a', frames: 24 },
    { shot: 'b', frames: 24, transition: { type: 'wipeleft', frames: 6 } },
  ]);
  const video = videoFacts();
  const command = joinCommand(piece, footage('a.mp4', video), footage('b.mp4', video), output(timeline));
  expect(command).toEqual([
    ...opened('a.mp4', ['-threads', '1']),
    ...opened('b.mp4', ['-threads', '1']),
    ...['-filter_complex_threads', '1', '-filter_complex'],
    [
      `[0:v:0]${taken(18, 24)},${scaled('w=160:h=96')},${filmPictures},tpad=stop_mode=clone:stop=2[from]`,
      `[1:v:0]${taken(0, 6)},${scaled('w=160:h=96')},${filmPictures},tpad=stop_mode=clone:stop=2[to]`,
      '[from][to]xfade=transition=wipeleft:duration=0.250000:offset=0.000000,trim=end_frame=6,format=yuv420p[film]',
    ].join(';'),
    ...['-map', '[film]', '-frames:v', '6', ...encoding, absolute('out.mp4')],
  ]);
});

test('a join between copied frames holds all that lies between them, and decodes from the last key picture', () => {
  const { timeline, piece } = joinOf(
    [
      { shot: 'a', frames: 24 },
      { shot: 'b', frames: 24, transition: { type: 'fade', frames: 6 } },
    ],
    [
      { from: 0, end: 15 },
      { from: 12, end: 24 },
    ],
  );
  expect(piece).toMatchObject({ start: 15, frames: 3 + 6 + 6, before: 3, overlap: 6 });
  const video = videoFacts({ keyframes: [0, 12] });
  const command = joinCommand(
    piece,
    footage('a.mp4', video, true),
    footage('b.mp4', video, true),
    output(timeline),
  );
  const graph = [
    `[0:v:0]${taken(0, 9)},${scaled('w=160:h=96')},${filmPictures},tpad=stop_mode=clone:stop=2[from]`,
    `[1:v:0]${taken(0, 12)},${scaled('w=160:h=96')},${filmPictures},tpad=stop_mode=clone:stop=2[to]`,
    '[from][to]xfade=transition=fade:duration=0.250000:offset=0.125000,trim=end_frame=15,format=yuv420p[film]',
  ].join(';');
  expect(command).toEqual([
    ...opened('a.mp4', ['-threads', '1', '-seek_timestamp', '1', '-ss', '0.604167']),
    ...opened('b.mp4', ['-threads', '1']),
    ...['-filter_complex_threads', '1', '-filter_complex', graph],
    ...['-map', '[film]', '-frames:v', '15', ...encoding, absolute('out.mp4')],
  ]);
});

test('a join from black makes the black itself', () => {
  const { timeline, piece } = joinOf([{ shot: 'a', frames: 24, transition: { type: 'fade', frames: 6 } }]);
  const command = joinCommand(piece, undefined, footage('a.mp4', videoFacts()), output(timeline));
  expect(command.filter((part) => part === '-i')).toHaveLength(1);
  expect(command.find((part) => part.includes('xfade'))).toMatch(
    /^color=c=black:s=160x96:r=24\/1,trim=end_frame=6,.*\[from\];\[0:v:0\]setpts/,
  );
});

test('a name of a transition that is no word never reaches a filter graph', () => {
  const { timeline, piece } = joinOf([
    { shot: 'a', frames: 24, transition: { type: "fade,movie='/etc/passwd'", frames: 6 } },
  ]);
  const command = () => joinCommand(piece, undefined, footage('a.mp4', videoFacts()), output(timeline));
  expect(command).toThrow('is not the name of a transition');
});
