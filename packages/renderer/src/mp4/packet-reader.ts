import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { StoryboardError } from '@storyboard/core';

/** Bytes of a file that are wanted; `end` is about where the last that will be wanted of it begins. */
export type WantedBytes = {
  readonly file: string;
  readonly offset: number;
  readonly size: number;
  readonly end: number;
};

/** Reads packets that lie near each other, in few large steps. */
export type PacketReader = AsyncDisposable & {
  /** The bytes where all of them are in memory already; they stay as they are until the next reading. */
  buffered(wanted: WantedBytes): Uint8Array | undefined;
  /** At least the first of the bytes, and all of them where they have room. */
  read(wanted: WantedBytes): Promise<Uint8Array>;
};

const WINDOW_BYTES = 2 * 1024 * 1024;
/** Enough for one picture behind the place where the last one begins. */
const BEYOND_BYTES = 256 * 1024;

/** Opens one file after the other, as packets of it are asked for. */
export function createPacketReader(): PacketReader {
  const memory = Buffer.allocUnsafe(WINDOW_BYTES);
  let opened: { readonly file: string; readonly handle: FileHandle } | undefined;
  let [start, length] = [0, 0];
  const close = async (): Promise<void> => {
    const { handle } = opened ?? {};
    [opened, length] = [undefined, 0];
    await handle?.close();
  };
  const buffered = ({ file, offset, size }: WantedBytes): Uint8Array | undefined => {
    const isThere = opened?.file === file && offset >= start && offset + size <= start + length;
    return isThere ? memory.subarray(offset - start, offset - start + size) : undefined;
  };
  return {
    buffered,
    read: async (wanted) => {
      if (opened?.file !== wanted.file) {
        await close();
        opened = { file: wanted.file, handle: await open(wanted.file, 'r') };
      }
      const useful = Math.max(wanted.size, wanted.end - wanted.offset + BEYOND_BYTES);
      const { bytesRead } = await opened.handle.read(
        memory,
        0,
        Math.min(WINDOW_BYTES, useful),
        wanted.offset,
      );
      [start, length] = [wanted.offset, bytesRead];
      const got = Math.min(wanted.size, bytesRead);
      if (got < Math.min(wanted.size, WINDOW_BYTES) && bytesRead === 0) throw becameShorter(wanted.file);
      return memory.subarray(0, got);
    },
    [Symbol.asyncDispose]: close,
  };
}

function becameShorter(file: string): StoryboardError {
  return new StoryboardError('assembly-failed', `${basename(file)} became shorter while it was read.`);
}
