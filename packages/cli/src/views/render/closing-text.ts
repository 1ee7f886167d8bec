import {
  type FilmClip,
  type FilmSound,
  type FilmTimes,
  type Outcome,
  type Report,
  visibleText,
} from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import { decibels } from '../decibels.ts';
import { durationText, lengthText } from '../duration-text.ts';
import { findingLines } from '../inspect/finding-text.ts';
import type { Look } from '../look.ts';
import { cutToWidth, padToWidth, textWidth, wrapToWidth } from '../text-width.ts';
import { count, listing, sizeText } from '../words.ts';

/** What the closing lines of a render are told with. */
export type ClosingContext = {
  /** An absolute path as the user would type it. */
  readonly pathText: (file: string) => string;
  /** What the film would cost where it was only drawn; absent where it was made. */
  readonly wouldCost: string | undefined;
  readonly verbose: boolean;
};

/** The closing lines of a render: where the film is and how long, what was made and reused, what it cost. */
export function closingText(report: Report, context: ClosingContext, look: Look): string {
  const { film, spent } = report;
  const facts: (readonly [label: string, text: string])[] = [];
  if (film.status === 'ready') {
    const size = [lengthText(film.seconds), count(film.frames, 'frame'), sizeText(film.sizeBytes)].join(', ');
    facts.push([
      'Film',
      `${look.paint('bold', visibleText(context.pathText(film.file)))}  ${look.paint('dim', size)}`,
    ]);
    for (const [label, file] of [
      ['Poster', film.poster],
      ['GIF', film.gif],
      ['Contact sheet', film.contactSheet],
    ] as const) {
      if (file !== undefined) facts.push([label, visibleText(context.pathText(file))]);
    }
    facts.push(['Clips', clipsText(film.clips)], ['Sound', soundText(film.sound)]);
    if (film.missing.length > 0) facts.push(['Not in it', `${listing(film.missing)}, left out and not held`]);
  } else {
    facts.push(['Film', `none: ${visibleText(film.why)}`]);
  }
  facts.push([takesLabel(report.outcomes), outcomesText(report.outcomes)]);
  facts.push(
    context.wouldCost === undefined
      ? ['Spent', spent === 0 ? 'nothing' : formatUsd(spent)]
      : ['Would cost', context.wouldCost],
  );
  if (report.inDoubt > 0) facts.push(['In doubt', `${formatUsd(report.inDoubt)}, perhaps spent as well`]);
  if (context.verbose && film.status === 'ready') {
    facts.push(['Time', timesText(film.times)]);
  }
  const width = Math.max(...facts.map(([label]) => label.length));
  const lines = facts.map(([label, text]) => `${look.paint('dim', padToWidth(label, width))}  ${text}`);
  if (context.verbose && film.status === 'ready') lines.push(...clipLines(film.clips, look));
  const found = film.status === 'ready' ? findingLines(film.findings, look) : [];
  return [...lines, ...(found.length === 0 ? [] : ['', ...found])].map((line) => `${line}\n`).join('');
}

const CLIP_NAMES = { copied: 'copied', partly: 'partly copied', encoded: 'encoded' } as const;

/** The same with more words: whether what was encoded of a clip was encoded in this run or is kept from an earlier one. */
const CLIP_WORDS = {
  copied: { kept: 'copied', now: 'copied' },
  partly: { kept: 'partly copied, the rest kept', now: 'partly copied, the rest encoded now' },
  encoded: { kept: 'encoded, kept', now: 'encoded now' },
} as const;

/** A line for each clip, in the order of the film: how its pictures got into it, and why. */
function clipLines(clips: readonly FilmClip[], look: Look): readonly string[] {
  const names = clips.map(({ shot }) => cutToWidth(visibleText(shot), MOST_NAME_COLUMNS));
  const width = Math.max(...names.map(textWidth));
  return clips.flatMap(({ how, why, kept }, index) => {
    const text = visibleText(`${CLIP_WORDS[how][kept ? 'kept' : 'now']}: ${why}`);
    const columns = Math.max(20, look.columns - width - 4);
    const [first = '', ...others] = look.uncut === true ? [text] : wrapToWidth(text, columns);
    const name = look.paint('bold', padToWidth(names[index] ?? '', width));
    return [`  ${name}  ${first}`, ...others.map((line) => `${' '.repeat(width + 4)}${line}`)];
  });
}

const MOST_NAME_COLUMNS = 24;

/** How the clips' pictures got into the film: `8 copied, 2 partly copied`. */
function clipsText(clips: readonly FilmClip[]): string {
  return (['copied', 'partly', 'encoded'] as const)
    .map((how) => ({ how, number: clips.filter((clip) => clip.how === how).length }))
    .flatMap(({ how, number }) => (number === 0 ? [] : [`${number} ${CLIP_NAMES[how]}`]))
    .join(', ');
}

/** What rounds to nothing is not told. */
const LEAST_MS = 50;

/** Where the time of making a film went: `pictures 2.4 s, meanwhile sound 1.1 s, writing 0.1 s`. */
function timesText(times: FilmTimes): string {
  const steps = [
    ['takes', times.readMs],
    ['pictures', times.picturesMs],
    [times.picturesMs < LEAST_MS ? 'sound' : 'meanwhile sound', times.soundMs],
    ['writing', times.writeMs],
    ['checks', times.lookMs],
    ['deliveries', times.deliveriesMs],
  ] as const;
  const told = steps.flatMap(([name, ms]) => (ms < LEAST_MS ? [] : [`${name} ${durationText(ms / 1000)}`]));
  return told.length === 0 ? 'hardly any' : told.join(', ');
}

/** How loud a film is: `−14.0 LUFS, peaks at −1.2 dBTP`. */
function soundText({ loudness, truePeak }: FilmSound): string {
  if (loudness === undefined && truePeak === undefined) return 'silent';
  const peak = truePeak === undefined ? [] : [`peaks at ${decibels(truePeak)} dBTP`];
  const level = loudness === undefined ? 'too quiet to measure' : `${decibels(loudness)} LUFS`;
  return [level, ...peak].join(', ');
}

function takesLabel(outcomes: readonly Outcome[]): string {
  return outcomes.some(({ take }) => take > 1) ? 'Takes' : 'Shots';
}

function outcomesText(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const outcome of outcomes) {
    const name =
      outcome.status === 'succeeded' ? (outcome.reused ? 'reused' : 'made') : NAMES[outcome.status];
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const order = ['made', 'reused', ...Object.values(NAMES)];
  return order.flatMap((name) => (counts.has(name) ? [`${counts.get(name)} ${name}`] : [])).join(', ');
}

const NAMES = {
  failed: 'failed',
  'in-doubt': 'in doubt',
  'held-back': 'held back',
  blocked: 'blocked',
  pending: 'not finished',
  'left-out': 'left out',
} as const satisfies Record<Exclude<Outcome['status'], 'succeeded'>, string>;
