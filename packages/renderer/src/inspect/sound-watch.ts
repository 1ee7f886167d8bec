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
/** Samples of each channel that are kept for the joins among them. */
const KEPT = 16_384;

/** Makes a watch over sound of one or two channels; its memory does not grow but by eighty bytes a second. */
export function createSoundWatch(channels: number, joins: readonly SoundJoin[]): SoundWatch {
  const meter = createLoudnessMeter(channels);
  const lines = Array.from({ length: channels }, () => new Float32Array(2 * KEPT));
  const clicks: (Click | undefined)[] = joins.map(() => undefined);
  const waiting = joins.map((join, index) => ({ ...join, index })).sort((a, b) => a.sample - b.sample);
  const silences = createSilenceWatch();
  let samples = 0;
  const look = (isEnd: boolean): void => {
    for (let join = waiting[0]; join !== undefined; join = waiting[0]) {
      if (!isEnd && join.sample + CLICK_REACH.after > samples) return;
      waiting.shift();
      const at = 2 * KEPT - (samples - join.sample);
      const { hard, index } = join;
      if (at > 2 * KEPT || at < CLICK_REACH.before) continue;
      clicks[index] = sharpest(lines.map((line) => findClick(line.subarray(0, 2 * KEPT), at, hard)));
    }
  };
  return {
    add: (added) => {
      meter.add(added);
      silences.add(added, channels);
      for (let start = 0; start < added.length; start += KEPT * channels) {
        const part = added.subarray(start, start + KEPT * channels);
        const length = part.length / channels;
        for (const [channel, line] of lines.entries()) {
          line.copyWithin(0, length);
          for (let index = 0; index < length; index += 1) {
            line[2 * KEPT - length + index] = part[index * channels + channel] as number;
          }
        }
        samples += length;
        look(false);
      }
    },
    end: () => {
      look(true);
      return { ...meter.end(), samples, clicks, silences: silences.end() };
    },
  };
}

function sharpest(found: readonly (Click | undefined)[]): Click | undefined {
  return found.reduce((most, click) => ((click?.jump ?? 0) > (most?.jump ?? 0) ? click : most), undefined);
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
