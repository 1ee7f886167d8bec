import { bendAt, CLEAR, FAR, NEAR } from './bend.ts';

/** A place at which sound goes on elsewhere than it was. */
export type Jump = {
  /** At 48 kHz, from the beginning. */
  readonly sample: number;
  /** How far it jumps, full scale being 1. */
  readonly jump: number;
};

/** Looks for jumps in sound that comes bit by bit: 32-bit floats at 48 kHz, the channels' samples in turn. */
export type JumpWatch = {
  readonly add: (samples: Float32Array) => void;
  readonly end: () => readonly Jump[];
};

/** Nothing smaller is certain to be heard. */
const LEAST_JUMP = 0.05;
/**
 * How much more sound bends at a jump than anywhere within 20 ms of it: noise, drums, voices and music come to 4 in the
 * worst case, two tones put together to 70 and more.
 */
const OUT_OF_PROPORTION = 12;
/** A tick, a snap or a stroke of a key is louder than what is around it; sound that only goes on elsewhere is not. */
const LOUDER = 1.1;

/** As much is looked at together: two seconds. */
const BLOCK = 96_000;
const MOST_JUMPS = 10_000;

/** Makes a watch over sound of one or two channels; its memory does not grow but by what it finds. */
export function createJumpWatch(channels: number): JumpWatch {
  const lines = Array.from({ length: channels }, () => new Float32Array(BLOCK + 2 * FAR));
  const found: Jump[] = [];
  let held = 0;
  let first = 0;
  const look = (): void => {
    const jumps = lines
      .flatMap((line) => jumpsIn(line, held))
      .map(({ sample, jump }) => ({ sample: sample + first, jump }));
    found.push(...jumps.slice(0, MOST_JUMPS - found.length));
  };
  return {
    add: (added) => {
      for (let at = 0; at < added.length; at += channels) {
        for (const [channel, line] of lines.entries()) line[held] = added[at + channel] as number;
        held += 1;
        if (held < BLOCK + 2 * FAR) continue;
        look();
        for (const line of lines) line.copyWithin(0, BLOCK, held);
        held -= BLOCK;
        first += BLOCK;
      }
    },
    end: () => {
      look();
      return found.sort((a, b) => a.sample - b.sample);
    },
  };
}

/** Those that have their surroundings on both sides. */
function jumpsIn(samples: Float32Array, length: number): readonly Jump[] {
  const jumps: Jump[] = [];
  for (let at = FAR; at < length - FAR; at += 1) {
    const bend = bendAt(samples, at);
    if (bend < LEAST_JUMP || !isJump(samples, at, bend)) continue;
    jumps.push({ sample: at, jump: bend });
    at += NEAR;
  }
  return jumps;
}

function isJump(samples: Float32Array, at: number, bend: number): boolean {
  for (let near = at - NEAR; near <= at + NEAR; near += 1) {
    if (bendAt(samples, near) > bend) return false;
  }
  const most = bend / OUT_OF_PROPORTION;
  let [before, after, loudest] = [0, 0, 0];
  for (let away = CLEAR; away < FAR; away += 1) {
    if (bendAt(samples, at - away) > most || bendAt(samples, at + away) > most) return false;
    before = Math.max(before, Math.abs(samples[at - away] as number));
    after = Math.max(after, Math.abs(samples[at + away] as number));
  }
  for (let near = at - NEAR; near <= at + NEAR; near += 1) {
    loudest = Math.max(loudest, Math.abs(samples[near] as number));
  }
  return loudest <= Math.min(before, after) * LOUDER;
}
