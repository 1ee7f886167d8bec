import { readFile, writeFile } from 'node:fs/promises';
import { box, boxesIn, fullBox, uint32 } from '../mp4/boxes.ts';

/** One stretch of a track that is shown, in ticks of the movie and of the track. */
export type TestEdit = { readonly duration: number; readonly mediaTime: number };

/** Gives the first track of a clip that ffmpeg made, whose index is the last thing in it, another list of cuts. */
export async function setEdits(file: string, edits: readonly TestEdit[]): Promise<void> {
  const bytes = await readFile(file);
  const start = bytes.lastIndexOf('moov') - 4;
  const list = edits.map(({ duration, mediaTime }) => uint32(duration, mediaTime, 0x10000));
  let isFirst = true;
  const boxes = boxesIn(bytes.subarray(start + 8)).map(({ type, content }) => {
    if (type !== 'trak' || !isFirst) return box(type, content);
    isFirst = false;
    const inner = boxesIn(content).map((one) =>
      one.type === 'edts'
        ? box('edts', fullBox('elst', 0, 0, uint32(list.length), ...list))
        : box(one.type, one.content),
    );
    return box(type, ...inner);
  });
  await writeFile(file, Buffer.concat([bytes.subarray(0, start), box('moov', ...boxes)]));
}
