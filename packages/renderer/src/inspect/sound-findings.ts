import { type Finding, framesToSeconds } from '@storyboard/core';
import type { Cut, Join } from './cut.ts';
import type { HeardSound } from './sound-watch.ts';

/** LU by which a film may miss the loudness that is asked for: more than AAC moves it, less than anybody hears. */
const LOUDNESS_TOLERANCE = 1;
/** dBTP. Above full scale players cut crests off; AAC may put them a little higher than they were. */
const [MOST_PEAK, PEAK_TOLERANCE] = [0, 0.5];

/** Says what is wrong with a film's sound as it was heard, clicks at its joins first. */
export function soundFindings(
  heard: Pick<HeardSound, 'clicks' | 'integrated' | 'truePeak'>,
  expected: {
    readonly joins: readonly Join[];
    readonly frameRate: Cut['frameRate'] | undefined;
    /** LUFS; undefined where none is asked for. */
    readonly loudness: number | undefined;
  },
): readonly Finding[] {
  const { joins, frameRate, loudness } = expected;
  const clicks = joins.flatMap((join, index): readonly Finding[] => {
    const click = heard.clicks[index];
    if (click === undefined || frameRate === undefined) return [];
    const seconds = framesToSeconds(join.frame, frameRate) + click.offset / 48_000;
    return [
      { code: 'click', message: clickMessage(join, click.jump, click.offset), seconds, shot: join.after },
    ];
  });
  return [...clicks, ...loudnessFindings(heard.integrated, loudness), ...peakFindings(heard.truePeak)];
}

function clickMessage({ before, after, hard }: Join, jump: number, offset: number): string {
  const percent = `${Math.max(1, Math.round(jump * 100))} % of full scale`;
  if (offset < -48) {
    const early = `${Number((-offset / 48).toFixed(1))} ms`;
    return `The sound of "${before}" breaks off without a fade ${early} before "${after}" begins.`;
  }
  if (before === undefined) return `The sound jumps by ${percent} where "${after}" has come from black.`;
  if (hard) return `The sound jumps by ${percent} where "${before}" meets "${after}".`;
  return `The sound jumps by ${percent} at the transition from "${before}" to "${after}".`;
}

function loudnessFindings(integrated: number | undefined, asked: number | undefined): readonly Finding[] {
  if (asked === undefined) return [];
  if (integrated === undefined) {
    const message = `It is silent; ${signed(asked)} LUFS is asked for.`;
    return [{ code: 'off-loudness', message }];
  }
  if (Math.abs(integrated - asked) <= LOUDNESS_TOLERANCE) return [];
  const message = `Its loudness is ${signed(integrated)} LUFS; ${signed(asked)} LUFS is asked for.`;
  return [{ code: 'off-loudness', message }];
}

function peakFindings(truePeak: number | undefined): readonly Finding[] {
  if (truePeak === undefined || truePeak <= MOST_PEAK + PEAK_TOLERANCE) return [];
  const message = `Its true peak is ${signed(truePeak)} dBTP; players cut off what is above 0 dBTP.`;
  return [{ code: 'over-peak', message }];
}

function signed(decibels: number): string {
  const text = Math.abs(decibels).toFixed(1).replace(/\.0$/, '');
  return decibels < 0 ? `−${text}` : text === '0' ? text : `+${text}`;
}
