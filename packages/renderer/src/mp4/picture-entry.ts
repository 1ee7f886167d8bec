import type { PictureSize } from '@storyboard/core';
import { box, boxesIn, uint16, uint32 } from './boxes.ts';

/** How pictures are coded: the four letters of the codec and, for most, the box that decoders are set up with. */
export type PictureCoding = {
  readonly type: string;
  readonly configuration: { readonly type: string; readonly content: Buffer } | undefined;
};

/** Of a `VisualSampleEntry` (ISO/IEC 14496-12 12.1.3), with the header of its box. */
const FIXED_BYTES = 86;

const CONFIGURATIONS: ReadonlySet<string> = new Set(['avcC', 'hvcC', 'av1C']);

/** Reads what the sample entry of a picture track says of the coding. */
export function readPictureEntry(entry: Buffer): PictureCoding {
  const configuration = boxesIn(entry, FIXED_BYTES).find(({ type }) => CONFIGURATIONS.has(type));
  return { type: entry.toString('latin1', 4, 8), configuration };
}

/** Writes the sample entry of a film: square pixels, colours of BT.709. */
export function pictureEntry(coding: PictureCoding, { width, height }: PictureSize): Buffer {
  const name = Buffer.alloc(32);
  return box(
    coding.type,
    ...[uint32(0), uint16(0, 1), uint32(0, 0, 0, 0), uint16(width, height)],
    ...[uint32(0x48_0000, 0x48_0000, 0), uint16(1), name, uint16(24, 0xffff)],
    ...(coding.configuration === undefined
      ? []
      : [box(coding.configuration.type, coding.configuration.content)]),
    colourBox(coding),
    box('pasp', uint32(1, 1)),
  );
}

/** QuickTime has its own words for the same three numbers. */
function colourBox({ configuration }: PictureCoding): Buffer {
  const isQuickTime = configuration === undefined;
  const bt709 = uint16(1, 1, 1);
  return isQuickTime
    ? box('colr', Buffer.from('nclc'), bt709)
    : box('colr', Buffer.from('nclx'), bt709, Buffer.of(0));
}
