import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames } from '../testing/decode.ts';
import { makeClip, type TestClip } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;
const size = { width: 160, height: 96 };

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

/** Assembles a film of one clip and gives its pictures in RGB. */
async function filmOf(
  name: string,
  file: string,
  fit: 'letterbox' | 'crop' | 'blur' = 'letterbox',
  frames = 6,
) {
  const timeline = timelineOf([{ shot: name, frames, fit }]);
  const { outFile, film, facts } = await assemble(bench, timeline, { [name]: file }, `${name} film`);
  expect(facts.video).toMatchObject({
    ...size,
    frames,
    frameRate: { numerator: 24, denominator: 1 },
    pixelAspect: { width: 1, height: 1 },
    rotation: 0,
    h264: { profile: 100, chroma: '4:2:0', bitDepth: 8, colour: { primaries: 1, transfer: 1, matrix: 1 } },
  });
  const pictures = await decodeFrames(bench.ffmpeg, outFile, { ...size, format: 'rgb24' });
  expect(pictures.length).toBe(frames);
  return { why: film.clips[0]?.why, picture: pictures[frames - 1] ?? new Uint8Array() };
}

function pixel(picture: Uint8Array, x: number, y: number): readonly [number, number, number] {
  const at = (y * size.width + x) * 3;
  return [picture[at] ?? 0, picture[at + 1] ?? 0, picture[at + 2] ?? 0];
}

const isBlack = ([red, green, blue]: readonly number[]): boolean =>
  Math.max(red ?? 0, green ?? 0, blue ?? 0) < 16;

/** A red picture with a white top left quarter. */
const flag = (width: number, height: number): TestClip => ({
  frames: 6,
  size: `${width}x${height}`,
  picture: 'color=red',
  filter: 'drawbox=x=0:y=0:w=iw/2:h=ih/2:color=white:t=fill,scale=out_color_matrix=bt709',
});

function expectFlag(picture: Uint8Array, left: number, top: number, width: number, height: number): void {
  const place = (x: number, y: number) =>
    pixel(picture, Math.round(left + x * width), Math.round(top + y * height));
  const [white, red] = [place(0.2, 0.2), place(0.8, 0.8)];
  expect(Math.min(...white)).toBeGreaterThan(235);
  expect(red[0]).toBeGreaterThan(235);
  expect(Math.max(red[1], red[2])).toBeLessThan(20);
  expect(place(0.8, 0.2)[1]).toBeLessThan(20);
  expect(place(0.2, 0.8)[1]).toBeLessThan(20);
}

test('a tall clip stands between black edges', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('tall.mp4'), flag(54, 96));
  const { picture, why } = await filmOf('tall', file);
  expect(why).toBe('it is 54×96, the film 160×96');
  expectFlag(picture, 53, 0, 54, 96);
  expect([pixel(picture, 10, 48), pixel(picture, 150, 48)].every(isBlack)).toBe(true);
});

test('a clip that ends before its shot stands still, and is told with how long', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('tall.mp4'), flag(54, 96));
  const { picture, why } = await filmOf('short', file, 'letterbox', 12);
  expect(why).toBe(
    'it is 54×96, the film 160×96; it is 0.25 s shorter than its shot, its last frame is held',
  );
  expectFlag(picture, 53, 0, 54, 96);
});

test('a tall clip that is cropped fills the film', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('tall.mp4'), flag(54, 96));
  const { picture } = await filmOf('tall', file, 'crop');
  expectFlag(picture, 0, 0, 160, 96);
});

test('a tall clip over its own blurred picture leaves no black', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('tall.mp4'), flag(54, 96));
  const { picture } = await filmOf('tall', file, 'blur');
  expectFlag(picture, 53, 0, 54, 96);
  const edge = pixel(picture, 145, 80);
  expect(edge[0]).toBeGreaterThan(60);
  expect(edge[0]).toBeLessThan(200);
});

test('a wide clip lies between black edges', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('wide.mp4'), flag(192, 96));
  const { picture } = await filmOf('wide', file);
  expectFlag(picture, 0, 8, 160, 80);
  expect([pixel(picture, 80, 2), pixel(picture, 80, 93)].every(isBlack)).toBe(true);
});

