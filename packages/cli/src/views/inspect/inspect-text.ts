import { visibleText } from '@storyboard/core';
import type { InspectedFilm } from '@storyboard/renderer';
import { decibels } from '../decibels.ts';
import { lengthText } from '../duration-text.ts';
import type { Look } from '../look.ts';
import { padToWidth } from '../text-width.ts';
import { count, listing, sizeText } from '../words.ts';
import { pictureWords, soundWords } from './codec-words.ts';
import { findingLines } from './finding-text.ts';
import { timeText } from './time-text.ts';

const MOST_LISTED = 8;

/** A film as a complete look at it found it, for a person: what it is, how it sounds, what is wrong with it. */
export function inspectText({ facts, sound, findings }: InspectedFilm, file: string, look: Look): string {
  const { pictures } = facts;
  const size = [
    lengthText(facts.seconds),
    ...(pictures === undefined ? [] : [count(pictures.frames, 'frame')]),
    sizeText(facts.sizeBytes),
  ];
  const rows: readonly (readonly [label: string, text: string])[] = [
    ['Film', `${look.paint('bold', visibleText(file))}  ${look.paint('dim', size.join(', '))}`],
    ['File', fileWords(facts)],
    ['Pictures', pictures === undefined ? 'none' : pictureWords(pictures)],
    ['Sound', facts.sound === undefined ? 'none' : soundWords(facts.sound)],
    ...(sound === undefined ? [] : [['Loudness', loudnessWords(sound)] as const]),
    ...silenceRows(sound),
    ...(facts.shots === undefined ? [] : [['Shots', shotWords(facts.shots)] as const]),
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  const lines = rows.map(([label, text]) => `${look.paint('dim', padToWidth(label, width))}  ${text}`);
  const end =
    findings.length === 0
      ? [look.paint('green', 'Nothing is wrong with it.'), ...unlooked(facts)]
      : [...findingLines(findings, look), '', look.paint('yellow', `${count(findings.length, 'finding')}.`)];
  return `${[...lines, '', ...end].join('\n')}\n`;
}

/** What cannot be looked for everywhere in a film of others. */
function unlooked({ shots, sound }: InspectedFilm['facts']): readonly string[] {
  const isUnlooked = shots === undefined && sound !== undefined;
  return isUnlooked
    ? ['Where its shots join is not known: clicks were looked for where the picture changes at once.']
    : [];
}

function fileWords({ form, indexFirst, bitsPerSecond }: InspectedFilm['facts']): string {
  const order = indexFirst ? 'its index first, so that it plays while it loads' : 'its index last';
  const rate =
    bitsPerSecond < 1_000_000
      ? `${Math.round(bitsPerSecond / 1000)} kbit/s`
      : `${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`;
  return [form === 'mp4' ? 'MP4' : 'QuickTime', rate, order].join(', ');
}

function loudnessWords({ loudness, range, truePeak }: NonNullable<InspectedFilm['sound']>): string {
  if (loudness === undefined && truePeak === undefined) return 'silent';
  return [
    ...(loudness === undefined ? [] : [`${decibels(loudness)} LUFS`]),
    ...(range === undefined ? [] : [`range ${range.toFixed(1)} LU`]),
    ...(truePeak === undefined ? [] : [`true peak ${decibels(truePeak)} dBTP`]),
  ].join(', ');
}

function silenceRows(sound: InspectedFilm['sound']): readonly (readonly [string, string])[] {
  const silences = sound?.silences ?? [];
  if (silences.length === 0 || (sound?.truePeak === undefined && silences.length === 1)) return [];
  const times = silences.map(
    ({ seconds, durationSeconds }) => `${timeText(seconds)} to ${timeText(seconds + durationSeconds)}`,
  );
  return [['Silent', listing(times, MOST_LISTED)]];
}

function shotWords(shots: NonNullable<InspectedFilm['facts']['shots']>): string {
  const names = shots.map(({ shot, seconds }) => `${visibleText(shot)} (${timeText(seconds)})`);
  return listing(names, MOST_LISTED);
}
