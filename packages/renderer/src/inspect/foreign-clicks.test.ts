import { expect, test } from 'vitest';
import { createCutWatch } from './cut-watch.ts';
import { createJumpWatch, type Jump } from './find-jumps.ts';
import { foreignClicks } from './foreign-clicks.ts';

const RATE = 48_000;

/** Three seconds of sound, given in bits, and where it jumps, in seconds. */
function jumpsIn(sound: (seconds: number, sample: number) => number): readonly number[] {
  const samples = Float32Array.from({ length: 3 * RATE }, (_, sample) => sound(sample / RATE, sample));
  return found(samples).map(({ sample }) => Math.round((sample / RATE) * 100) / 100);
}

function found(samples: Float32Array): readonly Jump[] {
  const watch = createJumpWatch(1);
  for (let at = 0; at < samples.length; at += 7000) watch.add(samples.subarray(at, at + 7000));
  return watch.end();
}

const tone = (hertz: number, seconds: number): number => Math.sin(2 * Math.PI * hertz * seconds);

/** Between −1 and 1, the same each time. */
function noise(sample: number): number {
  const hash = Math.imul((sample + 1) ^ ((sample + 1) >>> 7), 0x9e3779b1) >>> 0;
  return (Math.imul(hash ^ (hash >>> 13), 0x85ebca6b) >>> 0) / 2 ** 31 - 1;
}

test('sound that goes on elsewhere is found, wherever it comes between two bits', () => {
  expect(jumpsIn((t) => 0.4 * tone(440, t + (t < 1.3 ? 0 : 0.0007) + (t < 2.02 ? 0 : 0.0009)))).toEqual([
    1.3, 2.02,
  ]);
  expect(jumpsIn((t) => (t < 1.5 ? 0.4 * tone(313.7, t) : 0.4 * tone(521.3, t + 0.001)))).toEqual([1.5]);
});

test.each<[string, (seconds: number, sample: number) => number]>([
  ['a tone', (t) => 0.5 * tone(440, t)],
  ['noise', (_, sample) => 0.5 * noise(sample)],
  ['a square wave', (t) => 0.4 * Math.sign(tone(110, t))],
  ['a saw', (t) => 0.5 * (2 * ((55 * t) % 1) - 1)],
  ['a tone that is cut off at its crests', (t) => Math.max(-0.6, Math.min(0.6, 1.8 * tone(50, t)))],
  ['drums', (t, sample) => 0.7 * noise(sample) * Math.exp(-60 * (t % 0.25))],
  ['a beat over a tone', (t, sample) => 0.3 * tone(220, t) + 0.5 * noise(sample) * Math.exp(-40 * (t % 0.5))],
  ['keys that are struck', (t, sample) => (t % 0.3 < 0.003 ? 0.3 : 0.005) * noise(sample)],
  ['a clock', (t) => (t % 0.5 < 0.002 ? 0.8 * tone(1000, t) : 0.001 * tone(90, t))],
  ['a voice that begins', (t) => (t < 1 ? 0 : 0.5 * tone(150, t) * Math.min(1, (t - 1) / 0.01))],
])('%s does not jump', (_, sound) => {
  expect(jumpsIn(sound)).toEqual([]);
});

test('a jump is a click where the picture changes, and nowhere else', () => {
  const jumps = [
    { sample: 0.97 * RATE, jump: 0.2 },
    { sample: 0.98 * RATE, jump: 0.3 },
    { sample: 1.5 * RATE, jump: 0.9 },
  ];
  expect(foreignClicks(jumps, [1, 2])).toEqual([
    {
      code: 'click',
      message: 'The sound jumps by 30 % of full scale where the picture changes.',
      seconds: 0.98,
    },
  ]);
});

test('a cut is a change unlike those before and after it', () => {
  const grid = { width: 8, height: 4 };
  const pictures = (lumas: readonly number[]) => {
    const watch = createCutWatch(grid);
    for (const luma of lumas) watch.add(new Uint8Array(48).fill(luma));
    return watch.end();
  };
  expect(pictures([50, 51, 52, 90, 91, 92, 93, 40])).toEqual([3, 7]);
  expect(pictures([50, 80, 50, 80, 50])).toEqual([]);
  expect(pictures([50, 58, 66, 80, 88])).toEqual([]);
  expect(pictures([50])).toEqual([]);
});
