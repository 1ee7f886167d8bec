import { StoryboardError } from '@storyboard/core';
import { readOutput } from '../ffmpeg/read-output.ts';
import { dynamicRange } from '../media/colour.ts';
import type { VideoFacts } from '../media/probe-media.ts';

/**
 * Refuses a clip of high dynamic range where this ffmpeg cannot bring it to the film: shown as they are, its pictures
 * would be dull and grey. ffmpeg is asked only where there is such a clip.
 *
 * @param shots - What is in the clips, by shot.
 * @throws StoryboardError `assembly-failed` with the shot it is about; the signal's reason.
 */
export async function checkLight(
  shots: ReadonlyMap<string, { readonly facts: { readonly video: VideoFacts } }>,
  ffmpeg: string,
  signal?: AbortSignal,
): Promise<void> {
  const bright = [...shots].find(([, { facts }]) => dynamicRange(facts.video) !== 'sdr');
  if (bright === undefined || (await canToneMap(ffmpeg, signal))) return;
  const [shot, { facts }] = bright;
  throw new StoryboardError(
    'assembly-failed',
    `Shot "${shot}": its pictures are of high dynamic range (${dynamicRange(facts.video).toUpperCase()}), and this ffmpeg has no zscale filter to bring them to the film.`,
    { hint: 'Use an ffmpeg that was built with libzimg.' },
  );
}

/** Whether this ffmpeg can bring pictures of high dynamic range to those of a film: `zscale` needs a library of its own. */
export async function canToneMap(ffmpeg: string, signal?: AbortSignal): Promise<boolean> {
  const said = await readOutput({ ffmpeg, args: ['-h', 'filter=zscale'], signal });
  return said.startsWith('Filter zscale');
}
