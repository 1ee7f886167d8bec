import type { VideoFacts } from './probe-media.ts';
import type { ColourCodes } from './read-sps.ts';

const BT709 = 1;
const NOT_SAID = 2;
const READINGS: ReadonlyMap<string | undefined, ColourReading> = new Map([
  ['bt709', 'bt709'],
  ['smpte170m', 'bt601'],
  ['bt470bg', 'bt601'],
  ['bt2020-ncl', 'bt2020'],
]);
const TRANSFERS: ReadonlyMap<number, string> = new Map([
  [16, 'pq'],
  [18, 'hlg'],
]);
const PRIMARIES: ReadonlyMap<number, string> = new Map([
  [9, 'bt2020'],
  [12, 'smpte432'],
]);
/** Players take pictures that do not say their colours for television of old up to this size. */
const SD = { width: 1279, height: 576 };

/** How ffmpeg is to be told to read colours: as the pictures say (`auto`), or by the name that its scale filter has. */
export type ColourReading = 'auto' | 'bt709' | 'bt601' | 'bt2020';

/**
 * How the colours of pictures are to be read: as they say, or, where they say nothing, as players do: `bt709`, and
 * `bt601` for pictures of standard definition. What only the container says is said again, because not every decoder of
 * ffmpeg's hands it on.
 */
export function readColoursAs(video: VideoFacts): ColourReading {
  if (isMatrixSaid(video))
    return (video.codec === 'avc' ? undefined : READINGS.get(video.colour.matrix)) ?? 'auto';
  return video.width > SD.width || video.height > SD.height ? 'bt709' : 'bt601';
}

/** Whether the pictures or their container say how red, green and blue become of the numbers in them. */
export function isMatrixSaid(video: VideoFacts): boolean {
  return video.colour.matrix !== undefined || (video.h264?.colour.matrix ?? NOT_SAID) !== NOT_SAID;
}

/** How pictures say light: as television does (`sdr`), or in one of the ways of high dynamic range. */
export function dynamicRange(video: VideoFacts): 'sdr' | 'pq' | 'hlg' {
  const code = video.h264?.colour.transfer ?? NOT_SAID;
  const said = code === NOT_SAID ? video.colour.transfer : TRANSFERS.get(code);
  return said === 'pq' || said === 'hlg' ? said : 'sdr';
}

/** The primaries of pictures that can hold colours which the film cannot: those of BT.2020 or of cinemas. */
export function widePrimaries(video: VideoFacts): 'bt2020' | 'smpte432' | undefined {
  const code = video.h264?.colour.primaries ?? NOT_SAID;
  const said = code === NOT_SAID ? video.colour.primaries : PRIMARIES.get(code);
  return said === 'bt2020' || said === 'smpte432' ? said : undefined;
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
