/** How often between two samples the signal is looked at, the first sample counted: ITU-R BS.1770-4 asks for four times. */
const OVERSAMPLING = 4;
/** Samples on either side that say what lies between two. */
const REACH = 6;

/** Samples that `crestAfter` needs on either side of the place it looks at. */
export const CREST_REACH = REACH;

/** For a quarter, a half and three quarters of the way: how much each sample around it counts. */
const PLACES: readonly Float64Array[] = Array.from({ length: OVERSAMPLING - 1 }, (_, index) =>
  weightsAt((index + 1) / OVERSAMPLING),
);
const QUARTER = weightsAt(1 / OVERSAMPLING);
const HALF = weightsAt(2 / OVERSAMPLING);

/** Between samples that are all at most 1, nothing is higher than this. */
export const MOST_CREST = Math.max(
  ...PLACES.map((weights) => weights.reduce((sum, weight) => sum + Math.abs(weight), 0)),
);

/** Looks for the highest peak of one channel, between the samples as well. */
export type TruePeak = {
  /** Takes every `step`th of these samples, from `start` on; they follow those taken before. */
  readonly add: (samples: Float32Array, start: number, step: number) => void;
  /** The highest so far, 1 being full scale; what comes after the last samples counts as silence. */
  readonly end: () => number;
};

/** Makes the meter of one channel. Only near samples that are high enough is anything between them computed. */
export function createTruePeak(): TruePeak {
  let peak = 0;
  let kept = new Float32Array(2 * REACH);
  const look = (line: Float32Array): void => {
    // Between `index` and the next; those at the very end wait for what comes after them.
    const last = line.length - REACH;
    let looked = REACH - 1;
    for (let index = 0; index < line.length; index += 1) {
      const height = Math.abs(line[index] as number);
      if (height > peak) peak = height;
      if (height * MOST_CREST <= peak) continue;
      const until = Math.min(index + REACH, last);
      for (let at = Math.max(looked, index - REACH); at < until; at += 1) {
        for (const weights of PLACES) peak = Math.max(peak, Math.abs(between(line, at, weights)));
      }
      looked = Math.max(looked, until);
    }
  };
  const add = (samples: Float32Array, start: number, step: number): void => {
    const added = Math.max(0, Math.ceil((samples.length - start) / step));
    const line = new Float32Array(kept.length + added);
    line.set(kept);
    for (let index = 0; index < added; index += 1)
      line[kept.length + index] = samples[start + index * step] as number;
    look(line);
    kept = line.slice(-2 * REACH);
  };
  return {
    add,
    end: () => {
      add(new Float32Array(2 * REACH), 0, 1);
      return peak;
    },
  };
}

/** The highest that one channel gets between a sample and the next, those themselves left out. */
export function crestAfter(line: Float32Array, at: number): number {
  let [quarter, half, threeQuarters] = [0, 0, 0];
  const first = at - REACH + 1;
  for (let index = 0; index < 2 * REACH; index += 1) {
    const sample = line[first + index] as number;
    quarter += sample * (QUARTER[index] as number);
    half += sample * (HALF[index] as number);
    threeQuarters += sample * (QUARTER[2 * REACH - 1 - index] as number);
  }
  return Math.max(Math.abs(quarter), Math.abs(half), Math.abs(threeQuarters));
}

function between(line: Float32Array, at: number, weights: Float64Array): number {
  let sum = 0;
  const first = at - REACH + 1;
  for (let index = 0; index < 2 * REACH; index += 1) {
    sum += (line[first + index] as number) * (weights[index] as number);
  }
  return sum;
}

/** A sinc under a cosine window. */
function weightsAt(place: number): Float64Array {
  return Float64Array.from({ length: 2 * REACH }, (_, index) => {
    const distance = place - (index - REACH + 1);
    const sinc = Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * Math.cos((Math.PI * distance) / (2 * REACH)) ** 2;
  });
}
