import type { Finding, Timeline } from '@storyboard/core';
import { isFfmpegFailure } from '../ffmpeg/run-ffmpeg.ts';
import { lookAtTake, type TakeDamage } from '../inspect/look-at-take.ts';
import { takeFindings } from '../inspect/take-findings.ts';
import type { ShotMedia } from './assembly.ts';
import type { ContentCache } from './content-cache.ts';
import { holdResult } from './hold-result.ts';
import { runPool } from './run-pool.ts';

/** Whose takes are looked at, and with what. */
export type LookAtTakes = {
  /** The footage of a shot; undefined where it is not there or is no film, which others say. */
  readonly mediaOf: (shot: string) => Promise<ShotMedia | undefined>;
  readonly shots: ReadonlySet<string>;
  readonly ffmpeg: string;
  readonly cache: ContentCache;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Takes the fraction of them that was looked at. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
};

/** Decodes all of the takes of some shots that were not decoded before, and says where a film of them is damaged. */
export async function lookAtTakes(timeline: Timeline, looking: LookAtTakes): Promise<readonly Finding[]> {
  const { mediaOf, shots, ffmpeg, cache, concurrency, onProgress } = looking;
  const clips = timeline.clips.filter(({ shot }) => shots.has(shot));
  let done = 0;
  const found = await runPool(clips, concurrency, looking.signal, async (clip, signal) => {
    const media = await mediaOf(clip.shot);
    if (media === undefined) return [];
    const { video, audio } = media.facts;
    const { damages } = await holdResult(
      cache,
      ['take'],
      async () => ({ damages: await lookAtTake(media.file, { video, audio, ffmpeg, signal }) }),
      { sources: [media.file], background: true },
    ).catch(unseen);
    done += 1;
    onProgress?.(done / clips.length);
    return takeFindings(clip, timeline.frameRate, damages);
  });
  return found.flat();
}

/** What could not be looked at, as when the system ran out of memory, is looked at by the next render. */
function unseen(problem: unknown): { readonly damages: readonly TakeDamage[] } {
  if (isFfmpegFailure(problem)) return { damages: [] };
  throw problem;
}
