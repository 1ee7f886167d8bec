import { readCutList } from '../mp4/cut-list.ts';
import type { Cut } from './cut.ts';

/** Reads from a film where its shots are; undefined for a film of somebody else. */
export async function readCut(file: string): Promise<Cut | undefined> {
  const list = await readCutList(file);
  if (list === undefined || list.clips.length === 0) return undefined;
  const frames = list.clips.reduce((end, clip) => Math.max(end, clip.start + clip.frames), 0);
  return { ...list, frames, drawn: new Set(list.drawn) };
}
