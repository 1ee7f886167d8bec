import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What a process and all that it started took.
 *
 * @typedef {object} Taken
 * @property {number} wallSeconds
 * @property {number} cpuSeconds
 * @property {number} peakBytes the most that all of them had in memory at one time; what they share counts once
 */

const LOOK_EVERY_MS = 20;

/**
 * Runs a program to its end. The shell tells how long its children ran; their memory is looked at again and again.
 *
 * @param {readonly string[]} command
 * @param {Readonly<Record<string, string>>} [environment]
 * @returns {Promise<Taken>}
 */
export async function measureProcess(command, environment = {}) {
  const began = performance.now();
  const child = spawn('sh', ['-c', '"$@" >/dev/null; code=$?; times; exit $code', 'sh', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let times = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    times += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    complaints = `${complaints}${text}`.slice(-4000);
  });
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, residentBytes(child.pid ?? 0));
  }, LOOK_EVERY_MS);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearInterval(watch);
  const wallSeconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${command.join(' ').slice(0, 300)} … ended with ${code}:\n${complaints}`);
  return { wallSeconds, cpuSeconds: childSeconds(times), peakBytes };
}

/**
 * Of the two lines that `times` prints the second one is of the children: `0m1.230s 0m0.045s`.
 *
 * @param {string} times
 */
function childSeconds(times) {
  const line = times.trim().split('\n').at(-1) ?? '';
  const parts = [...line.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/**
 * @param {number} pid
 * @returns {number}
 */
function residentBytes(pid) {
  try {
    const [, kilobytes] = /^Pss:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const pids = children === '' ? [] : children.split(' ').map(Number);
    return pids.reduce((sum, one) => sum + residentBytes(one), Number(kilobytes) * 1024);
  } catch {
    return 0;
  }
}
