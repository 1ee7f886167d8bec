import type { Music } from '../assemble/film-form.ts';
import type { HeldSound } from './held-sound.ts';
import { CUT_FADE_SAMPLES, factorOf, SAMPLES_PER_SECOND } from './samples.ts';
import type { Fade, Voice } from './voice.ts';

/** Music that starts again does so under its own end for half a second, or a quarter of it where it is shorter. */
const LOOP_FADE_SAMPLES = SAMPLES_PER_SECOND / 2;

/** A loop that is shorter than this would be more starts than music. */
const SHORTEST_LOOP_SAMPLES = SAMPLES_PER_SECOND / 2;

/** The music under a film of so many samples: once, or again and again until the film ends, faded at the film's ends. */
export function musicVoices(form: Music, sound: HeldSound, samples: number): readonly Voice[] {
  if (sound.samples === 0 || sound.scale === 0) return [];
  const loops = form.loop && sound.samples >= SHORTEST_LOOP_SAMPLES;
  const crossed = Math.min(LOOP_FADE_SAMPLES, Math.floor(sound.samples / 4));
  const step = sound.samples - crossed;
  const end = loops ? samples : Math.min(samples, sound.samples);
  const outer = [...outerFades(form, end), ...(end < samples ? [cutAt(end)] : [])];
  const voices: Voice[] = [];
  for (let at = 0; at < end; at += step) {
    const last = at + sound.samples;
    const again = loops && at + step < end;
    const fades: readonly Fade[] = [
      ...(at === 0 ? [] : [{ direction: 'in', shape: 'power', from: at, to: at + crossed } as const]),
      ...(again ? [{ direction: 'out', shape: 'power', from: at + step, to: last } as const] : []),
    ];
    const heard = { start: at, end: Math.min(last, end) };
    const touching = outer.filter((fade) => fade.from < heard.end && fade.to > heard.start);
    const gain = factorOf(form.gainDb);
    voices.push({ sound, at, ...heard, gain, fades: [...fades, ...touching], ducked: form.duck });
    if (!loops) break;
  }
  return voices;
}

/** Where music is over before the film is, its last sample may be anything. */
function cutAt(end: number): Fade {
  return { direction: 'out', shape: 'smooth', from: Math.max(0, end - CUT_FADE_SAMPLES), to: end };
}

function outerFades({ fadeIn, fadeOut }: Music, end: number): readonly Fade[] {
  const [rise, fall] = [fadeIn, fadeOut].map((seconds) =>
    Math.min(end, Math.round(seconds * SAMPLES_PER_SECOND)),
  );
  return [
    ...(rise === undefined || rise === 0
      ? []
      : [{ direction: 'in', shape: 'power', from: 0, to: rise } as const]),
    ...(fall === undefined || fall === 0
      ? []
      : [{ direction: 'out', shape: 'power', from: end - fall, to: end } as const]),
  ];
}
