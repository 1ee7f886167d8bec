import { open } from 'node:fs/promises';

/** The outermost form of a film file. */
export type Container = {
  readonly form: 'mp4' | 'mov';
  /** Whether its index comes before its pictures, so that a player can begin before it has all of it. */
  readonly indexFirst: boolean;
};

/** A film has a handful; one in fragments has the index first in any case. */
const MOST_BOXES = 64;

/** Reads the outermost boxes of an MP4 or QuickTime file (ISO/IEC 14496-12) that is known to be one. */
export async function readContainer(file: string): Promise<Container> {
  await using handle = await open(file, 'r');
  const { size: sizeBytes } = await handle.stat();
  const header = Buffer.alloc(16);
  let form: Container['form'] = 'mov';
  let position = 0;
  for (let boxes = 0; boxes < MOST_BOXES && position + 8 <= sizeBytes; boxes += 1) {
    const { bytesRead } = await handle.read(header, 0, 16, position);
    if (bytesRead < 8) break;
    const type = header.toString('latin1', 4, 8);
    if (type === 'ftyp' && header.toString('latin1', 8, 12) !== 'qt  ') form = 'mp4';
    if (type === 'moov') return { form, indexFirst: true };
    if (type === 'mdat') return { form, indexFirst: false };
    const short = header.readUInt32BE(0);
    const size = short === 1 && bytesRead === 16 ? Number(header.readBigUInt64BE(8)) : short;
    if (size < 8) break;
    position += size;
  }
  return { form, indexFirst: false };
}
