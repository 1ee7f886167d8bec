import { writeFile } from 'node:fs/promises';
import type { Timeline, TimelineClip } from '@storyboard/core';
import { type HeldSound, readHeldSound } from '../sound/held-sound.ts';
import { sampleOf } from '../sound/samples.ts';
import { writeHeldSound } from '../sound/write-held-sound.ts';
import type { Workbench } from './workbench.ts';

/** A sound, sample by sample and channel by channel. */
export type Signal = (sample: number, channel: number) => number;

/** Stereo samples of a signal, left and right in turn. */
export function samplesOf(signal: Signal, count: number, from = 0): Float32Array {
  return Float32Array.from({ length: count * 2 }, (_, index) => signal(from + (index >> 1), index % 2));
}

/** Writes stereo samples as a sound that is held. */
export async function heldSound(bench: Workbench, name: string, samples: Float32Array): Promise<HeldSound> {
  const [raw, file] = [bench.path(`${name}.raw`), bench.path(`${name}.snd`)];
  await writeFile(raw, samples);
  await writeHeldSound(raw, file);
  return readHeldSound(file);
}

/** The held sounds of a timeline's clips, each as long as its clip; a shot without a signal has none. */
export async function heldClips(
  bench: Workbench,
  { clips, frameRate }: Timeline,
  signals: Readonly<Record<string, Signal>>,
): Promise<ReadonlyMap<TimelineClip, HeldSound>> {
  const held = new Map<TimelineClip, HeldSound>();
  for (const clip of clips) {
    const signal = signals[clip.shot];
    if (signal === undefined) continue;
    const count = sampleOf(clip.start + clip.frames, frameRate) - sampleOf(clip.start, frameRate);
    held.set(clip, await heldSound(bench, clip.shot, samplesOf(signal, count)));
  }
  return held;
}
