import { open } from 'node:fs/promises';
import { type Canvas, createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import { readImageSize } from './read-image-size.ts';
import { readVideoStill } from './read-video-still.ts';
import type { SlateReference } from './slate.ts';

/** A decoded picture of a reference. */
export type Still = { readonly picture: Image | Canvas; readonly aspect: number };

/** A larger file or picture is not opened: no camera makes one, and it would fill the memory. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_PIXELS = 50_000_000;

/**
 * The picture of a reference: the image as it is, or a telling frame of the video. Undefined where there is no
 * file, or none that can be read as what it says it is: that is shown, and stops nothing. Throws only when aborted.
 */
export async function readStill(
  reference: SlateReference,
  ffmpeg: string,
  signal?: AbortSignal,
): Promise<Still | undefined> {
  if (reference.file === undefined) return undefined;
  try {
    const bytes =
      reference.kind === 'image'
        ? await readImageFile(reference.file)
        : await readVideoStill(reference.file, ffmpeg, signal);
    return bytes === undefined ? undefined : await decode(bytes);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}

async function readImageFile(path: string): Promise<Buffer | undefined> {
  await using file = await open(path, 'r');
  const facts = await file.stat();
  return facts.isFile() && facts.size <= MOST_BYTES ? await file.readFile() : undefined;
}

async function decode(bytes: Buffer): Promise<Still | undefined> {
  const size = readImageSize(bytes);
  if (size === undefined || size.width * size.height > MOST_PIXELS) return undefined;
  const image = await loadImage(bytes);
  if (image.width === 0 || image.height === 0) return undefined;
  return { picture: image, aspect: image.width / image.height };
}

/** A picture redrawn at another size in steps of a half, so that no detail flickers when it is moved. */
export function scaleStill(still: Still, width: number, height: number): Canvas {
  let source: Image | Canvas = still.picture;
  let [currentWidth, currentHeight] = [source.width, source.height];
  for (;;) {
    const nextWidth = Math.max(width, Math.ceil(currentWidth / 2));
    const nextHeight = Math.max(height, Math.ceil(currentHeight / 2));
    const last = nextWidth === width || nextHeight === height;
    const canvas = createCanvas(last ? width : nextWidth, last ? height : nextHeight);
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    if (last) return canvas;
    source = canvas;
    [currentWidth, currentHeight] = [nextWidth, nextHeight];
  }
}
