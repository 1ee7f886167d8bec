import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleAssembly } from './joins/bundle-assembly.js';
import { DISTINCT, makeClips } from './joins/clips.js';
import { countFilm } from './joins/count-film.js';
import { printGoals } from './joins/goals.js';
import { measureProcess } from './joins/measure-process.js';
import { peers, RATE } from './joins/peers.js';
import { median } from './measure.js';

/**
 * @import { Clip, Kind } from './joins/clips.js'
 * @import { Film } from './joins/peers.js'
 * @import { Taken } from './joins/measure-process.js'
 *
 * @typedef {Taken & { readonly name: string, readonly ratio: number, readonly cpuRatio: number, readonly frames: number, readonly drift: number, readonly wantedFrames: number }} Row
 */

const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: 'short,long,mixed' },
    cuts: { type: 'string', default: 'hard,fade' },
    shots: { type: 'string', default: '6,24' },
    ways: { type: 'string', default: 'ours,stream copy,concat filter,xfade,melt,GES,fluent' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    size: { type: 'string', default: '1280x720' },
    // As our own pieces are encoded, so that all do the same work; ffmpeg's own default is `medium`.
    preset: { type: 'string', default: 'veryfast' },
    how: { type: 'boolean', default: false },
  },
});
const FADE_SECONDS = 0.5;
const { size } = values;
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const ffmpeg = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';

const unknown = values.clips.split(',').find((kind) => !['short', 'long', 'mixed'].includes(kind));
if (unknown !== undefined) {
  console.error(`joins: there are no clips ${unknown}; there are short, long and mixed.`);
  process.exit(2);
}

console.log(`whole processes in turn, medians; those that encode the film once, the others ${rounds} times;`);
console.log(`clips of ${seconds} s, films of ${size} at ${RATE} frames per second; Node ${process.version},`);
console.log(`${spawnSync(ffmpeg, ['-version'], { encoding: 'utf8' }).stdout.split(' Copyright')[0]}\n`);
const programFolder = mkdtempSync(join(tmpdir(), 'storyboard-bench-'));
process.once('exit', () => rmSync(programFolder, { recursive: true }));
const program = await bundleAssembly(programFolder);
/** @type {{ readonly title: string, readonly rows: readonly Row[] }[]} */
const tables = [];
for (const kind of /** @type {Kind[]} */ (values.clips.split(','))) {
  const clips = makeClips(kind, { ffmpeg, seconds, size });
  for (const cut of values.cuts.split(',')) {
    for (const shots of values.shots.split(',').map(Number)) {
      const title = `${kind === 'mixed' ? 'mixed clips' : `${kind} groups of pictures`}, ${cut === 'fade' ? `fades of ${FADE_SECONDS} s` : 'hard cuts'}, ${shots} shots`;
      const rows = await measureFilm(kind, clips, shots, cut === 'fade' ? FADE_SECONDS : 0);
      printRows(title, rows);
      tables.push({ title, rows });
    }
  }
}
printGoals(tables);

/**
 * @param {Kind} kind
 * @param {readonly Clip[]} clips
 * @param {number} shots
 * @param {number} fadeSeconds
 */
async function measureFilm(kind, clips, shots, fadeSeconds) {
  const work = mkdtempSync(join(tmpdir(), 'storyboard-bench-'));
  const used = Array.from({ length: shots }, (_, index) => /** @type {Clip} */ (clips[index % DISTINCT]));
  /** @type {Film} */
  const film = {
    clips: used,
    seconds,
    fadeSeconds,
    size,
    agree: kind !== 'mixed',
    preset: values.preset,
    ffmpeg,
  };
  const wantedFrames = Math.round((shots * seconds - (shots - 1) * fadeSeconds) * RATE);
  try {
    const ways = [...ownWays(film, clips.slice(DISTINCT), work), ...peerWays(film, work)].filter(({ name }) =>
      values.ways.split(',').some((part) => name.includes(part)),
    );
    const takes = ways.map(() => /** @type {Taken[]} */ ([]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, way] of ways.entries()) {
        if (round > 0 && !way.isQuick) continue;
        takes[index]?.push(await way.run(round));
      }
    }
    // What others are compared with is the last of these that was run: each way on the left is for one kind of film.
    const baselines = ['ffmpeg, concat filter', 'ffmpeg, xfade graph', 'ffmpeg, stream copy'];
    const base = baselines
      .map((name) => ways.findIndex((way) => way.name === name))
      .findLast((at) => at >= 0);
    return ways.map(({ name, out }, index) => {
      const own = takes[index] ?? [];
      const others = takes[base ?? -1] ?? [];
      return {
        name,
        wallSeconds: median(own.map((taken) => taken.wallSeconds)),
        cpuSeconds: median(own.map((taken) => taken.cpuSeconds)),
        peakBytes: Math.max(...own.map((taken) => taken.peakBytes)),
        ratio: ratioOf(own, others, 'wallSeconds'),
        cpuRatio: ratioOf(own, others, 'cpuSeconds'),
        wantedFrames,
        ...countFilm(ffmpeg, out, Math.round((wantedFrames / RATE) * 48_000)),
      };
    });
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 10 });
  }
}

