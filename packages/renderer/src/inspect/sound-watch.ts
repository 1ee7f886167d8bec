import { createLoudnessMeter, type Loudness } from '../loudness/loudness-meter.ts';
import { CLICK_REACH, type Click, findClick } from './find-click.ts';

/** A place in the sound at which a click is looked for. */
export type SoundJoin = { readonly sample: number; readonly hard: boolean };

/** What was heard in a film. */
export type HeardSound = Loudness & {
  /** Of each channel, at 48 kHz. */
  readonly samples: number;
  /** The click at each join, in the order in which the joins were given. */
  readonly clicks: readonly (Click | undefined)[];
  /** Stretches of silence of a second or more, in samples. */
  readonly silences: readonly { readonly from: number; readonly to: number }[];
};

/** Listens to sound that comes bit by bit: 32-bit floats at 48 kHz, the channels' samples in turn. */
export type SoundWatch = {
  readonly add: (samples: Float32Array) => void;
  readonly end: () => HeardSound;
};

/** −60 dBFS. */
const SILENT = 0.001;
const SHORTEST_SILENCE = 48_000;
/** Samples around a join in which a click is looked for; the join lies `CLICK_REACH.before` after the first of them. */
export const CLICK_WINDOW = CLICK_REACH.before + CLICK_REACH.after;
const noLines: readonly Float32Array[] = [];

/** Makes a watch over sound of one or two channels; its memory does not grow but by eighty bytes a second. */
export function createSoundWatch(channels: number, joins: readonly SoundJoin[]): SoundWatch {
  const meter = createLoudnessMeter(channels);
  const clicks: (Click | undefined)[] = joins.map(() => undefined);
  const waiting = joins
    .map(({ sample, hard }, index) => ({ index, hard, first: sample - CLICK_REACH.before, lines: noLines }))
    .sort((a, b) => a.first - b.first);
  const silences = createSilenceWatch();
  let samples = 0;
  const decide = ({ index, hard, lines }: (typeof waiting)[number]): void => {
    clicks[index] = clickIn(lines, hard);
  };
  /** Keeps what lies around the joins; all else is only measured. */
  const keep = (added: Float32Array, length: number): void => {
    for (let next = 0; next < waiting.length; next += 1) {
      const join = waiting[next] as (typeof waiting)[number];
      const from = Math.max(join.first, samples);
      if (from >= samples + length) return;
      const to = Math.min(join.first + CLICK_WINDOW, samples + length);
      if (join.lines === noLines)
        join.lines = Array.from({ length: channels }, () => new Float32Array(CLICK_WINDOW));
      for (const [channel, line] of join.lines.entries()) {
        for (let at = from; at < to; at += 1) {
          line[at - join.first] = added[(at - samples) * channels + channel] as number;
        }
      }
      if (to < join.first + CLICK_WINDOW) continue;
      decide(join);
      waiting.splice(next, 1);
      next -= 1;
    }
  };
  return {
    add: (added) => {
      meter.add(added);
      silences.add(added, channels);
      const length = added.length / channels;
      keep(added, length);
      samples += length;
    },
    end: () => {
      for (const join of waiting) if (join.first + CLICK_REACH.before < samples) decide(join);
      const { integrated, range, truePeak } = meter.end();
      return {
        integrated: roundedLevel(integrated),
        range: roundedLevel(range),
        truePeak: roundedLevel(truePeak),
        samples,
        clicks,
        silences: silences.end(),
      };
    },
  };
}

/** To the hundredth: what lies below depends on how the sound came in bits, and nobody hears it. */
export function roundedLevel(level: number | undefined): number | undefined {
  return level === undefined ? undefined : Math.round(level * 100) / 100;
}

/** The sharpest click around a join, of all channels; a line of `CLICK_WINDOW` samples each. */
export function clickIn(lines: readonly Float32Array[], hard: boolean): Click | undefined {
  return lines
    .map((line) => findClick(line, CLICK_REACH.before, hard))
    .reduce((most, click) => ((click?.jump ?? 0) > (most?.jump ?? 0) ? click : most), undefined);
}

function createSilenceWatch() {
  const found: { from: number; to: number }[] = [];
  let [from, at] = [0, 0];
  const close = (): void => {
    if (at - from >= SHORTEST_SILENCE) found.push({ from, to: at });
  };
  return {
    add: (added: Float32Array, channels: number): void => {
      for (let index = 0; index < added.length; index += channels) {
        const loudest = Math.max(
          Math.abs(added[index] as number),
          Math.abs(added[index + channels - 1] as number),
        );
        if (loudest > SILENT) {
          close();
          from = at + 1;
        }
        at += 1;
      }
    },
    end: () => {
      close();
      return found;
    },
  };
}
