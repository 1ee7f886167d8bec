import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { composeSlate } from './compose-slate.ts';
import type { SlateReference } from './slate.ts';

const SIZE = { width: 640, height: 360 };
let ffmpeg: string;
let folder: string;
let image: string;

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({ environment: process.env })).path;
  folder = await mkdtemp(join(tmpdir(), 'storyboard slate '));
  image = join(folder, 'picture.png');
  const context = createCanvas(80, 60).getContext('2d');
  context.fillStyle = '#20a060';
  context.fillRect(0, 0, 80, 60);
  await writeFile(image, context.canvas.encodeSync('png'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function frameOf(references: readonly SlateReference[], size = SIZE): Promise<Buffer> {
  const facts = { shot: 'meet', prompt: 'Dusk.', durationSeconds: 2, cost: '', model: '' };
  return (await composeSlate({ ...facts, references }, size, ffmpeg)).frameAt(0);
}

/** The smallest rectangle around all pixels in which two frames differ; undefined where they are the same. */
function difference(one: Buffer, other: Buffer, width = SIZE.width) {
  const places: { readonly x: number; readonly y: number }[] = [];
  for (let at = 0; at < one.length; at += 4) {
    if (one.readUInt32BE(at) === other.readUInt32BE(at)) continue;
    places.push({ x: (at / 4) % width, y: Math.floor(at / 4 / width) });
  }
  if (places.length === 0) return undefined;
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left + 1, height: Math.max(...ys) - top + 1 };
}

type Look = 'picture' | 'placeholder' | 'broken';

function references(count: number, look: Look, kind: SlateReference['kind'], name: string) {
  const file = look === 'picture' ? image : look === 'broken' ? join(folder, 'missing') : undefined;
  return Array.from({ length: count }, (_, index): SlateReference => {
    const reference = { name: `${name}${index}`, kind, description: 'A thing of note' };
    return file === undefined ? reference : { ...reference, file };
  });
}

const LONG = 'a-name-much-too-long-for-the-room-that-it-has-been-given-';

test.each<[Look, SlateReference['kind'], string]>([
  ['picture', 'image', 'r'],
  ['picture', 'image', LONG],
  ['placeholder', 'image', 'r'],
  ['placeholder', 'video', LONG],
  ['broken', 'video', 'r'],
])('references that have no room are counted on the last: %s of kind %s named %s', async (...kind) => {
  const six = await frameOf(references(6, ...kind));
  const nine = await frameOf(references(9, ...kind));
  const counted = difference(six, nine);
  expect(counted?.left).toBeGreaterThan(SIZE.width / 2);
  expect(counted?.top).toBeGreaterThan(SIZE.height / 2);
  expect(counted?.width).toBeGreaterThan(40);
  expect(difference(nine, await frameOf(references(8, ...kind)))).toBeDefined();
});

test('references that have no room are counted in the narrowest frame', async () => {
  const size = { width: 180, height: 320 };
  const six = await frameOf(references(6, 'placeholder', 'image', LONG), size);
  const many = await frameOf(references(30, 'placeholder', 'image', LONG), size);
  expect(difference(six, many, size.width)).toBeDefined();
});

test('a file that cannot be read looks different from an address, but only by a line', async () => {
  const address = await frameOf(references(1, 'placeholder', 'image', 'r'));
  const broken = await frameOf(references(1, 'broken', 'image', 'r'));
  const line = difference(address, broken);
  expect(line?.height).toBeLessThan(20);
  expect(line?.width).toBeGreaterThan(30);
});

test('the same slate is the same picture', async () => {
  const slate = references(9, 'picture', 'image', 'r');
  expect(difference(await frameOf(slate), await frameOf(slate))).toBeUndefined();
});
