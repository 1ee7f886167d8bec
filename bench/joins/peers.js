import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/** @import { Clip } from './clips.js' */

/**
 * A film to make, as every peer gets it.
 *
 * @typedef {object} Film
 * @property {readonly Clip[]} clips
 * @property {number} seconds how long each of them is
 * @property {number} fadeSeconds 0 for hard cuts
 * @property {string} size such as `1280x720`
 * @property {boolean} agree whether the clips have the film's form
 * @property {string} preset x264's, for those that encode
 * @property {string} ffmpeg
 */

/** Frames per second of every film. */
export const RATE = 24;

const AAC = ['-c:a', 'aac', '-b:a', '192k', '-ar', '48000', '-ac', '2'];

/** An xfade graph holds so many whole clips in memory; more shots than these do not fit any more. */
const XFADE_SHOTS = 24;

/**
 * The other ways to make a film. `command` gives undefined where a way cannot make this one.
 *
 * @type {readonly { name: string, isQuick: boolean, command: (film: Film, out: string, work: string) => readonly string[] | undefined }[]}
 */
export const peers = [
  { name: 'ffmpeg, stream copy', isQuick: true, command: streamCopy },
  { name: 'ffmpeg, concat filter', isQuick: false, command: concatFilter },
  { name: 'ffmpeg, xfade graph', isQuick: false, command: xfadeGraph },
  { name: 'melt', isQuick: false, command: melt },
  { name: 'GES', isQuick: false, command: ges },
  { name: 'GES, smart rendering', isQuick: true, command: gesSmart },
  { name: 'fluent-ffmpeg', isQuick: false, command: fluent },
];

/** @type {(film: Film, out: string, work: string) => readonly string[] | undefined} */
function streamCopy({ clips, fadeSeconds, agree, ffmpeg }, out, work) {
  if (fadeSeconds > 0 || !agree) return undefined;
  const list = `${work}.txt`;
  writeFileSync(list, clips.map(({ file }) => `file '${file}'\n`).join(''));
  const input = ['-f', 'concat', '-safe', '0', '-i', list];
  return [ffmpeg, '-y', '-v', 'error', ...input, '-c', 'copy', '-movflags', '+faststart', out];
}

/** @type {(film: Film, out: string) => readonly string[] | undefined} */
function concatFilter(film, out) {
  if (film.fadeSeconds > 0) return undefined;
  const pairs = film.clips.map((_, index) => `[v${index}][a${index}]`).join('');
  const graph = [...inputFilters(film), `${pairs}concat=n=${film.clips.length}:v=1:a=1[v][a]`];
  return encode(film, graph, out);
}

/** @type {(film: Film, out: string) => readonly string[] | undefined} */
function xfadeGraph(film, out) {
  const { clips, seconds, fadeSeconds } = film;
  if (fadeSeconds === 0 || clips.length > XFADE_SHOTS) return undefined;
  const joins = clips.slice(1).flatMap((_, index) => {
    const [video, sound] = index === 0 ? ['v0', 'a0'] : [`x${index}`, `y${index}`];
    const next = index + 1;
    const isLast = next === clips.length - 1;
    const offset = next * (seconds - fadeSeconds);
    const [outVideo, outSound] = isLast ? ['v', 'a'] : [`x${next}`, `y${next}`];
    return [
      `[${video}][v${next}]xfade=transition=fade:duration=${fadeSeconds}:offset=${offset}[${outVideo}]`,
      `[${sound}][a${next}]acrossfade=d=${fadeSeconds}:c1=qsin:c2=qsin[${outSound}]`,
    ];
  });
  return encode(film, [...inputFilters(film), ...joins], out);
}

/** @param {Film} film */
function inputFilters({ clips, size, agree, seconds }) {
  const [width, height] = size.split('x');
  const fitted = `scale=${width}:${height},setsar=1,fps=${RATE},tpad=stop_mode=clone:stop=2,trim=end_frame=${seconds * RATE},format=yuv420p,settb=1/${RATE}`;
  return clips.flatMap(({ hasSound }, index) => [
    `[${index}:v]${agree ? `settb=1/${RATE}` : fitted}[v${index}]`,
    hasSound
      ? `[${index}:a]aresample=48000,aformat=channel_layouts=stereo,apad,atrim=end_sample=${seconds * 48_000}[a${index}]`
      : `anullsrc=r=48000:cl=stereo,atrim=end_sample=${seconds * 48_000}[a${index}]`,
  ]);
}

