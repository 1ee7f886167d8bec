import { expect, test } from 'vitest';
import { CLICK_REACH, findClick } from './find-click.ts';

const RATE = 48_000;
const AT = CLICK_REACH.before;
const LENGTH = CLICK_REACH.before + CLICK_REACH.after;
/** Of the fade at a hard cut of our own. */
const FADE = 192;

type Sound = (place: number) => number;

const tone =
  (hertz: number, height: number, phase: number): Sound =>
  (place) =>
    height * Math.sin((2 * Math.PI * hertz * place) / RATE + phase);
const silence: Sound = () => 0;

/** The same on every run, and nothing like a tone. */
function noise(seed: number, height: number, smooth = 0): Sound {
  let state = seed;
  let last = 0;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    last = smooth * last + (1 - smooth) * ((state / 0x7fffffff) * 2 - 1);
    return height * last;
  };
}

/** Two sounds that meet at the join, each with its own place counted from there. */
function meet(before: Sound, after: Sound, fade = 0): Float32Array {
  return Float32Array.from({ length: LENGTH }, (_, index) => {
    const place = index - AT;
    const gain = fade === 0 ? 1 : Math.min(1, (place < 0 ? -place : place + 1) / fade);
    return gain * (place < 0 ? before(place) : after(place));
  });
}

const TONES = [60, 110, 220, 440, 1000, 1700];
const PAIRS = TONES.flatMap((before) => TONES.map((after) => [before, after] as const));

test.each(PAIRS)('tones of %d and %d Hz that are put together out of phase click', (before, after) => {
  for (const phase of [0.6, 1.2, Math.PI / 2, -1, -2]) {
    for (const height of [0.9, 0.3, 0.05]) {
      const jump = height * Math.abs(Math.sin(phase));
      const found = findClick(meet(tone(before, height, 0), tone(after, height, phase)), AT, true);
      expect(Math.abs(found?.offset ?? Number.NaN)).toBeLessThanOrEqual(2);
      // What the tones do between two samples comes on top, or off.
      expect(Math.abs((found?.jump ?? 0) - jump)).toBeLessThan(0.3 * height);
    }
  }
});

test.each(PAIRS)('tones of %d and %d Hz with a fade between them do not', (before, after) => {
  for (const phase of [0, 0.6, Math.PI / 2, 3, -2]) {
    for (const height of [1, 0.3, 0.05]) {
      const faded = meet(tone(before, height, Math.PI / 2), tone(after, height, phase), FADE);
      expect(findClick(faded, AT, true)).toBeUndefined();
    }
  }
});

test('a tone that is cut off, or begins, at its crest clicks; with a fade it does not', () => {
  const crest = tone(150, 0.5, Math.PI / 2);
  for (const fade of [0, FADE]) {
    const found = [
      findClick(meet(crest, silence, fade), AT, true),
      findClick(meet(silence, crest, fade), AT, true),
    ];
    expect(found.map((click) => click !== undefined)).toEqual([fade === 0, fade === 0]);
  }
});

test('one tone that simply goes on, and silence, do not click', () => {
  for (const hertz of [...TONES, 5000, 12_000]) {
    const on = tone(hertz, 0.8, 0.3);
    expect(findClick(meet(on, on), AT, true)).toBeUndefined();
  }
  expect(findClick(meet(silence, silence), AT, true)).toBeUndefined();
});

test('noise never clicks, cut to other noise, to silence or out of it', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const smooth = (seed % 5) * 0.2;
    const [one, other] = [noise(seed, 0.8, smooth), noise(seed + 1000, 0.2 + (seed % 4) * 0.2, smooth)];
    for (const sound of [meet(one, other), meet(one, silence), meet(silence, other)]) {
      expect(findClick(sound, AT, true)?.offset).toBeUndefined();
    }
  }
});

test('a beat that begins at the join is none, drum or kick, over tones and out of silence', () => {
  const crack = noise(3, 1);
  const drum: Sound = (place) => 0.8 * Math.exp((-place / RATE) * 30) * crack(place);
  const kick: Sound = (place) =>
    0.9 * Math.exp((-place / RATE) * 20) * Math.sin((2 * Math.PI * 60 * place) / RATE);
  for (const before of [silence, tone(220, 0.1, 1), noise(9, 0.1, 0.8)]) {
    for (const beat of [drum, kick]) expect(findClick(meet(before, beat, FADE), AT, true)).toBeUndefined();
  }
});

test('sound that breaks off shortly before a hard cut clicks, but not before a transition and not when it is faded', () => {
  for (const early of [200, 960, 2000, 2800]) {
    const broken: Sound = (place) => (place < -early ? tone(220, 0.5, 1)(place + early) : 0);
    const next = tone(330, 0.5, 0);
    const found = findClick(meet(broken, next, FADE), AT, true);
    expect(Math.abs((found?.offset ?? 0) + early)).toBeLessThanOrEqual(2);
    expect(findClick(meet(broken, next, FADE), AT, false)).toBeUndefined();
    const faded: Sound = (place) => broken(place) * Math.min(1, Math.max(0, (-early - place) / FADE));
    expect(findClick(meet(faded, next, FADE), AT, true)).toBeUndefined();
  }
});

test('what nobody hears is none', () => {
  expect(findClick(meet(tone(220, 0.004, 0), tone(220, 0.004, 2)), AT, true)).toBeUndefined();
});
