import type { FrameRate, Timeline } from '@storyboard/core';
import { type Box, box } from './boxes.ts';
import { readMovie } from './read-movie.ts';

/** Where the shots of a film lie, as the film itself carries it. */
export type CutList = {
  readonly frameRate: FrameRate;
  readonly clips: readonly {
    readonly shot: string;
    /** The film's frame on which it begins to be seen. */
    readonly start: number;
    readonly frames: number;
    /** Into it, from the clip before or, on the first, from black; zero frames for a hard cut. */
    readonly transition: { readonly type: string; readonly frames: number } | undefined;
  }[];
  /** To black, over the film's last frames. */
  readonly ending: { readonly type: string; readonly frames: number } | undefined;
  /** Shots that are drawings, which stand still by design. */
  readonly drawn: readonly string[];
};

/** What a box of ours is known by (ISO/IEC 14496-12 4.2): a number that nobody else uses. */
const OURS = Buffer.from('5d1c0e6a8f3b4b7c9a2e73746f727962', 'hex');

/** As much as is read of what somebody else may have written. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The cut list of a timeline; `drawn` are the shots that are drawings. */
export function cutListOf({ frameRate, clips, ending }: Timeline, drawn: ReadonlySet<string>): CutList {
  return {
    frameRate,
    clips: clips.map(({ shot, start, frames, transition }) => ({ shot, start, frames, transition })),
    ending,
    drawn: clips.map(({ shot }) => shot).filter((shot) => drawn.has(shot)),
  };
}

/** Writes the box that carries a cut list, in few bytes. */
export function cutListBox({ frameRate, clips, ending, drawn }: CutList): Buffer {
  const written = {
    rate: [frameRate.numerator, frameRate.denominator],
    clips: clips.map(({ shot, start, frames, transition }) => [
      ...[shot, start, frames],
      ...(transition === undefined ? [] : [transition.type, transition.frames]),
    ]),
    ...(ending === undefined ? {} : { ending: [ending.type, ending.frames] }),
    ...(drawn.length === 0 ? {} : { drawn }),
  };
  return box('uuid', OURS, Buffer.from(JSON.stringify(written)));
}

/** Reads the cut list of a film; undefined for a film of somebody else. */
export async function readCutList(file: string): Promise<CutList | undefined> {
  const movie = await readMovie(file);
  return movie === undefined ? undefined : cutListIn(movie.index);
}

/** Finds the cut list among the boxes of an index. */
export function cutListIn(index: readonly Box[]): CutList | undefined {
  const found = index.find(({ type, content }) => type === 'uuid' && content.subarray(0, 16).equals(OURS));
  if (found === undefined || found.content.length > MOST_BYTES) return undefined;
  try {
    return parse(JSON.parse(found.content.toString('utf8', 16)));
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

function parse(written: unknown): CutList | undefined {
  if (typeof written !== 'object' || written === null) return undefined;
  const { rate, clips, ending, drawn } = written as Readonly<Record<string, unknown>>;
  const frameRate = parseRate(rate);
  if (frameRate === undefined || !Array.isArray(clips)) return undefined;
  const read = clips.map(parseClip);
  if (read.some((clip) => clip === undefined)) return undefined;
  return {
    frameRate,
    clips: read.filter((clip) => clip !== undefined),
    ending: Array.isArray(ending) ? parseTransition(ending) : undefined,
    drawn: Array.isArray(drawn) ? drawn.filter((shot) => typeof shot === 'string') : [],
  };
}

function parseRate(written: unknown): FrameRate | undefined {
  if (!Array.isArray(written)) return undefined;
  const [numerator, denominator] = written as readonly unknown[];
  if (!isCount(numerator) || !isCount(denominator) || numerator === 0 || denominator === 0) return undefined;
  return { numerator, denominator };
}

function parseClip(written: unknown): CutList['clips'][number] | undefined {
  if (!Array.isArray(written)) return undefined;
  const [shot, start, frames, ...transition] = written as readonly unknown[];
  if (typeof shot !== 'string' || !isCount(start) || !isCount(frames)) return undefined;
  return { shot, start, frames, transition: parseTransition(transition) };
}

function parseTransition([type, frames]: readonly unknown[]): CutList['ending'] {
  return typeof type === 'string' && isCount(frames) ? { type, frames } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
