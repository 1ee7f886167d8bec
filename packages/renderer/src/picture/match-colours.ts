import type { Timeline, TimelineClip } from '@storyboard/core';
import { namingShots, type ShotMedia } from '../assemble/assembly.ts';
import type { ContentCache } from '../assemble/content-cache.ts';
import { runPool } from '../assemble/run-pool.ts';
import {
  applyGains,
  type ColourGains,
  type Colours,
  colourDifference,
  findGains,
  gainsFilter,
} from './colour-gains.ts';
import { measureColours } from './measure-colours.ts';

/** How the colours of a clip are brought to those of the one before it. */
export type ColourMatch = {
  /** Over pictures in the film's size, colours and format. */
  readonly filter: string;
  /** ΔE of CIE 1976 between the mean colours on the two sides of the cut. */
  readonly before: number;
  readonly after: number;
  /** The same in words for people. */
  readonly why: string;
};

/** What the matching of a film's colours needs. */
export type ColourMatching = {
  readonly timeline: Timeline;
  /** Of the shots whose footage is there. */
  readonly media: ReadonlyMap<string, ShotMedia>;
  readonly ffmpeg: string;
  readonly cache: ContentCache;
  readonly concurrency: number;
  readonly signal: AbortSignal;
};

/** The clips whose colours change, by shot, and those of which that cannot be known before other footage is there. */
export type ColourMatches = {
  readonly matches: ReadonlyMap<string, ColourMatch>;
  readonly open: ReadonlySet<string>;
};

/** Less is not seen. */
const LEAST_DIFFERENCE = 2;
const UNCHANGED: ColourGains = [1, 1, 1];

/** A clip that is to match, and the one before it. */
type Cut = { readonly previous: TimelineClip; readonly clip: TimelineClip };

/**
 * Finds out for every clip that is to match the one before it how its colours change: exposure and white balance, by as
 * much as brings the means on both sides of the cut together, within limits. A row of such clips follows its first one.
 * What differs by less than an eye sees is left as it is. Nothing is measured where no clip asks for it.
 *
 * @throws StoryboardError `assembly-failed` with the shots it is about; the signal's reason.
 */
export async function matchColours(matching: ColourMatching): Promise<ColourMatches> {
  const { timeline, media } = matching;
  const cuts = timeline.clips.flatMap((clip, index): readonly Cut[] => {
    const previous = timeline.clips[index - 1];
    return clip.match === 'colour' && previous !== undefined ? [{ previous, clip }] : [];
  });
  const isThere = ({ previous, clip }: Cut): boolean => media.has(previous.shot) && media.has(clip.shot);
  const colours = new Map(
    await runPool(cuts.filter(isThere), matching.concurrency, matching.signal, async (cut, signal) => {
      return [cut, await measureCut(cut, { ...matching, signal })] as const;
    }),
  );
  const gains = new Map<string, ColourGains>();
  const matches = new Map<string, ColourMatch>();
  const open = new Set<string>();
  for (const cut of cuts) {
    const { previous, clip } = cut;
    const seen = colours.get(cut);
    if (seen === undefined || open.has(previous.shot)) {
      open.add(clip.shot);
      continue;
    }
    const wanted = applyGains(seen.tail, gains.get(previous.shot) ?? UNCHANGED);
    const before = colourDifference(wanted, seen.head);
    if (before < LEAST_DIFFERENCE) continue;
    const found = findGains(seen.head, wanted);
    const after = colourDifference(wanted, applyGains(seen.head, found));
    gains.set(clip.shot, found);
    const change = `difference at the cut ${before.toFixed(1)} → ${after.toFixed(1)}`;
    const why = `its colours are brought to those of "${previous.shot}": ${change}`;
    matches.set(clip.shot, { filter: gainsFilter(found), before, after, why });
  }
  return { matches, open };
}

async function measureCut(
  { previous, clip }: Cut,
  matching: ColourMatching,
): Promise<{ readonly tail: Colours; readonly head: Colours }> {
  const [tail, head] = await Promise.all([
    measured(previous, 'tail', matching),
    measured(clip, 'head', matching),
  ]);
  return { tail, head };
}

async function measured(
  clip: TimelineClip,
  end: 'head' | 'tail',
  matching: ColourMatching,
): Promise<Colours> {
  const { media, timeline, ffmpeg, cache, signal } = matching;
  const seen = media.get(clip.shot);
  if (seen === undefined) throw new Error(`There is no footage of shot "${clip.shot}".`);
  const { file, facts } = seen;
  return namingShots([clip.shot], () =>
    measureColours({ clip, file, video: facts.video, end, timeline, ffmpeg, cache, signal }),
  );
}
