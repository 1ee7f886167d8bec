import type { Ducking } from './ducking.ts';
import { LEVEL_SAMPLES, openSound, READ_SAMPLES } from './held-sound.ts';
import { CHANNELS } from './samples.ts';
import { fadeAt, type Voice } from './voice.ts';

/** The samples of the film between two places, left and right in turn: all its voices together. */
export async function renderMix(
  voices: readonly Voice[],
  ducking: Ducking | undefined,
  from: number,
  to: number,
): Promise<Float32Array> {
  const mix = new Float32Array((to - from) * CHANNELS);
  for (const voice of voices) {
    const [start, end] = [Math.max(from, voice.start), Math.min(to, voice.end)];
    if (start >= end) continue;
    await using sound = await openSound(voice.sound);
    for (let at = start; at < end; at += READ_SAMPLES) {
      const stop = Math.min(end, at + READ_SAMPLES);
      const samples = await sound.read(at - voice.at, stop - at);
      for (const fade of voice.fades) applyFade(samples, at, stop, fade);
      if (voice.ducked && ducking !== undefined) applyDucking(samples, at, ducking);
      addTo(mix, (at - from) * CHANNELS, samples, voice.gain);
    }
  }
  return mix;
}

function addTo(mix: Float32Array, place: number, samples: Float32Array, gain: number): void {
  for (let index = 0; index < samples.length; index += 1) {
    mix[place + index] = (mix[place + index] as number) + (samples[index] as number) * gain;
  }
}

/** Only where the fade is under way, or its silent side, is anything changed. */
function applyFade(samples: Float32Array, start: number, end: number, fade: Voice['fades'][number]): void {
  const isIn = fade.direction === 'in';
  const first = isIn ? start : Math.max(start, fade.from);
  const last = isIn ? Math.min(end, fade.to) : end;
  for (let sample = first; sample < last; sample += 1) {
    const factor = fadeAt(fade, sample);
    const index = (sample - start) * CHANNELS;
    samples[index] = (samples[index] as number) * factor;
    samples[index + 1] = (samples[index + 1] as number) * factor;
  }
}

function applyDucking(samples: Float32Array, start: number, ducking: Ducking): void {
  const count = samples.length / CHANNELS;
  for (let offset = 0; offset < count; offset += 1) {
    const place = (start + offset) / LEVEL_SAMPLES;
    const step = Math.floor(place);
    const here = ducking[step] ?? 1;
    const factor = here + ((ducking[step + 1] ?? here) - here) * (place - step);
    const index = offset * CHANNELS;
    samples[index] = (samples[index] as number) * factor;
    samples[index + 1] = (samples[index + 1] as number) * factor;
  }
}
