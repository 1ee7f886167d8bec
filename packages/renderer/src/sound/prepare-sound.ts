import type { TimelineClip } from '@storyboard/core';
import { createLanes } from '../assemble/create-lanes.ts';
import { runPool } from '../assemble/run-pool.ts';
import { hearAhead } from '../inspect/hear-ahead.ts';
import type { PacketRun } from '../mp4/film-tracks.ts';
import type { Chunk } from './chunk.ts';
import { runOf } from './chunk-file.ts';
import type { HeldSound } from './held-sound.ts';
import { holdChunk } from './hold-chunk.ts';
import { holdClipSounds, holdMusic, LOOKED_AT_ONCE, type SoundInput } from './hold-sounds.ts';
import { AS_IT_IS } from './make-sound.ts';
import { reaches } from './reaches.ts';
import { planChunks, planSound } from './sound-plan.ts';

/** What an assembler has begun of its films' sound. */
export type BegunSound = {
  /** Of clips, by all that decides it; undefined where it cannot be decoded. */
  readonly sounds: Map<string, Promise<DecodedClip | undefined>>;
  /** Packets of chunks that are made, by their place. */
  readonly runs: Map<string, PacketRun>;
};

/** A clip that can be decoded, and its sound where it has any. */
export type DecodedClip = { readonly sound: HeldSound | undefined };

/**
 * Makes what can be made while shots are still missing: the sounds of those that have arrived, and each chunk that waited
 * for one of them and for no other. Where the film's loudness is set, or music gives way, a chunk depends on the whole
 * film and waits. What cannot be decoded is not there either; the film says why.
 *
 * @param input - Its `media` has what is there.
 */
export async function prepareSound(input: SoundInput, begun: BegunSound, signal: AbortSignal): Promise<void> {
  const { timeline, media, sound, cache } = input;
  const { clips, frameRate } = timeline;
  const keyOf = (clip: TimelineClip): string =>
    JSON.stringify([media.get(clip.shot)?.file, clip.start, clip.frames, frameRate]);
  const arrived = clips.filter((clip) => media.has(clip.shot) && !begun.sounds.has(keyOf(clip)));
  const inLane = createLanes(LOOKED_AT_ONCE);
  for (const clip of arrived) {
    const decoded = inLane(() => decode(clip, input, signal));
    begun.sounds.set(keyOf(clip), decoded);
  }
  await Promise.all(arrived.map((clip) => begun.sounds.get(keyOf(clip))));
  const music = await holdMusic(input, signal);
  if (sound.loudness !== undefined || sound.music?.duck === true) return;
  const touched = planChunks(input).chunks.filter((chunk) =>
    arrived.some((clip) => reaches(clip, chunk, frameRate)),
  );
  const around = (index: number): boolean =>
    clips
      .slice(Math.max(0, index - 1), index + 2)
      .some((clip) => touched.some((chunk) => reaches(clip, chunk, frameRate)));
  const known = await Promise.all(
    clips
      .filter((_, index) => around(index))
      .map(async (clip) => ({
        clip,
        decoded: media.has(clip.shot) ? await begun.sounds.get(keyOf(clip)) : undefined,
      })),
  );
  const missing = known.filter(({ decoded }) => decoded === undefined);
  const ready = touched.filter((chunk) => !missing.some(({ clip }) => reaches(clip, chunk, frameRate)));
  const sounds = known.flatMap(({ clip, decoded }) =>
    decoded?.sound === undefined ? [] : [[clip, decoded.sound] as const],
  );
  const plan = planSound(input, new Map(sounds), music);
  const placeOf = (chunk: Chunk): string => `${plan.coding} ${plan.samples} ${chunk.firstPacket}`;
  const made = new Set<string>();
  await runPool(ready, LOOKED_AT_ONCE, signal, async (chunk, own) => {
    const held = await holdChunk({ plan, input, signal: own }, chunk, AS_IT_IS);
    begun.runs.set(placeOf(chunk), runOf(held));
    if (cache.isNew(held.file)) made.add(placeOf(chunk));
  });
  if (plan.coding !== 'aac') return;
  const parts = plan.chunks.map((chunk) => ({
    packets: chunk.packets,
    run: begun.runs.get(placeOf(chunk)),
    isNew: made.has(placeOf(chunk)),
  }));
  await hearAhead(parts, timeline, { ...input, signal });
}

async function decode(
  clip: TimelineClip,
  input: SoundInput,
  signal: AbortSignal,
): Promise<DecodedClip | undefined> {
  return holdClipSounds([clip], input, signal, () => {}).then(
    (sounds) => ({ sound: sounds.get(clip) }),
    () => undefined,
  );
}