test('a clip of nearly the film’s shape fills it', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('near.mp4'), flag(226, 134));
  const { picture } = await filmOf('near', file);
  expectFlag(picture, 0, 0, 160, 96);
  expect([pixel(picture, 159, 95), pixel(picture, 0, 95)].some(isBlack)).toBe(false);
});

test('pixels that are not square are made square', async () => {
  const made = flag(80, 96);
  const file = await makeClip(bench.ffmpeg, bench.path('flat.mp4'), {
    ...made,
    filter: `${made.filter},setsar=2/1`,
  });
  const { picture } = await filmOf('flat', file);
  expectFlag(picture, 0, 0, 160, 96);
});

test('a clip that is stored turned is turned', async () => {
  const file = await makeClip(bench.ffmpeg, bench.path('straight.mp4'), flag(96, 160));
  const bytes = await readFile(file);
  const matrix = bytes.indexOf('tkhd') + 4 + 4 + 4 * 5 + 8 + 8;
  [0, 0x10000, 0, -0x10000, 0, 0, 160 * 0x10000, 0, 0x40000000].forEach((value, index) => {
    bytes.writeInt32BE(value, matrix + index * 4);
  });
  const turned = bench.path('turned.mp4');
  await writeFile(turned, bytes);
  const { picture } = await filmOf('turned', turned);
  // A quarter turn clockwise takes the white quarter from the top left to the top right.
  expect(Math.min(...pixel(picture, 128, 20))).toBeGreaterThan(235);
  expect(pixel(picture, 32, 20)[1]).toBeLessThan(20);
});

const colours: readonly (readonly [string, TestClip])[] = [
  ['bt709', { filter: 'scale=out_color_matrix=bt709,format=yuv420p' }],
  [
    'not said, of standard definition',
    { video: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'], filter: 'scale=out_color_matrix=bt601' },
  ],
  [
    'bt601',
    {
      filter: 'scale=out_color_matrix=bt601,format=yuv420p,setparams=colorspace=smpte170m',
      video: [
        '-c:v',
        'libx264',
        '-colorspace',
        'smpte170m',
        '-color_primaries',
        'smpte170m',
        '-color_trc',
        'smpte170m',
      ],
    },
  ],
  [
    'of full range',
    {
      // By hand: not every ffmpeg's scale filter keeps the matrix when it changes the range.
      filter: `format=yuv420p,geq=lum='if(lt(X,W/2),89,54)':cb='if(lt(X,W/2),183,99)':cr='if(lt(X,W/2),92,255)',setparams=range=pc:colorspace=bt709`,
      video: ['-c:v', 'libx264', '-color_range', 'pc', '-colorspace', 'bt709'],
    },
  ],
  [
    '4:4:4 with ten bits',
    {
      filter: 'scale=out_color_matrix=bt709',
      video: ['-c:v', 'libx264', '-pix_fmt', 'yuv444p10le', '-colorspace', 'bt709'],
    },
  ],
  [
    'not said, of high definition',
    {
      size: '1280x768',
      frames: 2,
      filter: 'scale=out_color_matrix=bt709',
      video: ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'],
    },
  ],
];

/** In RGB, so that each clip's own filter is the first to choose how colours are written. */
const RED_BESIDE_BLUE =
  "geq=r='if(lt(X,W/2),32,255)':g='if(lt(X,W/2),96,0)':b='if(lt(X,W/2),192,0)',format=gbrp";

test.each(colours)('colours that are %s are the same to the eye in the film', async (name, made) => {
  const file = await makeClip(bench.ffmpeg, bench.path('colour.mp4'), {
    frames: 2,
    picture: 'color=black',
    ...made,
    filter: `${RED_BESIDE_BLUE},${made.filter ?? 'null'}`,
  });
  const { picture } = await filmOf(name, file, 'letterbox', 2);
  const seen = [...pixel(picture, 120, 48), ...pixel(picture, 40, 48)];
  [255, 0, 0, 0x20, 0x60, 0xc0].forEach((value, index) => {
    expect(Math.abs((seen[index] ?? 0) - value)).toBeLessThan(7);
  });
});
