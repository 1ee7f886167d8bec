import { readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assembleFilm } from '../assemble/assemble-film.ts';
import { inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { readMovie } from '../mp4/read-movie.ts';
import { makeClip } from '../testing/make-clip.ts';
import { lyingParameterSet } from '../testing/parameter-sets.ts';
import { openWorkbench, refusalOf, timelineOf, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;
let good: string;

beforeAll(async () => {
  bench = await openWorkbench();
  good = await makeClip(bench.ffmpeg, bench.path('good.mp4'), { frames: 12, sound: 'sine=440' });
});

afterAll(() => bench.close());

/** The error of a film in which this file stands beside a good one. */
async function refused(name: string, content: Buffer | string): Promise<string> {
  const file = bench.path(name);
  await writeFile(file, content);
  const outFile = bench.path('film.mp4');
  const timeline = timelineOf([
    { shot: 'good', frames: 12 },
    { shot: 'bad', frames: 12, transition: { type: 'fade', frames: 3 } },
  ]);
  const problem = await refusalOf(
    assembleFilm({
      timeline,
      files: new Map([
        ['good', good],
        ['bad', file],
      ]),
      outFile,
      cacheFolder: bench.path('cache'),
      ffmpeg: bench.ffmpeg,
    }),
  );
  expect(problem.code).toBe('assembly-failed');
  expect(problem.message).not.toContain(bench.folder);
  expect(await readdir(bench.folder)).not.toContain('film.mp4');
  return problem.message;
}

/** The clip with other bytes where it said something, as long as before. */
async function changed(change: (bytes: Buffer) => void, source = good): Promise<Buffer> {
  const bytes = await readFile(source);
  change(bytes);
  return bytes;
}

test('documents that name local files are refused unread', async () => {
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.6,\nfile://${good}\n#EXT-X-ENDLIST\n`;
  expect(await refused('list.mp4', playlist)).toBe('Shot "bad": list.mp4 is a playlist, not a film.');
  expect(await refused('concat.mp4', `ffconcat version 1.0\nfile '${good}'\n`)).toBe(
    'Shot "bad": concat.mp4 is not an MP4 film.',
  );
  expect(await refused('page.mp4', '<!doctype html>')).toBe(
    'Shot "bad": page.mp4 is a web page or another document, not a film.',
  );
  expect(await refused('answer.mp4', '{"error":"expired"}')).toBe(
    'Shot "bad": answer.mp4 is a JSON document, not a film.',
  );
});

test('ffmpeg itself follows no playlist either, whatever it is called', async () => {
  const file = bench.path('followed.mp4');
  await writeFile(file, `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.6,\n${good}\n#EXT-X-ENDLIST\n`);
  const problem = await refusalOf(
    runFfmpeg({ ffmpeg: bench.ffmpeg, args: [...inputFile(file), '-f', 'null', '-'] }),
  );
  expect(problem.code).toBe('ffmpeg-failed');
});

test('pictures that are kept in another file are not fetched from there', async () => {
  // The same length: what follows the reference is not moved.
  const elsewhere = await changed((bytes) => {
    const place = bytes.indexOf('dref');
    expect(bytes.toString('latin1', place + 16, place + 20)).toBe('url ');
    bytes.writeUInt32BE(0, place + 20);
  });
  const place = elsewhere.indexOf('dref') - 4;
  const url = Buffer.from(`file://${good}\0`);
  const grown = Buffer.concat([elsewhere.subarray(0, place + 28), url, elsewhere.subarray(place + 28)]);
  for (const box of ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref', 'url ']) {
    const at = grown.indexOf(box) - 4;
    grown.writeUInt32BE(grown.readUInt32BE(at) + url.length, at);
  }
  expect(await refused('elsewhere.mp4', grown)).toBe(
    'Shot "bad": elsewhere.mp4 keeps its pictures or sounds in another file.',
  );
});

test('a file that says it goes on to its end, and does not, is refused', async () => {
  const fast = await makeClip(bench.ffmpeg, bench.path('fast.mp4'), {
    frames: 48,
    picture: 'mandelbrot',
    output: ['-movflags', '+faststart'],
  });
  const open = await changed((bytes) => void bytes.writeUInt32BE(0, bytes.indexOf('mdat') - 4), fast);
  expect(open.subarray(0, Math.floor(open.length / 2)).indexOf('mdat')).toBeGreaterThan(0);
  const message = await refused('broken off.mp4', open.subarray(0, Math.floor(open.length / 2)));
  expect(message).toMatch(/^Shot "bad": broken off\.mp4 is cut off: at least \d+ bytes are missing\.$/);
});

test('pictures of a size that would eat the memory are refused, whoever says the size', async () => {
  const said = await changed((bytes) => {
    const entry = bytes.lastIndexOf('avc1') + 4;
    bytes.writeUInt16BE(15_000, entry + 24);
    bytes.writeUInt16BE(15_000, entry + 26);
  });
  expect(await refused('large.mp4', said)).toBe(
    'Shot "bad": large.mp4 has pictures of 15000×15000; 40 million pixels are the most that is read.',
  );
  const set = lyingParameterSet(15_000, 15_000);
  const secret = await changed((bytes) => {
    const record = bytes.indexOf('avcC') + 4;
    const length = bytes.readUInt16BE(record + 6);
    expect(length).toBeGreaterThanOrEqual(set.length);
    // Zeros may follow a parameter set.
    bytes.fill(0, record + 8, record + 8 + length);
    set.copy(bytes, record + 8);
  });
  // Whichever is tried first: its sound, or the fade into it.
  expect(await refused('secret.mp4', secret)).toMatch(/^(Shot|Shots "good" and) "bad": .*15008x15008/);
});

test('a take of which hardly anything can be decoded is told, and the film is made all the same', async () => {
  const table = async (kind: 'pictures' | 'sound') => {
    const found = (await readMovie(good))?.tables.find((one) => one.kind === kind);
    if (found === undefined) throw new Error(`It has no ${kind}.`);
    return found;
  };
  for (const [kind, from] of [
    ['pictures', 1],
    ['sound', 1],
  ] as const) {
    const { offsets, sizes, packets } = await table(kind);
    const bad = bench.path(`hardly any ${kind}.mp4`);
    const bytes = await changed((content) => {
      for (let packet = from; packet < packets; packet += 1) {
        const start = offsets[packet] ?? 0;
        content.fill(0xff, start, start + (sizes[packet] ?? 0));
      }
    });
    await writeFile(bad, bytes);
    const { findings } = await assembleFilm({
      timeline: timelineOf([
        { shot: 'good', frames: 12 },
        { shot: 'bad', frames: 12, transition: { type: 'fade', frames: 3 } },
      ]),
      files: new Map([
        ['good', good],
        ['bad', bad],
      ]),
      toDecode: new Set(['good', 'bad']),
      outFile: bench.path(`${kind} film.mp4`),
      cacheFolder: bench.path('cache'),
      ffmpeg: bench.ffmpeg,
    });
    const shots = findings.flatMap(({ code, shot }) =>
      code === 'undecodable' && shot !== undefined ? [shot] : [],
    );
    expect(shots).toEqual(['bad']);
  }
});
