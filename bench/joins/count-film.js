import { spawnSync } from 'node:child_process';

const ONE_PACKET = 1024;

/**
 * What is in a film: its pictures, and how many samples more than it should have are heard. What the last packet is
 * filled up with is no drift: players cut it off where the film ends.
 *
 * @param {string} ffmpeg
 * @param {string} file
 * @param {number} wantedSamples
 */
export function countFilm(ffmpeg, file, wantedSamples) {
  const pictures = output(ffmpeg, ['-i', file, '-map', '0:v:0', '-c', 'copy', '-f', 'framecrc', '-']);
  const sound = output(ffmpeg, [
    ...['-i', file, '-map', '0:a:0', '-ar', '48000', '-ac', '1'],
    ...['-c:a', 'pcm_s16le', '-f', 'framecrc', '-'],
  ]);
  const samples = linesOf(sound).reduce((sum, line) => sum + Number(line.split(',')[3]), 0);
  const more = samples - wantedSamples;
  return { frames: linesOf(pictures).length, drift: more >= 0 && more < ONE_PACKET ? 0 : more };
}

/** @param {string} listing */
function linesOf(listing) {
  return listing.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * @param {string} ffmpeg
 * @param {readonly string[]} args
 */
function output(ffmpeg, args) {
  const options = /** @type {const} */ ({ encoding: 'utf8', maxBuffer: 1 << 28 });
  return spawnSync(ffmpeg, ['-v', 'error', ...args], options).stdout ?? '';
}
