import { open } from 'node:fs/promises';
import { boxAt, boxesIn } from './boxes.ts';
import { readIndex } from './read-movie.ts';
import { unsignedAt } from './table-fields.ts';

/**
 * Whether the pictures of an MP4 file stay the same when they are put into another container: H.264 with one description
 * for all, which goes with them.
 */
export async function canRepack(file: string): Promise<boolean> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const bytes = await readIndex(handle, size);
  if (bytes === undefined) return false;
  const track = boxesIn(bytes.subarray(8)).find(
    ({ type, content }) =>
      type === 'trak' && boxAt(content, 'mdia', 'hdlr')?.toString('latin1', 8, 12) === 'vide',
  );
  const descriptions = track === undefined ? undefined : boxAt(track.content, 'mdia', 'minf', 'stbl', 'stsd');
  if (descriptions === undefined || unsignedAt(descriptions, 4) !== 1) return false;
  return boxesIn(descriptions, 8)[0]?.type === 'avc1';
}
