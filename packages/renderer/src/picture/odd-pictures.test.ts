import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOutput } from '../ffmpeg/read-output.ts';
import { assemble } from '../testing/assemble.ts';
import { type Corner, cornersClip, expectCorners, UPRIGHT } from '../testing/corners.ts';
import { decodeFrames } from '../testing/decode.ts';
import { makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;
let encoders: string;
const size = { width: 160, height: 96 };
const WHOLE = { x: 0, y: 0, ...size };

beforeAll(async () => {
  bench = await openWorkbench();
  encoders = await readOutput({ ffmpeg: bench.ffmpeg, args: ['-encoders'] });
});

afterAll(() => bench.close());

/** A clip, and what is to be seen of it in the film. */
type Odd = {
  readonly clip: TestClip;
  readonly why: RegExp;
  readonly corners?: readonly Corner[];
  readonly part?: typeof WHOLE;
  /** The nine numbers of the matrix that a player turns the pictures by. */
  readonly matrix?: readonly number[];
};

/** One film of all these clips, four frames each: so they also have to get on with each other. */
async function expectFilm(name: string, odd: Readonly<Record<string, Odd>>): Promise<void> {
  const shots = Object.entries(odd).filter(([, { clip }]) => {
    const encoder = clip.video?.[1] ?? 'libx264';
    return encoders.includes(` ${encoder} `);
  });
  const files: Record<string, string> = {};
  for (const [shot, { clip, matrix }] of shots) {
    const file = await makeClip(bench.ffmpeg, bench.path(`${name} ${shot}.mp4`), clip);
    if (matrix !== undefined) await turn(file, matrix);
    files[shot] = file;
  }
  const timeline = timelineOf(shots.map(([shot]) => ({ shot, frames: 4 })));
  const { outFile, film } = await assemble(bench, timeline, files, name);
  const pictures = await decodeFrames(bench.ffmpeg, outFile, { ...size, format: 'rgb24' });
  expect(pictures.length).toBe(timeline.frames);
  shots.forEach(([shot, { why, corners = UPRIGHT, part = WHOLE }], index) => {
    expect([shot, film.clips[index]?.why]).toEqual([shot, expect.stringMatching(why)]);
    for (const frame of [0, 3]) {
      expectCorners(shot, pictures[index * 4 + frame] ?? new Uint8Array(), size.width, corners, part);
    }
  });
}

async function turn(file: string, matrix: readonly number[]): Promise<void> {
  const bytes = await readFile(file);
  const place = bytes.indexOf('tkhd') + 4 + 4 + 4 * 5 + 8 + 8;
  matrix.forEach((value, index) => {
    bytes.writeInt32BE(value, place + index * 4);
  });
  await writeFile(file, bytes);
}

const BT709 = 'scale=out_color_matrix=bt709:out_range=tv';
const [ONE, TWO_TO_30] = [0x10000, 0x40000000];

test('pictures that are stored turned or mirrored are shown as they are meant', async () => {
  const clip = cornersClip(160, 96, `${BT709},format=yuv420p`);
  const tall = cornersClip(96, 160, `${BT709},format=yuv420p`);
  const why = /^it is stored turned$/;
  const [w, h] = [160 * ONE, 96 * ONE];
  await expectFilm('turned', {
    'half a turn': {
      clip,
      why,
      matrix: [-ONE, 0, 0, 0, -ONE, 0, w, h, TWO_TO_30],
      corners: ['red', 'blue', 'green', 'white'],
    },
    'a quarter clockwise': {
      clip: tall,
      why: /^it is 96×160/,
      matrix: [0, ONE, 0, -ONE, 0, 0, w, 0, TWO_TO_30],
      corners: ['blue', 'white', 'red', 'green'],
    },
    'a quarter back': {
      clip: tall,
      why: /^it is 96×160/,
      matrix: [0, -ONE, 0, ONE, 0, 0, 0, h, TWO_TO_30],
      corners: ['green', 'red', 'white', 'blue'],
    },
    mirrored: {
      clip,
      why,
      matrix: [-ONE, 0, 0, 0, ONE, 0, w, 0, TWO_TO_30],
      corners: ['green', 'white', 'red', 'blue'],
    },
    'upside down': {
      clip,
      why,
      matrix: [ONE, 0, 0, 0, -ONE, 0, 0, h, TWO_TO_30],
      corners: ['blue', 'red', 'white', 'green'],
    },
  });
});

test('pictures of any codec, depth and sampling have the same colours in the film', async () => {
  const bt709 = [
    '-colorspace',
    'bt709',
    '-color_primaries',
    'bt709',
    '-color_trc',
    'bt709',
    '-color_range',
    'tv',
  ];
  const made = (
    encoder: string,
    format: string,
    more: readonly string[] = [],
    clip: TestClip = {},
  ): TestClip =>
    cornersClip(160, 96, `${BT709},format=${format}`, {
      video: ['-c:v', encoder, ...more, ...bt709],
      ...clip,
    });
  const x265 = ['-x265-params', 'log-level=error', '-tag:v', 'hvc1'];
  await expectFilm('codecs', {
    hevc: { clip: made('libx265', 'yuv420p', x265), why: /^its codec is hevc, not H\.264$/ },
    'hevc of ten bits': { clip: made('libx265', 'yuv420p10le', x265), why: /hevc/ },
    'hevc of 4:2:2': { clip: made('libx265', 'yuv422p10le', x265), why: /hevc/ },
    vp9: { clip: made('libvpx-vp9', 'yuv420p', ['-deadline', 'realtime']), why: /vp9/ },
    'vp9 of 4:4:4': { clip: made('libvpx-vp9', 'yuv444p', ['-deadline', 'realtime']), why: /vp9/ },
    av1: { clip: made('libaom-av1', 'yuv420p', ['-cpu-used', '8', '-usage', 'realtime']), why: /av1/ },
    'mpeg-4': { clip: made('mpeg4', 'yuv420p', ['-q:v', '2']), why: /^its codec is mp4v, not H\.264$/ },
    prores: { clip: made('prores_ks', 'yuv422p10le', [], { format: 'mov' }), why: /^its codec is prores/ },
    'prores with alpha': {
      clip: made('prores_ks', 'yuva444p10le', [], { format: 'mov' }),
      why: /^its codec is prores/,
    },
    'h264 of 4:2:2': { clip: made('libx264', 'yuv422p'), why: /^it is not H\.264 High$/ },
    'h264 of ten bits': { clip: made('libx264', 'yuv420p10le'), why: /^it is not H\.264 High$/ },
    'hevc of full range': {
      clip: cornersClip(160, 96, 'scale=out_color_matrix=bt709:out_range=pc,format=yuv420p', {
        video: ['-c:v', 'libx265', ...x265, ...bt709.slice(0, -1), 'pc'],
      }),
      why: /hevc/,
    },
    rgb: {
      clip: cornersClip(160, 96, 'format=gbrp', { video: ['-c:v', 'libx264rgb', '-pix_fmt', 'rgb24'] }),
      why: /^it is not H\.264 High$/,
    },
  });
});

test('pictures of odd and extreme sizes stand where they should', async () => {
  const full = { video: ['-c:v', 'libx264', '-pix_fmt', 'yuv444p', '-colorspace', 'bt709'] };
  await expectFilm('sizes', {
    odd: { clip: cornersClip(161, 97, `${BT709},format=yuv444p`, full), why: /^it is 161×97/ },
    tiny: { clip: cornersClip(20, 12, `${BT709},format=yuv444p`, full), why: /^it is 20×12/ },
    'very tall': {
      clip: cornersClip(68, 408, `${BT709},format=yuv444p`, full),
      why: /^it is 68×408/,
      part: { x: 72, y: 0, width: 16, height: 96 },
    },
    'very wide': {
      clip: cornersClip(960, 96, `${BT709},format=yuv444p`, full),
      why: /^it is 960×96/,
      part: { x: 0, y: 40, width: 160, height: 16 },
    },
    'large, not said': {
      clip: cornersClip(1600, 960, BT709, {
        video: ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'],
      }),
      why: /^it is 1600×960/,
    },
  });
});
