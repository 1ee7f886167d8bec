import { CODEC_NAMES, type Codec } from '@storyboard/core';
import { failure } from './assembly.ts';
import { ENCODERS } from './encoding.ts';

/**
 * Chooses the encoder of a film among those that an ffmpeg has.
 *
 * @throws StoryboardError `assembly-failed` where it has none for the codec.
 */
export function chooseEncoder(codec: Codec, known: ReadonlySet<string>): string {
  const encoder = ENCODERS[codec].find((name) => known.has(name));
  if (encoder !== undefined) return encoder;
  const names = ENCODERS[codec].join(' or ');
  throw failure(
    `This ffmpeg cannot make a film in ${CODEC_NAMES[codec]}: it was built without ${names}.`,
    'Use another ffmpeg, or another output.codec.',
  );
}
