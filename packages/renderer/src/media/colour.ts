import type { VideoFacts } from './probe-media.ts';
import type { ColourCodes } from './read-sps.ts';

const BT709 = 1;
const NOT_SAID = 2;
/** Players take pictures that do not say their colours for television of old up to this size. */
const SD = { width: 1279, height: 576 };

/**
 * How the colours of pictures are to be read: as they say (`auto`), or, where they say nothing, as players do:
 * `bt709`, and `bt601` for pictures of standard definition.
 */
export function readColoursAs(video: VideoFacts): 'auto' | 'bt709' | 'bt601' {
  const isSaid = video.colour.matrix !== undefined || (video.h264?.colour.matrix ?? NOT_SAID) !== NOT_SAID;
  if (isSaid) return 'auto';
  return video.width > SD.width || video.height > SD.height ? 'bt709' : 'bt601';
}

/** Whether the colours of an H.264 clip are the film's, said or as players take them. */
export function hasFilmColours(video: VideoFacts): boolean {
  const codes = video.h264?.colour;
  if (codes === undefined || video.h264?.fullRange === true || video.colour.fullRange === true) return false;
  return (
    readColoursAs(video) !== 'bt601' &&
    namesOf(video, codes).every((name) => name === 'bt709' || name === undefined)
  );
}

/** Whether the pictures themselves, not only their container, say that their colours are bt709. */
export function saysBt709(codes: ColourCodes): boolean {
  return codes.primaries === BT709 && codes.transfer === BT709 && codes.matrix === BT709;
}

/** The colours of a clip in a word or two. */
export function spokenColours(video: VideoFacts): string {
  if (video.h264?.fullRange === true || video.colour.fullRange === true) return 'of full range';
  const names = video.h264 === undefined ? [video.colour.matrix] : namesOf(video, video.h264.colour);
  return names.find((name) => name !== undefined && name !== 'bt709') ?? 'not said';
}

/** The pictures' own word first, then the container's. */
function namesOf(video: VideoFacts, codes: ColourCodes): readonly (string | undefined)[] {
  return (['matrix', 'primaries', 'transfer'] as const).map((part) => {
    if (codes[part] === BT709) return 'bt709';
    return codes[part] === NOT_SAID ? video.colour[part] : `of code ${codes[part]}`;
  });
}
