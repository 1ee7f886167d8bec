import { MICRO_USD_PER_USD, type MicroUsd } from '../units.ts';
import type { LockedShot, LockFile } from './lock-file.ts';

const HEADER = `# The take of every shot that is in the film. storyboard keeps this file; commit it beside the storyboard.
# When branches are merged, keep one side of each shot.
version: 1
`;

/** Words that YAML, of one version or another, takes for something else than text. */
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

const NUMBER = /^(?:0[xob])|^[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/i;

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9_./-]*$/;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A lock file as text: sorted by shot, one key a line, the same bytes for the same takes. */
export function printLock({ shots }: LockFile): string {
  if (shots.size === 0) return `${HEADER}shots: {}\n`;
  const ids = [...shots.keys()].sort();
  const entries = ids.flatMap((id) => {
    const locked = shots.get(id);
    return locked === undefined ? [] : [`  ${scalar(id)}:\n${printShot(locked)}`];
  });
  return `${HEADER}shots:\n${entries.join('')}`;
}

function printShot(locked: LockedShot): string {
  const { take, fingerprint, sha256, provider, origin, model, job, seed, cost, made } = locked;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['take', String(take)],
    ['fingerprint', scalar(fingerprint)],
    ['sha256', scalar(sha256)],
    ['provider', scalar(provider)],
    ['origin', origin === undefined ? undefined : scalar(origin)],
    ['model', scalar(model)],
    ['job', job === undefined ? undefined : scalar(job)],
    ['seed', seed === undefined ? undefined : String(seed)],
    ['cost', cost === undefined ? undefined : dollars(cost)],
    ['made', DAY.test(made) ? made : JSON.stringify(made)],
  ];
  return lines.map(([key, value]) => (value === undefined ? '' : `    ${key}: ${value}\n`)).join('');
}

/** JSON's strings are YAML's too. */
function scalar(text: string): string {
  return PLAIN.test(text) && !WORDS.test(text) && !NUMBER.test(text) ? text : JSON.stringify(text);
}

/** Exact: `0.1575`, `4`. */
function dollars(amount: MicroUsd): string {
  const whole = Math.floor(amount / MICRO_USD_PER_USD);
  const fraction = String(amount % MICRO_USD_PER_USD)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}
