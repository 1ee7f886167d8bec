import type { FlagSpec } from './command-spec.ts';
import { parseUsd, usdProblem } from './parse-usd.ts';

const MOST_AT_ONCE = 100;
const LONGEST_JOB = 500;

/** `--json`: machine output, and nothing else, on standard output. */
export const JSON_FLAG: FlagSpec = {
  flags: '--json',
  about: 'print JSON, and nothing else, on standard output',
};

/** `--format`: the form of diagnostics. */
export const FORMAT_FLAG: FlagSpec = {
  flags: '--format <form>',
  about: 'form of diagnostics; github: annotations of a workflow',
  choices: ['human', 'json', 'github'],
};

/** `--budget`: a lower ceiling for this run. */
export const BUDGET_FLAG: FlagSpec = {
  flags: '--budget <usd>',
  about: 'lower the ceiling of this render; never raises it',
  parse: (text) => {
    const value = parseUsd(text);
    return value === undefined ? { problem: usdProblem(text) } : { value };
  },
};

/** `--allow-unpriced`: goes on where a price is unknown. */
export const ALLOW_UNPRICED_FLAG: FlagSpec = {
  flags: '--allow-unpriced',
  about: 'go on where a price is unknown',
};

/** `--only`: some shots instead of all. */
export const ONLY_FLAG: FlagSpec = {
  flags: '--only <shots>',
  about: 'these shots only: ids with commas between',
  parse: (text) => {
    const value = text.split(',').map((shot) => shot.trim());
    if (text.trim() === '') return { problem: 'No shot is named. Write shot ids, such as meet,embrace.' };
    return value.includes('') ? { problem: 'Write shot ids with commas between: meet,embrace.' } : { value };
  },
};

/** `--provider`: one provider in place of those the file names. */
export const PROVIDER_FLAG: FlagSpec = {
  flags: '--provider <id>',
  about: 'use this provider, whichever the file names',
};

/** `--concurrency`: how many jobs run at once. */
export const CONCURRENCY_FLAG: FlagSpec = {
  flags: '--concurrency <n>',
  about: `jobs at once at each provider, 1 to ${MOST_AT_ONCE}`,
  parse: (text) => {
    const value = /^\d{1,3}$/.test(text) ? Number(text) : 0;
    const isAllowed = value >= 1 && value <= MOST_AT_ONCE;
    return isAllowed ? { value } : { problem: `Write a whole number from 1 to ${MOST_AT_ONCE}.` };
  },
};

/** `--ffmpeg`: which ffmpeg runs. */
export const FFMPEG_FLAG: FlagSpec = {
  flags: '--ffmpeg <path>',
  about: 'the ffmpeg to run (default: STORYBOARD_FFMPEG, then the one found)',
};

/** `--contact-sheet`: a picture of the film's shots. */
export const CONTACT_SHEET_FLAG: FlagSpec = {
  flags: '--contact-sheet <file>',
  about: 'also draw a PNG with a frame of every shot',
  parse: (text) => parseFileName(text, 'sheet', '.png'),
};

/** `--out` of what makes a film: where it is written. */
export const FILM_FLAG: FlagSpec = {
  flags: '--out <file>',
  about: 'where to write the film (default: the output of the file); elsewhere, no poster or GIF is made',
  parse: (text) => parseFileName(text, 'film', '.mp4', '.mov'),
};

/** `--out` of `preview`: where it is written. */
export const PREVIEW_FLAG: FlagSpec = {
  flags: '--out <file>',
  about: 'where to write it (default: the film’s name with .preview.mp4)',
  parse: (text) => parseFileName(text, 'preview', '.mp4'),
};

/** `--draft`: a film for a first look. */
export const DRAFT_FLAG: FlagSpec = {
  flags: '--draft',
  about: 'encode for speed, whatever quality the file names; no poster or GIF is made',
};

/** `--strict`: what is found in the film is a failure. */
export const STRICT_FLAG: FlagSpec = {
  flags: '--strict',
  about: 'end with exit code 8 where the look at the film finds something',
};

/** `--out` of `plan`: where it is saved. */
export const PLAN_FILE_FLAG: FlagSpec = {
  flags: '--out <file>',
  about: 'save the plan as JSON, for render to carry out',
  parse: (text) => parseFileName(text, 'plan', '.json'),
};

/** `--adopt`: a job in doubt is this one of the service's. */
export const ADOPT_FLAG: FlagSpec = {
  flags: '--adopt <job>',
  about: 'it was taken: the service’s own id of the job',
  parse: (text) => {
    const value = text.trim();
    const isOne = value !== '' && value.length <= LONGEST_JOB && !/\s/.test(value);
    return isOne ? { value } : { problem: 'Write the id of the job as the service shows it.' };
  },
};

/** Flags that every command has. */
export const COMMON_FLAGS: readonly FlagSpec[] = [
  { flags: '--no-color', about: 'no colour; NO_COLOR does the same' },
  { flags: '--verbose', about: 'say more, with the stack of an unexpected error' },
];

/** A file of which the ending says what it is: a film that is called sheet.jpg helps nobody. */
function parseFileName(
  text: string,
  name: string,
  ...endings: readonly [string, ...string[]]
): ReturnType<NonNullable<FlagSpec['parse']>> {
  const example = `${name}${endings[0]}`;
  if (text.trim() === '') return { problem: `No file is named. Write its name, such as ${example}.` };
  if (!endings.some((ending) => text.toLowerCase().endsWith(ending))) {
    return { problem: `The file has to end in ${endings.join(' or ')}, such as ${example}.` };
  }
  return { value: text };
}
