import type { FrameRate, Timeline, TimelineClip } from '@storyboard/core';
import type { Music } from '../assemble/film-form.ts';
import { EDGE_SAMPLES, type HeldSound } from './held-sound.ts';
import { isJump } from './is-jump.ts';
import { levelGain } from './level-gain.ts';
import { musicVoices } from './music-voices.ts';
import { CHANNELS, CUT_FADE_SAMPLES, factorOf, sampleOf } from './samples.ts';
import type { Fade, Voice } from './voice.ts';

/** What a film sounds like before it is measured. */
export type Sounds = {
  readonly timeline: Timeline;
  /** Of the clips that are not silent. */
  readonly clips: ReadonlyMap<TimelineClip, HeldSound>;
  readonly music: { readonly form: Music; readonly sound: HeldSound } | undefined;
  /** Integrated LUFS that the film will be brought to. */
  readonly loudness: number | undefined;
};

const SILENCE = new Float32Array(EDGE_SAMPLES * CHANNELS);

/**
 * Every sound of the film with its place, level and fades. Shots cross over where their pictures do. At a hard cut
 * each side fades for a moment, but not where the sound goes on over the cut as if there were none. The film's end,
 * where it goes to black, takes everything with it.
 */
export function planVoices(sounds: Sounds): readonly Voice[] {
  const { timeline, music } = sounds;
  const samples = sampleOf(timeline.frames, timeline.frameRate);
  const ending = endingFade(timeline);
  const shots = timeline.clips.flatMap((clip, index) => clipVoice(sounds, clip, index));
  const under = music === undefined ? [] : musicVoices(music.form, music.sound, samples);
  return [...shots, ...under].map((voice) =>
    ending === undefined || voice.end <= ending.from ? voice : { ...voice, fades: [...voice.fades, ending] },
  );
}

function clipVoice(sounds: Sounds, clip: TimelineClip, index: number): readonly Voice[] {
  const { frameRate, clips } = sounds.timeline;
  const sound = sounds.clips.get(clip);
  if (sound === undefined || sound.scale === 0) return [];
  const [before, after] = [clips[index - 1], clips[index + 1]];
  const at = sampleOf(clip.start, frameRate);
  // What comes later than the pictures, or ends before them, has cuts of its own.
  const [start, end] = [at + sound.begin, at + sound.end];
  const short = Math.min(CUT_FADE_SAMPLES, Math.floor((end - start) / 2));
  const crossed = crossing(clip, frameRate);
  const crosses = after === undefined ? undefined : crossing(after, frameRate);
  const gain = gainOf(sounds, clip);
  const onTime = sound.begin === 0;
  const toTheEnd = sound.end === sound.samples;
  const opens =
    !(onTime && crossed !== undefined) &&
    isJump(onTime ? lastOf(sounds, before) : SILENCE, scaled(sound.head, gain));
  const closes =
    !(toTheEnd && crosses !== undefined) &&
    isJump(scaled(sound.tail, gain), toTheEnd ? firstOf(sounds, after) : SILENCE);
  const fades: readonly Fade[] = [
    ...(crossed === undefined ? [] : [{ direction: 'in', shape: 'power', ...crossed } as const]),
    ...(opens ? [{ direction: 'in', shape: 'smooth', from: start, to: start + short } as const] : []),
    ...(crosses === undefined ? [] : [{ direction: 'out', shape: 'power', ...crosses } as const]),
    ...(closes ? [{ direction: 'out', shape: 'smooth', from: end - short, to: end } as const] : []),
  ];
  return [{ sound, at, start, end, gain, fades, ducked: false }];
}

/** Where a clip crosses over with the one before it, or rises out of black. */
function crossing(
  { start, transition }: TimelineClip,
  rate: FrameRate,
): { readonly from: number; readonly to: number } | undefined {
  return transition === undefined || transition.frames === 0
    ? undefined
    : { from: sampleOf(start, rate), to: sampleOf(start + transition.frames, rate) };
}

/** The last samples before the clip's end, as they are heard. */
function lastOf(sounds: Sounds, clip: TimelineClip | undefined): Float32Array {
  const sound = clip === undefined ? undefined : sounds.clips.get(clip);
  if (clip === undefined || sound === undefined || sound.end < sound.samples) return SILENCE;
  return scaled(sound.tail, gainOf(sounds, clip));
}

/** The first samples from the clip's start on, as they are heard. */
function firstOf(sounds: Sounds, clip: TimelineClip | undefined): Float32Array {
  const sound = clip === undefined ? undefined : sounds.clips.get(clip);
  if (clip === undefined || sound === undefined || sound.begin > 0) return SILENCE;
  return scaled(sound.head, gainOf(sounds, clip));
}

function scaled(samples: Float32Array, gain: number): Float32Array {
  return samples.map((sample) => sample * gain);
}

function gainOf(sounds: Sounds, clip: TimelineClip): number {
  const heard = sounds.clips.get(clip)?.loudness;
  return sounds.loudness === undefined ? 1 : factorOf(levelGain(heard, sounds.loudness));
}

function endingFade({ ending, frames, frameRate }: Timeline): Fade | undefined {
  if (ending === undefined || ending.frames === 0) return undefined;
  const from = sampleOf(frames - ending.frames, frameRate);
  return { direction: 'out', shape: 'power', from, to: sampleOf(frames, frameRate) };
}
