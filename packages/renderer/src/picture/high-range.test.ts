import { chmod, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { extractFrame } from '../media/extract-frame.ts';
import { probeMedia } from '../media/probe-media.ts';
import { assemble } from '../testing/assemble.ts';
import { cornersClip, expectCorners } from '../testing/corners.ts';
import { decodeFrames } from '../testing/decode.ts';
import { videoFacts } from '../testing/facts.ts';
import { makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, timelineOf, type Workbench } from '../testing/workbench.ts';
import { canToneMap, checkLight } from './check-light.ts';

let bench: Workbench;
let canConvert: boolean;
const size = { width: 160, height: 96 };

beforeAll(async () => {
  bench = await openWorkbench();
  canConvert = await canToneMap(bench.ffmpeg);
});

afterAll(() => bench.close());

/** The corners in light: white is what paper has in such pictures, 203 candela. */
function graded(transfer: string, tags: string, video: readonly string[]): TestClip {
  const light = 'zscale=t=linear:npl=203,format=gbrpf32le';
  const colours = `scale=out_color_matrix=bt709:out_range=tv,format=yuv444p10le,setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv,${light}`;
  const range = `zscale=p=bt2020:t=${transfer}:m=bt2020nc:r=tv:npl=203,format=yuv420p10le`;
  const said = [
    '-color_primaries',
    'bt2020',
    '-color_trc',
    tags,
    '-colorspace',
    'bt2020nc',
    '-color_range',
    'tv',
  ];
  return cornersClip(160, 96, `${colours},${range}`, { video: [...video, ...said] });
}

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '4'];
const H265 = [
  '-c:v',
  'libx265',
  '-x265-params',
  'log-level=error',
  '-preset',
  'ultrafast',
  '-crf',
  '4',
  '-tag:v',
  'hvc1',
];

test('high dynamic range and wide colours become the film’s, as bright as they are meant', async (context) => {
  if (!canConvert) context.skip('this ffmpeg has no zscale');
  const clips = {
    pq: graded('smpte2084', 'smpte2084', H265),
    'pq in h264': graded('smpte2084', 'smpte2084', H264),
    hlg: graded('arib-std-b67', 'arib-std-b67', H265),
    wide: graded('bt709', 'bt709', H264),
  };
  const files: Record<string, string> = {};
  for (const [shot, clip] of Object.entries(clips)) {
    files[shot] = await makeClip(bench.ffmpeg, bench.path(`${shot}.mp4`), clip);
  }
  const timeline = timelineOf(Object.keys(clips).map((shot) => ({ shot, frames: 4 })));
  const { outFile, facts } = await assemble(bench, timeline, files, 'range');
  expect(facts.video?.colour).toEqual({
    primaries: 'bt709',
    transfer: 'bt709',
    matrix: 'bt709',
    fullRange: false,
  });
  const pictures = await decodeFrames(bench.ffmpeg, outFile, { ...size, format: 'rgb24' });
  const whole = { x: 0, y: 0, ...size };
  // Light up to a third of white stays; white itself gives way to what is brighter.
  ['pq', 'pq in h264', 'hlg'].forEach((shot, index) => {
    expectCorners(shot, pictures[index * 4] ?? new Uint8Array(), 160, undefined, whole, 48);
    const white = pictures[index * 4]?.subarray((24 * 160 + 40) * 3).subarray(0, 3) ?? [];
    expect([shot, Math.min(...white) > 205, Math.max(...white) - Math.min(...white) < 6]).toEqual([
      shot,
      true,
      true,
    ]);
  });
  const still = bench.path('hlg.png');
  await extractFrame({ file: files['hlg'] ?? '', at: 0, outFile: still, ffmpeg: bench.ffmpeg });
  const chunks: Uint8Array[] = [];
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: ['-f', 'png_pipe', '-i', fileName(still), '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
    onOutput: (chunk) => void chunks.push(chunk),
  });
  expectCorners('hlg as a still', Buffer.concat(chunks), 160, undefined, whole, 48);
  // Not converted, the green would have a red of 98 instead of 16.
  expectCorners('wide', pictures[12] ?? new Uint8Array(), 160, undefined, whole, 26);
});

test('what the pictures of a codec themselves say of their light is known without the container', async (context) => {
  if (!canConvert) context.skip('this ffmpeg has no zscale');
  const clip = { ...graded('smpte2084', 'smpte2084', H265), output: ['-movflags', '-write_colr'] };
  const file = await makeClip(bench.ffmpeg, bench.path('bare.mp4'), clip);
  expect((await probeMedia(file)).video?.colour).toMatchObject({ transfer: 'pq', primaries: 'bt2020' });
});

test('an ffmpeg that cannot convert light is said to be the problem, and not asked where there is none', async () => {
  const colour = { primaries: 'bt2020', transfer: 'hlg', matrix: 'bt2020-ncl', fullRange: false };
  const bright = videoFacts({ codec: 'hevc', h264: undefined, colour });
  const shots = new Map([
    ['a', { facts: { video: videoFacts() } }],
    ['b', { facts: { video: bright } }],
  ]);
  const poor = bench.path('poor');
  await writeFile(poor, `#!/bin/sh\necho "Unknown filter 'zscale'."\n`);
  await chmod(poor, 0o755);
  const problem = await refusalOf(checkLight(shots, poor));
  expect([problem.code, problem.message]).toEqual([
    'assembly-failed',
    'Shot "b": its pictures are of high dynamic range (HLG), and this ffmpeg has no zscale filter to bring them to the film.',
  ]);
  await checkLight(new Map([...shots].slice(0, 1)), bench.path('missing'));
});
