import { type FileHandle, open } from 'node:fs/promises';
import { type Box, boxAt, boxesIn } from './boxes.ts';
import type { PacketTable } from './packet-table.ts';
import { readTable, readTimescale } from './read-table.ts';

/** Where the packets of an MP4 file lie, as its own tables say. */
export type Movie = {
  readonly sizeBytes: number;
  /** Of the tracks that can be read; the first of each kind is the one that is seen or heard. */
  readonly tables: readonly PacketTable[];
  /** All that is in the file's index. */
  readonly index: readonly Box[];
};

/** As much as is read of an index. */
const MOST_INDEX_BYTES = 128 * 1024 * 1024;

/** A file of ours or of anybody whose index is not in pieces has few. */
const MOST_BOXES = 64;

/** More than any camera, editor or service writes into one file. */
const MOST_TRACKS = 64;

/** Of all tracks: nine hours of pictures at 60 a second, or twelve of sound. */
const MOST_PACKETS = 2_000_000;

/**
 * Reads the tables of an MP4 or QuickTime file that is not in fragments. Undefined when there is no index at its outermost
 * level, when it goes on in fragments, or when it cannot be true. Whatever the index claims, reading it takes no longer
 * than its own bytes and the file's size allow.
 */
export async function readMovie(file: string): Promise<Movie | undefined> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const bytes = await readIndex(handle, size);
  if (bytes === undefined) return undefined;
  const index = boxesIn(bytes.subarray(8));
  const header = index.find(({ type }) => type === 'mvhd')?.content;
  const movieTicksPerSecond = readTimescale(header);
  if (movieTicksPerSecond === undefined || index.some(({ type }) => type === 'mvex')) return undefined;
  const tracks = index.filter(({ type }) => type === 'trak');
  if (tracks.length > MOST_TRACKS) return undefined;
  const tables: PacketTable[] = [];
  let mostPackets = Math.min(size, MOST_PACKETS);
  for (const { content } of tracks.filter((track) => isOfFilm(track.content))) {
    const table = readTable(content, { sizeBytes: size, movieTicksPerSecond, mostPackets });
    if (table === undefined) return undefined;
    tables.push(table);
    mostPackets -= table.packets;
  }
  return { sizeBytes: size, tables, index };
}

/** Of the other tracks, for subtitles or time codes, nothing is wanted. */
function isOfFilm(track: Buffer): boolean {
  return ['vide', 'soun'].includes(boxAt(track, 'mdia', 'hdlr')?.toString('latin1', 8, 12) ?? '');
}

/** The whole `moov` box of an open file; undefined where it is not at its outermost level, before any fragment. */
export async function readIndex(handle: FileHandle, sizeBytes: number): Promise<Buffer | undefined> {
  const header = Buffer.alloc(16);
  let position = 0;
  for (let boxes = 0; boxes < MOST_BOXES && position + 8 <= sizeBytes; boxes += 1) {
    const { bytesRead } = await handle.read(header, 0, 16, position);
    const short = header.readUInt32BE(0);
    const size = short === 1 && bytesRead === 16 ? Number(header.readBigUInt64BE(8)) : short;
    if (size < 8 || position + size > sizeBytes) return undefined;
    const type = header.toString('latin1', 4, 8);
    if (type === 'moof') return undefined;
    if (type === 'moov') {
      if (size > MOST_INDEX_BYTES || short === 1) return undefined;
      const bytes = Buffer.allocUnsafe(size);
      const got = await handle.read(bytes, 0, size, position);
      return got.bytesRead === size ? bytes : undefined;
    }
    position += size;
  }
  return undefined;
}
