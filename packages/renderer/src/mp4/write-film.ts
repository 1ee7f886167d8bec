import { type FileHandle, open } from 'node:fs/promises';
import { box, uint32, uint64Table } from './boxes.ts';
import { copyPackets } from './copy-packets.ts';
import type { CutList } from './cut-list.ts';
import { type FilmContainer, fileType, filmIndex } from './film-index.ts';
import { type FilmTracks, planFilm } from './film-plan.ts';

/** A film and how it is to be written. */
export type WrittenFilm = FilmTracks & {
  /** Absolute path of a file that is not there yet. */
  readonly outFile: string;
  readonly container: FilmContainer;
  readonly cutList: CutList;
};

/** How the writing is watched and stopped. */
export type WriteFilmOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Takes the fraction that is written. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
};

/**
 * Writes pictures and sound that are coded already into one file that can be played from its first bytes on: index, then
 * data, in one pass and with a few buffers. The same tracks give the same bytes, and when it returns they are on the disk.
 *
 * @returns How large it is.
 * @throws StoryboardError `assembly-failed` for tracks that do not fit together or files that became shorter; the
 * signal's reason when it aborts.
 */
export async function writeFilm(film: WrittenFilm, options: WriteFilmOptions = {}): Promise<number> {
  const plan = planFilm(film);
  const { container, cutList } = film;
  const start = fileType(container);
  const dataHeader = headerOfData(plan.dataBytes);
  // Its length does not depend on where the data begins, but for the width of the places.
  const draft = filmIndex(plan, { container, cutList, dataStart: plan.dataBytes >= 2 ** 31 ? 2 ** 32 : 0 });
  const dataStart = start.length + draft.length + dataHeader.length;
  const index = filmIndex(plan, { container, cutList, dataStart });
  const settled =
    index.length === draft.length
      ? index
      : filmIndex(plan, { container, cutList, dataStart: dataStart + index.length - draft.length });
  await using handle = await open(film.outFile, 'wx');
  await writeAll(handle, Buffer.concat([start, settled, dataHeader]));
  const flushing = flushAlong(handle);
  const write = async (bytes: Uint8Array): Promise<void> => {
    await writeAll(handle, bytes);
    flushing.wrote(bytes.length);
  };
  await copyPackets(plan, write, options);
  await flushing.end();
  await handle.sync();
  return start.length + settled.length + dataHeader.length + plan.dataBytes;
}

function headerOfData(bytes: number): Buffer {
  if (bytes + 8 < 2 ** 32) return Buffer.concat([uint32(bytes + 8), box('mdat').subarray(4)]);
  return Buffer.concat([uint32(1), box('mdat').subarray(4), uint64Table(1, () => bytes + 16)]);
}

/** So many bytes are sent to the disk at a time while the next are copied; little is left to wait for at the end. */
const FLUSH_BYTES = 16 * 1024 * 1024;

function flushAlong(handle: FileHandle): {
  readonly wrote: (bytes: number) => void;
  readonly end: () => Promise<void>;
} {
  let [waiting, isFlushing] = [0, false];
  let flushed = Promise.resolve();
  return {
    wrote: (bytes) => {
      waiting += bytes;
      if (waiting < FLUSH_BYTES || isFlushing) return;
      [waiting, isFlushing] = [0, true];
      flushed = flushed
        .then(() => handle.datasync())
        .then(() => {
          isFlushing = false;
        });
      // It is waited for later; until then nobody listens to its failure.
      flushed.catch(() => {});
    },
    end: () => flushed,
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written);
    written += bytesWritten;
  }
}