/**
 * @param {Film} film
 * @param {readonly string[]} graph
 * @param {string} out
 */
function encode({ ffmpeg, clips, preset }, graph, out) {
  const video = ['-c:v', 'libx264', '-preset', preset, '-crf', '17', '-pix_fmt', 'yuv420p'];
  const inputs = clips.flatMap(({ file }) => ['-i', file]);
  const maps = ['-filter_complex', graph.join(';'), '-map', '[v]', '-map', '[a]'];
  return [ffmpeg, '-y', '-v', 'error', ...inputs, ...maps, ...video, ...AAC, '-movflags', '+faststart', out];
}

/** @type {(film: Film, out: string, work: string) => readonly string[] | undefined} */
function melt({ clips, fadeSeconds, size, preset }, out, work) {
  if (!isThere('melt')) return undefined;
  const [width, height] = size.split('x');
  const profile = `${work}.profile`;
  const shape = [`width=${width}`, `height=${height}`, 'progressive=1', 'colorspace=709'];
  const aspect = [
    'sample_aspect_num=1',
    'sample_aspect_den=1',
    'display_aspect_num=16',
    'display_aspect_den=9',
  ];
  writeFileSync(
    profile,
    ['description=film', `frame_rate_num=${RATE}`, 'frame_rate_den=1', ...shape, ...aspect, ''].join('\n'),
  );
  const mix = ['-mix', String(fadeSeconds * RATE), '-mixer', 'luma', '-mixer', 'mix:-1'];
  const tracks = clips.flatMap(({ file }, index) => [file, ...(index > 0 && fadeSeconds > 0 ? mix : [])]);
  const video = ['vcodec=libx264', `preset=${preset}`, 'crf=17', 'pix_fmt=yuv420p', 'movflags=+faststart'];
  const sound = ['acodec=aac', 'ab=192k', 'ar=48000', 'channels=2'];
  return [
    'melt',
    '-silent',
    '-profile',
    profile,
    ...tracks,
    '-consumer',
    `avformat:${out}`,
    ...video,
    ...sound,
  ];
}

/** @type {(film: Film, out: string) => readonly string[] | undefined} */
function ges(film, out) {
  return film.fadeSeconds > 0 ? undefined : gesCommand(film, out, []);
}

/** @type {(film: Film, out: string) => readonly string[] | undefined} */
function gesSmart(film, out) {
  return film.fadeSeconds > 0 || !film.agree ? undefined : gesCommand(film, out, ['--smart-rendering']);
}

/**
 * @param {Film} film
 * @param {string} out
 * @param {readonly string[]} further
 */
function gesCommand({ clips, size }, out, further) {
  if (!isThere('ges-launch-1.0')) return undefined;
  const [width, height] = size.split('x');
  const tracks = clips.flatMap(({ file }) => ['+clip', file]);
  const format = 'video/quicktime,variant=iso:video/x-h264:audio/mpeg,mpegversion=4';
  const caps = [
    `--video-caps=video/x-raw,width=${width},height=${height},framerate=${RATE}/1`,
    '--audio-caps=audio/x-raw,rate=48000,channels=2',
  ];
  return [
    'ges-launch-1.0',
    '--no-interactive',
    ...tracks,
    ...caps,
    '-o',
    `file://${out}`,
    '-f',
    format,
    ...further,
  ];
}

/**
 * Merges with its own settings, which are ffmpeg's; not where a clip has no sound. Looked for in the folder that
 * STORYBOARD_BENCH_PACKAGES names.
 *
 * @type {(film: Film, out: string, work: string) => readonly string[] | undefined}
 */
function fluent({ clips, fadeSeconds, agree, ffmpeg }, out, work) {
  const folder = process.env['STORYBOARD_BENCH_PACKAGES'];
  if (fadeSeconds > 0 || !agree || folder === undefined) return undefined;
  const code = [
    `const make = require(${JSON.stringify(`${folder}/node_modules/fluent-ffmpeg`)});`,
    `const films = ${JSON.stringify(clips.map(({ file }) => file))};`,
    `const command = make(films[0]).setFfmpegPath(${JSON.stringify(ffmpeg)});`,
    'for (const film of films.slice(1)) command.input(film);',
    "command.on('error', (error) => { throw error; });",
    `command.mergeToFile(${JSON.stringify(out)}, ${JSON.stringify(work)});`,
  ];
  writeFileSync(`${work}.cjs`, code.join('\n'));
  return [process.execPath, `${work}.cjs`];
}

/** @param {string} program */
function isThere(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
