import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { TimelineClip } from '@storyboard/core';
import { type Chunk, cutChunks, PRIMING_PACKETS } from './chunk.ts';
import { type Ducking, duckingUnder } from './ducking.ts';
import { type HeldSound, LEVEL_SAMPLES } from './held-sound.ts';
import type { SoundInput } from './hold-sounds.ts';
import { planVoices } from './plan-voices.ts';
import { sampleOf } from './samples.ts';
import { STEP_SAMPLES } from './sound-steps.ts';
import type { Fade, Voice } from './voice.ts';

/** How the film's sound is kept: AAC, or 24-bit samples as they are. */
export type SoundCoding = 'aac' | 'pcm';

/** Everything that is heard in a film, and the chunks it is made in. */
export type SoundPlan = {
  readonly samples: number;
  readonly coding: SoundCoding;
  readonly voices: readonly Voice[];
  readonly ducking: Ducking | undefined;
  readonly chunks: readonly Chunk[];
};

/** Plans the sound of a film whose clips' sounds and music are held. */
export function planSound(
  { timeline, sound, pictures }: Pick<SoundInput, 'timeline' | 'sound' | 'pictures'>,
  clips: ReadonlyMap<TimelineClip, HeldSound>,
  music: HeldSound | undefined,
): SoundPlan {
  const planned = planChunks({ timeline, pictures });
  const { samples } = planned;
  const voices = planVoices({
    timeline,
    clips,
    music: music === undefined || sound.music === undefined ? undefined : { form: sound.music, sound: music },
    loudness: sound.loudness,
  });
  const ducking = voices.some((voice) => voice.ducked) ? duckingUnder(voices, samples) : undefined;
  return { ...planned, voices, ducking };
}

/** Plans the chunks of a film before anything of it is to be heard. */
export function planChunks({
  timeline,
  pictures,
}: Pick<SoundInput, 'timeline' | 'pictures'>): Pick<SoundPlan, 'samples' | 'coding' | 'chunks'> {
  const samples = sampleOf(timeline.frames, timeline.frameRate);
  const coding = pictures.codec === 'prores' ? 'pcm' : 'aac';
  return { samples, coding, chunks: cutChunks(samples, coding === 'aac' ? PRIMING_PACKETS : 0) };
}

/**
 * Spells everything that decides how a chunk is mixed, by content and counted from the chunk's own start: what is equal
 * sounds equal. Sounds are named by what made them.
 */
export function spellMix(plan: SoundPlan, chunk: Chunk): string {
  const { start, mixStart, mixEnd } = chunk;
  const heard = plan.voices.filter((voice) => voice.start < mixEnd && voice.end > mixStart);
  const range = [chunk.end, chunk.encodeStart, chunk.encodeEnd, mixStart, mixEnd].map(
    (sample) => sample - start,
  );
  const voices = heard.map(({ sound, at, gain, fades, ducked, ...voice }) => [
    basename(sound.file),
    at - start,
    Math.max(voice.start, mixStart) - start,
    Math.min(voice.end, mixEnd) - start,
    gain,
    fades.filter((fade) => isUnderWay(fade, mixStart, mixEnd)).map((fade) => spellFade(fade, start)),
    ducked,
  ]);
  // Where loudness is counted from matters only where there is any.
  const phase = heard.length === 0 ? 0 : start % STEP_SAMPLES;
  const ducked = heard.some((voice) => voice.ducked) ? spellDucking(plan.ducking, chunk) : '';
  return JSON.stringify([plan.coding, chunk.packets, range, phase, voices, ducked]);
}

function isUnderWay({ direction, from, to }: Fade, start: number, end: number): boolean {
  return direction === 'in' ? to > start : from < end;
}

function spellFade({ direction, shape, from, to }: Fade, start: number): readonly unknown[] {
  return [direction, shape, from - start, to - start];
}

function spellDucking(ducking: Ducking | undefined, { start, mixStart, mixEnd }: Chunk): string {
  const first = Math.floor(mixStart / LEVEL_SAMPLES);
  const steps = ducking?.slice(first, Math.ceil(mixEnd / LEVEL_SAMPLES) + 1) ?? new Float32Array();
  const digest = createHash('sha256').update(new Uint8Array(steps.buffer)).digest('hex');
  return `${digest} from ${first * LEVEL_SAMPLES - start}`;
}
