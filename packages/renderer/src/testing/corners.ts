import { deepStrictEqual } from 'node:assert/strict';
import type { TestClip } from './make-clip.ts';

/** A picture whose four corners differ, so that nothing about its place, turning and colours can go unseen. */
export const CORNERS = {
  white: [255, 255, 255],
  green: [0x10, 0xa0, 0x30],
  blue: [0x20, 0x60, 0xc0],
  red: [0xf0, 0x10, 0x10],
} as const;

/** The name of one of the four corners, by its colour. */
export type Corner = keyof typeof CORNERS;

/** White and green above, blue and red below. */
export const UPRIGHT: readonly Corner[] = ['white', 'green', 'blue', 'red'];

/** A clip of that picture; `colours` are the filters that bring it from RGB to the clip's own form. */
export function cornersClip(width: number, height: number, colours: string, clip: TestClip = {}): TestClip {
  const box = (x: string, y: string, corner: Corner): string =>
    `drawbox=x=${x}:y=${y}:w=iw/2:h=ih/2:color=${hex(corner)}:t=fill`;
  return {
    frames: 4,
    size: `${width}x${height}`,
    picture: `color=${hex('red')}`,
    ...clip,
    filter: `scale=${width}:${height}:flags=neighbor,format=gbrp,${box('0', '0', 'white')},${box('iw/2', '0', 'green')},${box('0', 'ih/2', 'blue')},${colours}`,
  };
}

/**
 * Looks whether the corners of a part of a picture (RGB, three bytes a pixel) have the colours that they should.
 *
 * @param corners - From the top left, in the order of reading.
 */
export function expectCorners(
  name: string,
  picture: Uint8Array,
  pictureWidth: number,
  corners: readonly Corner[] = UPRIGHT,
  part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  tolerance = 10,
): void {
  corners.forEach((corner, index) => {
    const x = Math.round(part.x + part.width * (index % 2 === 0 ? 0.25 : 0.75));
    const y = Math.round(part.y + part.height * (index < 2 ? 0.25 : 0.75));
    const seen = [...picture.subarray((y * pictureWidth + x) * 3).subarray(0, 3)];
    const distance = Math.max(
      ...CORNERS[corner].map((value, part) => Math.abs(value - (seen[part] ?? -999))),
    );
    deepStrictEqual(
      [name, index, corner, distance <= tolerance ? 'as it is' : seen],
      [name, index, corner, 'as it is'],
    );
  });
}

function hex(corner: Corner): string {
  return `0x${CORNERS[corner].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
