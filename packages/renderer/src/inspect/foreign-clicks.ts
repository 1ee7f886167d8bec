import type { Finding } from '@storyboard/core';
import type { VideoFacts } from '../media/probe-media.ts';
import { type CutWatch, createCutWatch } from './cut-watch.ts';
import { createJumpWatch, type Jump, type JumpWatch } from './find-jumps.ts';
import type { HearSound } from './hear-sound.ts';
import type { SeePictures } from './see-pictures.ts';

/** Looks for clicks in a film that does not tell its joins, while its pictures are seen and its sound is heard. */
export type ForeignWatch = Required<Pick<SeePictures, 'onPicture'> & Pick<HearSound, 'onSamples'>> & {
  readonly end: (video: Pick<VideoFacts, 'ticks' | 'ticksPerSecond'>) => readonly Finding[];
};

/** Makes a watch over one film. */
export function createForeignWatch(): ForeignWatch {
  let cuts: CutWatch | undefined;
  let jumps: JumpWatch | undefined;
  return {
    onPicture: (picture, grid) => {
      cuts ??= createCutWatch(grid);
      cuts.add(picture);
    },
    onSamples: (samples, channels) => {
      jumps ??= createJumpWatch(channels);
      jumps.add(samples);
    },
    end: ({ ticks, ticksPerSecond }) => {
      const at = cuts?.end().map((frame) => (ticks[frame] ?? 0) / ticksPerSecond);
      return foreignClicks(jumps?.end() ?? [], at ?? []);
    },
  };
}

const RATE = 48_000;
/** Seconds. Where clips are simply put behind each other, sound and pictures do not change at quite the same time. */
const NEAR = 0.06;

/**
 * Says where a film that does not tell its joins clicks: where the sound jumps while the picture changes. A jump alone may
 * be meant.
 *
 * @param cuts - When another picture begins, in seconds.
 */
export function foreignClicks(jumps: readonly Jump[], cuts: readonly number[]): readonly Finding[] {
  return cuts.flatMap((cut): readonly Finding[] => {
    const near = jumps.filter(({ sample }) => Math.abs(sample / RATE - cut) <= NEAR);
    const [sharpest] = near.toSorted((a, b) => b.jump - a.jump);
    if (sharpest === undefined) return [];
    const percent = Math.round(sharpest.jump * 100);
    const message = `The sound jumps by ${percent} % of full scale where the picture changes.`;
    return [{ code: 'click', message, seconds: sharpest.sample / RATE }];
  });
}
