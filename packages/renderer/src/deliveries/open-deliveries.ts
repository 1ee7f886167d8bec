import { copyFile, mkdir, open } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { type ContentCache, openContentCache } from '../assemble/content-cache.ts';
import { knownAbilities } from '../assemble/known-abilities.ts';
import { openWorkFolder } from '../assemble/work-folder.ts';
import { type ContactSheet, drawContactSheet } from '../contact-sheet/draw-contact-sheet.ts';
import { writeWhole } from '../files/write-whole.ts';
import { plainFacts } from '../media/plain-facts.ts';
import { probeMedia } from '../media/probe-media.ts';
import { drawGif, type Gif, gifSeconds } from './draw-gif.ts';
import { drawPoster, type Poster } from './draw-poster.ts';

/** Where and with what is drawn what is wanted beside films. */
export type DeliveriesInput = {
  /** Keeps what was drawn, beside what an assembler keeps; may be emptied at any time between two films. */
  readonly cacheFolder: string;
  /** The program, as `findFfmpeg` gives it. */
  readonly ffmpeg: string;
  /** Milliseconds since 1970, to know how long what is kept was not used; the machine's clock by default. */
  readonly now?: () => number;
  readonly signal?: AbortSignal | undefined;
};

/** How the drawing of something beside a film is watched. */
export type DeliveryOptions = {
  /** Hears that it is drawn; not of what was drawn before. */
  readonly onStart?: () => void;
  /** Takes the fraction that is done, where that can be told. */
  readonly onProgress?: (fraction: number) => void;
};

/** Something beside a film that is there; `kept` when it was drawn before. */
export type Delivered = { readonly kept: boolean };

/**
 * Draws like `drawPoster`, `drawGif` and `drawContactSheet`, but what was drawn before of a film with the same bytes, and
 * in the same way, is not drawn again: it is copied to its place.
 */
export type Deliveries = AsyncDisposable & {
  readonly poster: (poster: Omit<Poster, 'ffmpeg'>, options?: DeliveryOptions) => Promise<Delivered>;
  readonly gif: (
    gif: Omit<Gif, 'ffmpeg'>,
    options?: DeliveryOptions,
  ) => Promise<Delivered & { readonly seconds: number }>;
  readonly contactSheet: (
    sheet: Omit<ContactSheet, 'ffmpeg'>,
    options?: DeliveryOptions,
  ) => Promise<Delivered>;
};

/** Changes with how anything is drawn, so that nothing is taken that was drawn in an older way. */
const DRAWING = 'delivery-1';

/** How files of each kind begin and end: one that lacks either is not whole. */
const MARKS: Readonly<Record<string, readonly [begin: string, end: string]>> = {
  png: ['89504e47', '49454e44ae426082'],
  jpg: ['ffd8', 'ffd9'],
  gif: ['474946383961', '3b'],
};

/** Opens what draws beside films; disposing of it throws away what is not finished. */
export function openDeliveries(input: DeliveriesInput): Deliveries {
  const { ffmpeg, signal } = input;
  let base: Promise<Base> | undefined;
  const deliver = async <Wanted extends Work>(
    wanted: Wanted,
    extension: string,
    draw: Draw<Wanted>,
    { onStart, onProgress }: DeliveryOptions = {},
  ): Promise<Delivered> => {
    base ??= openBase(input);
    const { cache } = await base;
    let kept = true;
    await holdAndCopy(cache, wanted, extension, (outFile) => {
      signal?.throwIfAborted();
      kept = false;
      onStart?.();
      const watched = onProgress === undefined ? {} : { onProgress };
      return draw(
        { ...wanted, outFile, ffmpeg },
        { ...watched, ...(signal === undefined ? {} : { signal }) },
      );
    });
    return { kept };
  };
  return {
    poster: (poster, options) =>
      deliver(poster, extname(poster.outFile).toLowerCase() === '.png' ? 'png' : 'jpg', drawPoster, options),
    gif: async (gif, options) => {
      const delivered = await deliver(gif, 'gif', drawGif, options);
      const { video } = (await plainFacts(gif.film)) ?? (await probeMedia(gif.film));
      return { ...delivered, seconds: gifSeconds(video?.durationSeconds ?? 0, gif.seconds) };
    },
    contactSheet: (sheet, options) => deliver(sheet, 'png', drawContactSheet, options),
    [Symbol.asyncDispose]: async () => {
      const opened = await base?.catch(() => undefined);
      await opened?.workFolder[Symbol.asyncDispose]();
    },
  };
}

type Base = { readonly cache: ContentCache; readonly workFolder: AsyncDisposable };

async function openBase({ cacheFolder, ffmpeg, signal, now = Date.now }: DeliveriesInput): Promise<Base> {
  const workFolder = await openWorkFolder(resolve(cacheFolder));
  try {
    const held = join(dirname(workFolder.path), 'held');
    await mkdir(held, { recursive: true });
    const { version } = await knownAbilities(ffmpeg, { folder: held, now }, signal);
    const cache = await openContentCache(held, workFolder.path, { now, concurrency: 1, maker: version });
    return { cache, workFolder };
  } catch (problem) {
    await workFolder[Symbol.asyncDispose]();
    throw problem;
  }
}

type Work = { readonly film: string; readonly outFile: string };

type Draw<Wanted> = (
  wanted: Wanted & { readonly ffmpeg: string },
  options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void },
) => Promise<unknown>;

async function holdAndCopy(
  cache: ContentCache,
  { film, outFile, ...how }: Work,
  extension: string,
  draw: (outFile: string) => Promise<unknown>,
): Promise<void> {
  const source = resolve(film);
  const file = await cache.hold({
    args: [DRAWING, extension, JSON.stringify(how), `file:${source}`],
    sources: [source],
    extension,
    make: async (made) => void (await draw(made)),
    problem: async (made) =>
      (await isWhole(made, extension)) ? undefined : 'a picture did not come out whole',
  });
  const place = resolve(outFile);
  await mkdir(dirname(place), { recursive: true });
  await writeWhole(place, (unfinished) => copyFile(file, unfinished));
}

async function isWhole(file: string, extension: string): Promise<boolean> {
  const [begin, end] = (MARKS[extension] ?? ['', '']).map((mark) => Buffer.from(mark, 'hex'));
  if (begin === undefined || end === undefined) return false;
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  if (size < begin.length + end.length) return false;
  const read = async (length: number, position: number) =>
    (await handle.read(Buffer.alloc(length), 0, length, position)).buffer;
  return begin.equals(await read(begin.length, 0)) && end.equals(await read(end.length, size - end.length));
}
