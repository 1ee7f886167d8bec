import type { PictureStream } from '../mp4/read-pictures.ts';
import type { Body, CopyRange } from './plan-pictures.ts';

/** Fewer are not worth a change of parameter sets and a key picture after them. */
const FEWEST_FRAMES = 6;

/**
 * The longest stretch of a clip's body whose packets can be taken over: from a picture that needs none before it to a
 * place where all that is decoded so far is also shown. Undefined where there is none.
 */
export function copyRange(
  stream: Pick<PictureStream, 'frames' | 'cuts' | 'sync'>,
  body: Body,
): CopyRange | undefined {
  const last = Math.min(body.end, stream.frames);
  let end = last;
  while (end > body.from && stream.cuts[end] !== 1) end -= 1;
  // A whole clip is taken over however short it is.
  const fewest = end === body.end && end === stream.frames ? 1 : FEWEST_FRAMES;
  for (let from = body.from; end - from >= fewest; from += 1) {
    if (stream.cuts[from] === 1 && stream.sync[from] === 1) return { from, end };
  }
  return undefined;
}
