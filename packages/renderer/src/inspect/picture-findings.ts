import type { Finding, FrameRate } from '@storyboard/core';
import { blackByDesign, type Cut, placeOf, type Stretch, shotStretches, without } from './cut.ts';
import type { SeenPictures } from './picture-watch.ts';

/** Seconds. What is shorter is not noticed, or is part of the picture. */
const SHORTEST_BLACK = 0.3;
/** Seconds. Footage often begins calm; standing still at the end of a shot is what a take does that is too short. */
const [SHORTEST_STILL, SHORTEST_HELD] = [2, 1];
/** Black between two bright frames is a flash, and seen however short; one frame can be a lightning's end. */
const SHORTEST_FLASH = 2;

/**
 * Says where a film is black or stands still and nothing in it says that it should: not the black that a transition goes
 * through, not the drawings of an animatic. `cut` is left out for a film that does not say where its shots are.
 */
export function pictureFindings(
  seen: Pick<SeenPictures, 'black' | 'still'>,
  rate: FrameRate,
  cut: Cut | undefined,
): readonly Finding[] {
  const isLong = (stretch: Stretch, seconds: number): boolean =>
    placeOf(stretch, rate).durationSeconds >= seconds - 1e-6;
  const designed = cut === undefined ? [] : blackByDesign(cut);
  const black = seen.black.flatMap(({ sudden, ...stretch }) =>
    without([stretch], designed).filter(
      (part) =>
        isLong(part, SHORTEST_BLACK) ||
        (sudden &&
          part.from === stretch.from &&
          part.to === stretch.to &&
          part.to - part.from >= SHORTEST_FLASH),
    ),
  );
  const drawn = cut === undefined ? [] : shotStretches(cut).filter(({ shot }) => cut.drawn.has(shot));
  const still = byShot(without(without(seen.still, seen.black), drawn), cut).filter(
    (part) => isLong(part, SHORTEST_STILL) || (part.isEnd === true && isLong(part, SHORTEST_HELD)),
  );
  return [
    ...byShot(black, cut).map((part) => told('black', 'It is black', part, rate)),
    ...still.map((part) => told('frozen', 'Nothing moves', part, rate)),
  ].sort((a, b) => (a.seconds ?? 0) - (b.seconds ?? 0));
}

type Part = Stretch & { readonly shot?: string; readonly isEnd?: boolean };

/** Stretches cut where shots begin. */
function byShot(stretches: readonly Stretch[], cut: Cut | undefined): readonly Part[] {
  if (cut === undefined) return stretches;
  return stretches.flatMap(({ from, to }) =>
    shotStretches(cut)
      .map((shot) => ({
        shot: shot.shot,
        from: Math.max(from, shot.from),
        to: Math.min(to, shot.to),
        isEnd: to >= shot.to,
      }))
      .filter((part) => part.from < part.to),
  );
}

function told(code: Finding['code'], what: string, part: Part, rate: FrameRate): Finding {
  const place = placeOf(part, rate);
  const message = `${what} for ${lengthOf(place.durationSeconds)}.`;
  return { code, message, ...place, ...(part.shot === undefined ? {} : { shot: part.shot }) };
}

/** Seconds to the tenth, and to the hundredth where that is all there is. */
function lengthOf(seconds: number): string {
  return `${Number(seconds.toFixed(seconds < 1 ? 2 : 1))} s`;
}
