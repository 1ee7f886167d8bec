import { readFile, writeFile } from 'node:fs/promises';
import { type CutList, cutListBox } from '../mp4/cut-list.ts';

/** Puts a cut list into a film that ffmpeg made, whose index is the last thing in it. */
export async function addCutList(file: string, list: CutList): Promise<void> {
  const bytes = await readFile(file);
  const index = bytes.lastIndexOf('moov') - 4;
  const added = cutListBox(list);
  if (index < 0 || index + bytes.readUInt32BE(index) !== bytes.length) {
    throw new Error('The index of the film is not the last thing in it.');
  }
  bytes.writeUInt32BE(bytes.length - index + added.length, index);
  await writeFile(file, Buffer.concat([bytes, added]));
}
