import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { CustomSource, Input, Logging, LogLevel, MP4, QTFF } from 'mediabunny';
import { indexProblem } from './index-problem.ts';

/** Enough for hours in fragments of a second each; a file of nothing but headers could be read for as long as it is large. */
const MOST_BOXES = 20_000;

/** Enough for two million pictures; the index is held in memory whole. */
const MOST_INDEX_BYTES = 128 * 1024 * 1024;

/** An MP4 or QuickTime file that is open for reading; closed by `await using`. */
export type OpenMp4 = AsyncDisposable & { readonly input: Input; readonly sizeBytes: number };

/**
 * Opens a file as MP4 or QuickTime, whatever its name; no other file is ever opened for it.
 *
 * @throws StoryboardError `media-unreadable` when it is not there, is something else, or is cut off.
 */
export async function openMp4(file: string): Promise<OpenMp4> {
  const handle = await open(file, 'r').catch((problem: NodeJS.ErrnoException) => {
    throw unreadable(file, `cannot be opened (${problem.code ?? problem.message})`, problem);
  });
  try {
    const stats = await handle.stat();
    const problem = stats.isFile() ? await problemWith(handle, stats.size) : 'is not a file';
    if (problem !== undefined) throw unreadable(file, problem);
    return opened(handle, stats.size);
  } catch (problem) {
    await handle.close();
    throw problem;
  }
}

/** The error for a file that is not what it should be; `what` goes on from the file's name. */
export function unreadable(file: string, what: string, cause?: unknown): StoryboardError {
  return new StoryboardError('media-unreadable', `${basename(file)} ${what}.`, { cause });
}

function opened(handle: FileHandle, sizeBytes: number): OpenMp4 {
  // It would write its remarks to the console.
  Logging.level = LogLevel.Silent;
  const source = new CustomSource({
    getSize: () => sizeBytes,
    read: async (start, end) => readExactly(handle, start, end - start),
    prefetchProfile: 'fileSystem',
  });
  const input = new Input({ source, formats: [MP4, QTFF] });
  return {
    input,
    sizeBytes,
    [Symbol.asyncDispose]: async () => {
      input.dispose();
      await handle.close();
    },
  };
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  if (bytesRead < length) throw new Error('The file became shorter while it was read.');
  return bytes;
}

/**
 * Walks over the outermost boxes. The index of a file may be whole where its pictures are not, so that each box must
 * end inside the file is the only cheap sign that a download broke off.
 */
async function problemWith(handle: FileHandle, sizeBytes: number): Promise<string | undefined> {
  if (sizeBytes === 0) return 'is empty';
  const seen = new Set<string>();
  let position = 0;
  for (let boxes = 1; position + 8 <= sizeBytes; boxes += 1) {
    if (boxes > MOST_BOXES) return 'is in more pieces than any film';
    const header = await readExactly(handle, position, Math.min(16, sizeBytes - position));
    const type = header.toString('latin1', 4, 8);
    if (!/^[\w \xa9-]{4}$/.test(type)) break;
    const size = boxSize(header, sizeBytes - position);
    if (size === undefined) break;
    if (position === 0 && !FIRST_BOXES.has(type)) break;
    seen.add(type);
    const end = position + size;
    if (end > sizeBytes) return `is cut off: ${end - sizeBytes} bytes are missing`;
    if (type === 'moov' || type === 'moof') {
      if (size > MOST_INDEX_BYTES) return 'has an index that is larger than any film needs';
      const problem = indexProblem(await readExactly(handle, position, size), sizeBytes);
      if (problem !== undefined) return problem;
    }
    position = end;
  }
  if (seen.size === 0) return whatItIs(await readExactly(handle, 0, Math.min(512, sizeBytes)));
  return seen.has('moov') ? undefined : 'is cut off: it has no index of its pictures';
}

const FIRST_BOXES = new Set(['ftyp', 'styp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'uuid']);

function boxSize(header: Buffer, toTheEnd: number): number | undefined {
  const short = header.readUInt32BE(0);
  if (short === 0) return toTheEnd;
  if (short !== 1) return short < 8 ? undefined : short;
  const long = header.length < 16 ? 0 : Number(header.readBigUInt64BE(8));
  // A box that is not even as long as its own header would be met again and again.
  return long < 16 ? undefined : long;
}

function whatItIs(start: Buffer): string {
  const text = start.toString('latin1').trimStart().toLowerCase();
  if (text.startsWith('#extm3u')) return 'is a playlist, not a film';
  if (text.startsWith('<')) return 'is a web page or another document, not a film';
  if (text.startsWith('{') || text.startsWith('[')) return 'is a JSON document, not a film';
  return 'is not an MP4 film';
}
