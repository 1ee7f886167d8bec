import type { FlagSpec } from './command-spec.ts';
import { parseUsd, usdProblem } from './parse-usd.ts';

const MOST_SECONDS = 3600;

/** `--port`: where a simulator listens. */
export const PORT_FLAG: FlagSpec = {
  flags: '--port <n>',
  about: 'where to listen; a second simulator takes the next one (default: a free one)',
  parse: (text) => wholeNumber(text, 1, 65_534),
};

/** `--seed`: what decides the durations of jobs and the faults that strike. */
export const SEED_FLAG: FlagSpec = {
  flags: '--seed <n>',
  about: 'decides how long jobs take and which faults strike (default: 1)',
  parse: (text) => wholeNumber(text, 0, 2 ** 31 - 1),
};

/** `--job-seconds`: how long a simulated job takes. */
export const JOB_SECONDS_FLAG: FlagSpec = {
  flags: '--job-seconds <s>',
  about: 'how long a job takes: 5, or 2-5 for something between (default: 2-5)',
  parse: (text) => {
    const match = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(text);
    const min = Number(match?.[1]);
    const max = Number(match?.[2] ?? match?.[1]);
    return min <= max && max <= MOST_SECONDS
      ? { value: [min, max] }
      : { problem: `Write seconds, such as 5 or 2-5, at most ${MOST_SECONDS}.` };
  },
};

/** `--balance`: what the simulated account starts with. */
export const BALANCE_FLAG: FlagSpec = {
  flags: '--balance <usd>',
  about: 'what the account starts with (default: 10000)',
  parse: (text) => {
    const value = parseUsd(text);
    return value === undefined ? { problem: usdProblem(text) } : { value };
  },
};

/** `--fault`: a name, and how often: always, by a probability, or the first so many times. Names are checked later. */
export const FAULT_FLAG: FlagSpec = {
  flags: '--fault <name>',
  about:
    'go wrong: always, with a probability (name=0.2), or the first times (name:2), at each simulator; may be repeated',
  many: true,
  parse: (text) => {
    const match = /^([a-z0-9-]+?)(?:=(\d*\.?\d+)|:(\d{1,6}))?$/.exec(text);
    const [, name, probability = '1', next] = match ?? [];
    if (name === undefined || Number(probability) > 1) {
      return { problem: 'Write a name, such as poll-500, poll-500=0.2 or poll-500:2.' };
    }
    return { value: [name, next === undefined ? Number(probability) : { next: Number(next) }] };
  },
};

function wholeNumber(text: string, min: number, max: number): ReturnType<NonNullable<FlagSpec['parse']>> {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  return value >= min && value <= max
    ? { value }
    : { problem: `Write a whole number from ${min} to ${max}.` };
}
