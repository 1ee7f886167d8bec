import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pieceEncoding } from '../assemble/encoding.ts';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { drawFootage, type Footage } from './draw-footage.ts';
import type { Slate } from './slate.ts';

let ffmpeg: string;
let folder: string;
let image: string;
let count = 0;

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({ environment: process.env })).path;
  folder = await mkdtemp(join(tmpdir(), 'storyboard footage '));
  image = join(folder, "it's an image.png");
  const canvas = createCanvas(400, 300);
  const context = canvas.getContext('2d');
  context.fillStyle = '#20a060';
  context.fillRect(0, 0, 400, 300);
  await writeFile(image, canvas.encodeSync('png'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const slate: Slate = {
  shot: 'meet',
  prompt: '@gallery at dusk. Nobody is there.',
  durationSeconds: 1,
  cost: '$0.43 with shortapi',
  model: 'wan-2.6-r2v',
  references: [],
};

function footage(changes: Partial<Footage> = {}): Footage {
  const frameRate = { numerator: 24, denominator: 1 };
  const outFile = join(folder, `clip ${count++}.mp4`);
  return { slate, width: 320, height: 180, frameRate, frames: 12, outFile, ffmpeg, ...changes };
}

/** The frames of a clip, each as this many bytes of gray. */
async function decode(file: string, width = 8, height = 8): Promise<readonly Buffer[]> {
  const chunks: Uint8Array[] = [];
  const output = ['-vf', `scale=${width}:${height}`, '-f', 'rawvideo', '-pix_fmt', 'gray', 'pipe:1'];
  await runFfmpeg({
    ffmpeg,
    args: ['-i', `file:${file}`, ...output],
    onOutput: (chunk) => void chunks.push(chunk),
  });
  const bytes = Buffer.concat(chunks);
  return Array.from({ length: bytes.length / (width * height) }, (_, index) =>
    bytes.subarray(index * width * height, (index + 1) * width * height),
  );
}

async function digest(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** What ffmpeg says of a file. */
async function describe(file: string): Promise<string> {
  let log = '';
  await runFfmpeg({
    ffmpeg,
    args: ['-i', `file:${file}`, '-map', '0', '-c', 'copy', '-f', 'framecrc', 'pipe:1'],
    onOutput: (chunk) => {
      log += Buffer.from(chunk).toString('latin1');
    },
  });
  return log;
}

test.each([
  [24, 1, 320, 180, 30],
  [25, 1, 180, 320, 7],
  [30, 1, 320, 320, 1],
  [24_000, 1001, 320, 240, 25],
  [60, 1, 240, 320, 61],
])(
  'a clip at %i/%i fps of %i×%i has exactly its %i frames',
  async (numerator, denominator, width, height, frames) => {
    const clip = footage({ frameRate: { numerator, denominator }, width, height, frames });
    const seen: number[] = [];
    await drawFootage(clip, { onProgress: (fraction) => seen.push(fraction) });
    expect(await decode(clip.outFile)).toHaveLength(frames);
    const facts = await describe(clip.outFile);
    expect(facts).toContain(`#dimensions 0: ${width}x${height}`);
    expect(facts).toContain('#sar 0: 1/1');
    expect(facts.match(/^#codec_id/gm)).toHaveLength(1);
    expect(seen).toHaveLength(frames);
    expect(seen.at(-1)).toBe(1);
  },
);

test('the same input gives the same bytes, at the same time as well', async () => {
  const references = [{ name: 'gallery', kind: 'image', file: image }] as const;
  const clips = [1, 2, 3].map(() => footage({ slate: { ...slate, references } }));
  const [first, ...others] = clips;
  if (first === undefined) throw new Error('There are three clips.');
  await drawFootage(first);
  await Promise.all(others.map((clip) => drawFootage(clip)));
  const digests = await Promise.all(clips.map((clip) => digest(clip.outFile)));
  expect(new Set(digests).size).toBe(1);
});

test('another prompt gives other pictures', async () => {
  const [one, other] = [footage(), footage({ slate: { ...slate, prompt: 'Rain.' } })];
  await drawFootage(one);
  await drawFootage(other);
  expect(await digest(one.outFile)).not.toBe(await digest(other.outFile));
});

test('a prompt of signs that filters, shells and terminals read is drawn as text', async () => {
  const prompt = `It's "quoted" %{pts} %d ; [a],[b]=c:d 'x' \\ \\n\n$(touch x) \`ls\` \u0007\u0000\u001B[2J drawtext=text='@@'`;
  const [clip, empty] = [
    footage({ slate: { ...slate, prompt } }),
    footage({ slate: { ...slate, prompt: '' } }),
  ];
  await drawFootage(clip);
  await drawFootage(empty);
  const [drawn] = await decode(clip.outFile, 320, 180);
  const [blank] = await decode(empty.outFile, 320, 180);
  expect(brightPixels(drawn)).toBeGreaterThan(brightPixels(blank) + 500);
});

test('a huge prompt, in words or in one, stays inside the frame', async () => {
  const empty = footage({ frames: 1, slate: { ...slate, prompt: '' } });
  await drawFootage(empty);
  const margin = Math.round(180 * 0.0625);
  for (const prompt of [
    'a long walk through the marble halls '.repeat(200),
    'x'.repeat(9000),
    '浣熊'.repeat(3000),
  ]) {
    const clip = footage({ frames: 1, slate: { ...slate, prompt } });
    await drawFootage(clip);
    const [frame] = await decode(clip.outFile, 320, 180);
    expect(brightPixels(frame)).toBeGreaterThan(1000);
    expect(
      brightestIn(
        frame,
        (x, y) => x < margin - 2 || x >= 322 - margin || y < margin - 2 || y >= 182 - margin,
      ),
    ).toBeLessThan(90);
  }
});

test('references may have a file or none, and their pictures move', async () => {
  const file = join(folder, 'moving.mp4');
  await runFfmpeg({
    ffmpeg,
    args: ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=24:d=1', '-pix_fmt', 'yuv420p', file],
  });
  const references = [
    { name: 'gallery', kind: 'image', file: image },
    { name: 'raccoon', kind: 'video', file, description: 'A raccoon of the city' },
    { name: 'statue', kind: 'video', description: 'Only an address is known of it' },
    { name: 'lamp', kind: 'image', file: join(folder, 'missing.png') },
  ] as const;
  const clip = footage({ slate: { ...slate, references }, frames: 24, width: 640, height: 360 });
  await drawFootage(clip);
  const frames = await decode(clip.outFile, 64, 36);
  const [first, last] = [frames[0], frames.at(-1)];
  expect(first && last && !first.equals(last)).toBe(true);
});

test('colours come back as they were drawn', async () => {
  const references = [{ name: 'gallery', kind: 'image', file: image }] as const;
  const clip = footage({ slate: { ...slate, references }, width: 640, height: 360, frames: 2 });
  await drawFootage(clip);
  const chunks: Uint8Array[] = [];
  // The middle of the picture: right of the middle of the frame.
  const filters = 'crop=40:40:440:140,scale=1:1:in_color_matrix=bt709:in_range=tv,format=rgb24';
  const output = ['-frames:v', '1', '-vf', filters, '-f', 'rawvideo', 'pipe:1'];
  await runFfmpeg({
    ffmpeg,
    args: ['-i', `file:${clip.outFile}`, ...output],
    onOutput: (chunk) => void chunks.push(chunk),
  });
  const [red = 0, green = 0, blue = 0] = Buffer.concat(chunks);
  expect(Math.abs(red - 0x20)).toBeLessThan(6);
  expect(Math.abs(green - 0xa0)).toBeLessThan(6);
  expect(Math.abs(blue - 0x60)).toBeLessThan(6);
});

test('an abort ends the work at once and leaves nothing behind', async () => {
  const clip = footage({ frames: 20_000 });
  const stop = new AbortController();
  const reason = new Error('enough');
  let frames = 0;
  const drawing = drawFootage(clip, {
    signal: stop.signal,
    onProgress: () => {
      if (++frames === 20) stop.abort(reason);
    },
  });
  await expect(drawing).rejects.toBe(reason);
  expect(frames).toBeLessThan(40);
  expect(
    (await readdir(folder)).filter((name) => name.startsWith(clip.outFile.slice(folder.length + 1))),
  ).toEqual([]);
});

test('a clip has the parameter sets of the pieces that a film is made of', async () => {
  const clip = footage({ frames: 3, width: 640, height: 360 });
  await drawFootage(clip);
  const piece = join(folder, 'piece.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=24:d=1', '-vf', 'setsar=1'];
  await runFfmpeg({ ffmpeg, args: [...source, ...pieceEncoding(clip), `file:${piece}`] });
  expect(await parameterSets(clip.outFile)).toEqual(await parameterSets(piece));
});

/** The bytes of the box that decoders are set up with. */
async function parameterSets(file: string): Promise<string> {
  const bytes = await readFile(file);
  const at = bytes.indexOf('avcC');
  return bytes.subarray(at, at - 4 + bytes.readUInt32BE(at - 4)).toString('hex');
}

test('a clip that cannot be written fails with what ffmpeg says, and leaves nothing behind', async () => {
  const outFile = join(folder, 'no such folder', 'clip.mp4');
  await expect(drawFootage(footage({ outFile }))).rejects.toMatchObject({ code: 'ffmpeg-failed' });
});

test.each([
  ['is cut short', 'truncate -s -200 "$last"'],
  ['is empty', ': > "$last"'],
  ['is missing', 'rm "$last"'],
])('a clip that %s though ffmpeg calls it a success fails, and leaves nothing behind', async (_, spoil) => {
  const program = await spoilingFfmpeg(`last=$(printf %s "$last" | cut -c6-); ${spoil}`);
  const clip = footage({ ffmpeg: program });
  await expect(drawFootage(clip)).rejects.toMatchObject({ code: 'ffmpeg-failed' });
  expect(await remainsOf(clip)).toEqual([]);
});

test('a clip with too few frames fails', async () => {
  const program = await spoilingFfmpeg('', 's/^12$/11/');
  const clip = footage({ ffmpeg: program });
  await expect(drawFootage(clip)).rejects.toThrow('11 of 12 frames');
  expect(await remainsOf(clip)).toEqual([]);
});

/** A program that passes its arguments to ffmpeg, each edited by sed, and then spoils the file `$last`. */
async function spoilingFfmpeg(spoil: string, edit = ''): Promise<string> {
  const program = join(folder, `spoiling ffmpeg ${count++}`);
  const lines = [
    '#!/bin/bash',
    'args=()',
    `for arg in "$@"; do args+=("$(printf %s "$arg" | sed '${edit}')"); last=$arg; done`,
    `"${ffmpeg}" "\${args[@]}" || exit`,
    spoil,
    'exit 0',
  ];
  await writeFile(program, lines.join('\n'));
  await chmod(program, 0o755);
  return program;
}

async function remainsOf(clip: Footage): Promise<readonly string[]> {
  const name = clip.outFile.slice(folder.length + 1);
  return (await readdir(folder)).filter((file) => file.startsWith(name));
}

function brightPixels(frame: Buffer | undefined): number {
  return frame === undefined ? 0 : frame.filter((value) => value > 110).length;
}

function brightestIn(frame: Buffer | undefined, where: (x: number, y: number) => boolean): number {
  let brightest = 0;
  for (const [index, value] of (frame ?? Buffer.alloc(0)).entries()) {
    if (where(index % 320, Math.floor(index / 320))) brightest = Math.max(brightest, value);
  }
  return brightest;
}