/**
 * Ours with nothing kept, with everything kept, and with everything kept but one shot that is new.
 *
 * @param {Film} film
 * @param {readonly Clip[]} spare
 * @param {string} work
 */
function ownWays(film, spare, work) {
  const cache = join(work, 'cache');
  const out = join(work, 'ours.mp4');
  /** @param {readonly Clip[]} clips @param {string} cacheFolder @param {string} outFile */
  const assemble = async (clips, cacheFolder, outFile) => {
    const order = join(work, 'order.json');
    const files = clips.map(({ file }, index) => [`shot-${index}`, file]);
    writeFileSync(order, JSON.stringify({ timeline: timelineOf(film), files, outFile, cacheFolder, ffmpeg }));
    return measureProcess(
      [process.execPath, program, order],
      values.how ? { STORYBOARD_BENCH_HOW: '1' } : {},
    );
  };
  return [
    { name: 'ours, nothing kept', isQuick: false, out, run: () => assemble(film.clips, cache, out) },
    { name: 'ours, all kept', isQuick: true, out, run: () => assemble(film.clips, cache, out) },
    {
      name: 'ours, one shot new',
      isQuick: true,
      out: join(work, 'replaced.mp4'),
      run: async (/** @type {number} */ round) => {
        const cacheFolder = join(work, `cache-${round}`);
        cpSync(cache, cacheFolder, { recursive: true });
        const place = Math.floor(film.clips.length / 2);
        const clips = film.clips.with(place, /** @type {Clip} */ (spare[round % spare.length]));
        const taken = await assemble(clips, cacheFolder, join(work, 'replaced.mp4'));
        rmSync(cacheFolder, { recursive: true });
        return taken;
      },
    },
  ];
}

/** @param {Film} film @param {string} work */
function peerWays(film, work) {
  return peers.flatMap(({ name, isQuick, command }, index) => {
    const out = join(work, `peer-${index}.mp4`);
    const words = command(film, out, join(work, `peer-${index}`));
    return words === undefined
      ? []
      : [{ name, isQuick, out, run: () => measureProcess(words).catch(failed(name)) }];
  });
}

/**
 * What others cannot make does not keep the rest from being measured.
 *
 * @param {string} name
 * @returns {(problem: Error) => Taken}
 */
function failed(name) {
  return ({ message }) => {
    console.log(`${name} failed: ${message}`);
    return { wallSeconds: Number.NaN, cpuSeconds: Number.NaN, peakBytes: Number.NaN };
  };
}

/** @param {Film} film */
function timelineOf(film) {
  const [width, height] = film.size.split('x').map(Number);
  const frames = film.seconds * RATE;
  const overlap = film.fadeSeconds * RATE;
  const clips = film.clips.map((_, index) => ({
    shot: `shot-${index}`,
    frames,
    start: index * (frames - overlap),
    fit: 'letterbox',
    ...(index > 0 && overlap > 0 ? { transition: { type: 'fade', frames: overlap } } : {}),
  }));
  const frameRate = { numerator: RATE, denominator: 1 };
  return { frameRate, size: { width, height }, frames: (clips.at(-1)?.start ?? 0) + frames, clips };
}

/**
 * Of each round by itself where both ran in it, so that a machine that is busy for a while does not count.
 *
 * @param {readonly Taken[]} own
 * @param {readonly Taken[]} base
 * @param {'wallSeconds' | 'cpuSeconds'} what
 */
function ratioOf(own, base, what) {
  if (own.length === base.length) {
    return median(own.map((taken, round) => taken[what] / (base[round]?.[what] ?? Number.NaN)));
  }
  return median(own.map((taken) => taken[what])) / median(base.map((taken) => taken[what]));
}

/** @param {string} title @param {readonly Row[]} rows */
function printRows(title, rows) {
  console.log(`\n${title}\n`);
  console.log('| way | wall | ratio | CPU | ratio | peak memory | frames | samples |');
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const row of rows) {
    const cells = [
      row.name,
      `${row.wallSeconds.toFixed(2)} s`,
      `${row.ratio.toFixed(3)}×`,
      `${row.cpuSeconds.toFixed(2)} s`,
      `${row.cpuRatio.toFixed(3)}×`,
      `${Math.round(row.peakBytes / 1e6)} MB`,
      row.frames === row.wantedFrames ? 'exact' : `${signed(row.frames - row.wantedFrames)}`,
      row.drift === 0 ? 'exact' : signed(row.drift),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

/** @param {number} number */
function signed(number) {
  return number > 0 ? `+${number.toLocaleString('en')}` : number.toLocaleString('en');
}
