/** What the suite reads of an MP4: the names of its boxes in order, and its length in seconds where it says one. */
export type Mp4Facts = { readonly boxes: readonly string[]; readonly seconds: number | undefined };

/**
 * Reads the boxes of an MP4.
 *
 * @throws Error where the boxes do not fill the bytes exactly: a file that is cut off, or no MP4 at all.
 */
export function readMp4(bytes: Uint8Array): Mp4Facts {
  const boxes = boxesOf(bytes);
  const movie = boxes.find((box) => box.name === 'moov');
  const header = movie && boxesOf(movie.content).find((box) => box.name === 'mvhd');
  return { boxes: boxes.map((box) => box.name), seconds: header && secondsOf(header.content) };
}

type Box = { readonly name: string; readonly content: Uint8Array };

function boxesOf(bytes: Uint8Array): readonly Box[] {
  const boxes: Box[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const rest = bytes.subarray(offset);
    const { header, size } = sizesOf(rest);
    if (size < header || size > rest.length) {
      throw new Error(`No whole MP4 box at byte ${offset} of ${bytes.length}.`);
    }
    const name = String.fromCharCode(...rest.subarray(4, 8));
    boxes.push({ name, content: rest.subarray(header, size) });
    offset += size;
  }
  return boxes;
}

function sizesOf(box: Uint8Array): { readonly header: number; readonly size: number } {
  if (box.length < 8) {
    return { header: 8, size: 0 };
  }
  const view = viewOf(box);
  const size = view.getUint32(0);
  if (size === 1 && box.length >= 16) {
    return { header: 16, size: Number(view.getBigUint64(8)) };
  }
  return { header: 8, size: size === 0 ? box.length : size };
}

/** Of the movie header; its version 1 has times of 64 bits. */
function secondsOf(header: Uint8Array): number | undefined {
  const view = viewOf(header);
  const long = view.getUint8(0) === 1;
  const timescale = view.getUint32(long ? 20 : 12);
  const duration = long ? Number(view.getBigUint64(24)) : view.getUint32(16);
  return timescale === 0 || duration === 0 ? undefined : duration / timescale;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
