import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * What the clips of a film are like: `short` and `long` agree with the film and differ in how far apart their sync
 * samples are, those of `mixed` differ in size, rate and sound.
 *
 * @typedef {'short' | 'long' | 'mixed'} Kind
 *
 * @typedef {object} Clip
 * @property {string} file
 * @property {boolean} hasSound
 */

/** As many are made and used over and over. */
export const DISTINCT = 12;
/** Further ones, to take the place of others. */
const SPARE = 4;

const PICTURES = [
  'testsrc2=size=$S:rate=$R',
  'mandelbrot=size=$S:rate=$R:start_scale=2:end_scale=0.4',
  'life=size=$S:rate=$R:mold=10:ratio=0.1:seed=$N:death_color=#402010:life_color=#a0c0ff',
  'gradients=size=$S:rate=$R:seed=$N:speed=0.02',
];

/**
 * Clips of a kind, kept in the temporary folder between runs.
 *
 * @param {Kind} kind
 * @param {{ readonly ffmpeg: string, readonly seconds: number, readonly size: string }} settings
 * @returns {readonly Clip[]} the distinct ones, then the spare ones
 */
export function makeClips(kind, { ffmpeg, seconds, size }) {
  const folder = join(tmpdir(), 'storyboard-bench-joins', `${kind}-${size}-${seconds}s`);
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: DISTINCT + SPARE }, (_, number) => {
    const file = join(folder, `clip-${String(number).padStart(2, '0')}.mp4`);
    const { picture, sound, coding } = recipe(kind, number, size);
    const hasSound = sound !== undefined;
    if (existsSync(file)) return { file, hasSound };
    const part = `${file}.part`;
    run(ffmpeg, [
      ...['-y', '-v', 'error', '-f', 'lavfi', '-t', String(seconds), '-i', picture],
      ...(hasSound ? ['-f', 'lavfi', '-t', String(seconds), '-i', sound.source] : []),
      ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p', ...coding],
      ...['-crf', '19', '-maxrate', '10M', '-bufsize', '20M', '-x264-params', 'open-gop=0'],
      ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
      ...(hasSound ? ['-c:a', 'aac', '-b:a', '128k', '-ar', sound.rate, '-ac', sound.channels] : []),
      ...['-f', 'mp4', part],
    ]);
    renameSync(part, file);
    return { file, hasSound };
  });
}

/**
 * @param {Kind} kind
 * @param {number} number
 * @param {string} filmSize
 */
function recipe(kind, number, filmSize) {
  const isMixed = kind === 'mixed';
  const size = isMixed && number % 3 === 1 ? '1920x1080' : filmSize;
  const rate = isMixed && number % 2 === 1 ? '30' : '24';
  const template = PICTURES[number % PICTURES.length] ?? '';
  const picture = template.replace('$S', size).replace('$R', rate).replace('$N', String(number));
  const tone = `sine=frequency=${220 + 40 * number}:sample_rate=48000,volume=0.5`;
  const sounds = [
    { source: tone, rate: '48000', channels: '2' },
    { source: tone, rate: '44100', channels: '2' },
    { source: tone, rate: '48000', channels: '1' },
    undefined,
  ];
  return {
    picture: `${picture},noise=alls=8:all_seed=${number + 1}:allf=t,format=yuv420p`,
    sound: isMixed ? sounds[number % sounds.length] : sounds[0],
    coding: kind === 'short' ? ['-g', '24'] : [],
  };
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, args) {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`${program} ${args.join(' ')} failed:\n${stderr}`);
}
