import { framesToSeconds, type Timeline, type TimelineClip } from '@storyboard/core';

/** Where the shots of a film lie, and what of it is as it is by design: all that findings need to name shots. */
export type Cut = Pick<Timeline, 'frameRate' | 'frames' | 'ending'> & {
  readonly clips: readonly Pick<TimelineClip, 'shot' | 'start' | 'frames' | 'transition'>[];
  /** Shots that are drawings: nothing need move in them. */
  readonly drawn: ReadonlySet<string>;
};

/** Frames of a film, `to` left out. */
export type Stretch = { readonly from: number; readonly to: number };

/** A place where two clips meet. */
export type Join = {
  /** The film's frame. */
  readonly frame: number;
  /** The shot that ends or goes on; absent where the film comes from black. */
  readonly before: string | undefined;
  /** The shot that begins. */
  readonly after: string;
  /** Whether nothing leads over from one to the other. */
  readonly hard: boolean;
};

/** Where clips meet: at every hard cut, and where a transition begins and where it ends. */
export function joinsOf({ clips }: Pick<Cut, 'clips'>): readonly Join[] {
  return clips.flatMap((clip, index): readonly Join[] => {
    const before = clips[index - 1]?.shot;
    const overlap = clip.transition?.frames ?? 0;
    const meeting = { before, after: clip.shot, hard: overlap === 0 };
    const begins: readonly Join[] = index === 0 ? [] : [{ ...meeting, frame: clip.start }];
    return overlap === 0 ? begins : [...begins, { ...meeting, frame: clip.start + overlap }];
  });
}

/** The stretches in which each shot is the last one to have begun, in order and without gaps. */
export function shotStretches({ clips, frames }: Cut): readonly (Stretch & { readonly shot: string })[] {
  return clips.map((clip, index) => ({
    shot: clip.shot,
    from: clip.start,
    to: clips[index + 1]?.start ?? frames,
  }));
}

/** Stretches that are black by design: the first transition, the ending, and transitions that go through black. */
export function blackByDesign({ clips, ending, frames }: Cut): readonly Stretch[] {
  const through = clips.flatMap(({ start, transition }, index): readonly Stretch[] =>
    transition !== undefined && (index === 0 || transition.type === 'fadeblack')
      ? [{ from: start, to: start + transition.frames }]
      : [],
  );
  return ending === undefined ? through : [...through, { from: frames - ending.frames, to: frames }];
}

/** What is left of stretches where others are taken out of them. */
export function without(stretches: readonly Stretch[], others: readonly Stretch[]): readonly Stretch[] {
  return others.reduce<readonly Stretch[]>(
    (rest, other) =>
      rest.flatMap(({ from, to }) =>
        [
          { from, to: Math.min(to, other.from) },
          { from: Math.max(from, other.to), to },
        ].filter((part) => part.from < part.to),
      ),
    stretches,
  );
}

/** Where a stretch lies, in the words of a finding. */
export function placeOf(
  { from, to }: Stretch,
  rate: Cut['frameRate'],
): { readonly seconds: number; readonly durationSeconds: number } {
  return { seconds: framesToSeconds(from, rate), durationSeconds: framesToSeconds(to - from, rate) };
}
