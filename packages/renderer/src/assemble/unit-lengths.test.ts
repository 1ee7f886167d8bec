import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMovie } from '../mp4/read-movie.ts';
import { assemble } from '../testing/assemble.ts';
import { decodeFrames } from '../testing/decode.ts';
import { FILM_VIDEO, makeNumberedClip, NUMBERED, readNumber } from '../testing/make-clip.ts';
import { openWorkbench, timelineOf, type Workbench } from '../testing/workbench.ts';

const FRAMES = 12;
/** Several units a picture, each of fewer than 256 bytes, and no remarks of the encoder. */
const SLICED = [
  ...FILM_VIDEO,
  ...['-x264-params', 'aud=1:slice-max-size=200', '-bsf:v', 'filter_units=remove_types=6'],
];

let bench: Workbench;

beforeAll(async () => {
  bench = await openWorkbench();
});

afterAll(() => bench.close());

test.each([1, 2] as const)(
  'a clip that says in %i bytes how long its units are is in the film beside others, frame by frame',
  async (lengthBytes) => {
    const [a, long] = (await Promise.all(
      ['a', 'b'].map((name, index) =>
        makeNumberedClip(bench.ffmpeg, bench.path(`${name} ${lengthBytes}.mp4`), {
          ...{ first: index * 100, frames: FRAMES, half: 'top', video: SLICED },
        }),
      ),
    )) as [string, string];
    const b = await shorten(long, lengthBytes);
    const timeline = timelineOf(['a', 'b', 'c'].map((shot) => ({ shot, frames: FRAMES })));
    const { outFile, film } = await assemble(bench, timeline, { a, b, c: a }, `film ${lengthBytes}`);
    expect(film.clips.map(({ how }) => how)).toEqual(['copied', 'encoded', 'copied']);
    const frames = await decodeFrames(bench.ffmpeg, outFile, { ...NUMBERED, format: 'gray' });
    const numbers = Array.from({ length: FRAMES }, (_, index) => index);
    const expected = [0, 100, 0].flatMap((first) => numbers.map((number) => first + number));
    expect(frames.map((frame) => readNumber(frame, 'top'))).toEqual(expected);
  },
);

/** Rewrites a clip in place: what the lengths no longer take up is filled with a unit that says nothing. */
async function shorten(file: string, lengthBytes: 1 | 2): Promise<string> {
  const bytes = await readFile(file);
  const [pictures] = (await readMovie(file))?.tables ?? [];
  expect(pictures?.packets).toBe(FRAMES);
  for (let packet = 0; packet < FRAMES; packet += 1) {
    const from = pictures?.offsets[packet] ?? 0;
    const whole = bytes.subarray(from, from + (pictures?.sizes[packet] ?? 0));
    const units = unitsOf(whole);
    expect(units.length).toBeGreaterThan(1);
    const filler = Buffer.alloc(units.length * (4 - lengthBytes) - lengthBytes, 0xff);
    filler[0] = 12;
    filler[filler.length - 1] = 0x80;
    const rewritten = Buffer.concat([...units, filler].map((unit) => withLength(unit, lengthBytes)));
    expect(rewritten.copy(whole)).toBe(whole.length);
  }
  const configuration = bytes.indexOf('avcC') + 4;
  bytes[configuration + 4] = 0xfc | (lengthBytes - 1);
  const rewritten = `${file.slice(0, -4)} shortened.mp4`;
  await writeFile(rewritten, bytes);
  return rewritten;
}

function unitsOf(packet: Buffer): readonly Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at < packet.length; ) {
    const length = packet.readUInt32BE(at);
    units.push(Buffer.from(packet.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return units;
}

function withLength(unit: Buffer, lengthBytes: number): Buffer {
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(unit.length, 0, lengthBytes);
  return Buffer.concat([length, unit]);
}
