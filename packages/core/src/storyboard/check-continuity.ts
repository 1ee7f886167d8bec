import { didYouMean } from '../diagnostic/nearest-name.ts';
import type { Report } from './problem.ts';
import type { Locator, ResolvedShot } from './resolved.ts';

/**
 * Complains about shots that go on from a shot that is not there, from a later one, or from each other in a circle.
 * Where files are missing (`whole` is false) a missing shot may be in one of them, so nothing is said of it.
 */
export function checkContinuity(shots: readonly ResolvedShot[], whole: boolean, report: Report): void {
  const order = new Map<string, number>();
  shots.forEach(({ id }, index) => {
    if (!order.has(id)) order.set(id, index);
  });
  const before = shots.map(({ continues }) =>
    continues === undefined ? undefined : order.get(continues.shot),
  );
  const circled = reportCircles(shots, before, report);
  shots.forEach((shot, index) => {
    const wanted = shot.continues?.shot;
    const other = before[index];
    if (wanted === undefined || circled.has(index)) return;
    if (other === undefined) {
      if (whole) reportUnknown(shot, wanted);
    } else if (other > index) {
      report({
        code: 'continues-later',
        severity: 'error',
        message: `\`${shot.id}\` continues \`${wanted}\`, which comes later in the film.`,
        hint: 'A shot can only go on from an earlier one: change their order, or what it continues.',
        at: continuesAt(shot),
      });
    }
  });

  function reportUnknown(shot: ResolvedShot, wanted: string): void {
    report({
      code: 'unknown-shot',
      severity: 'error',
      message: `There is no shot \`${wanted}\` to continue.`,
      hint: () =>
        didYouMean(
          wanted,
          [...order.keys()].filter((id) => id !== shot.id),
        ),
      at: continuesAt(shot),
    });
  }
}

/** Every shot leads to one other at most, so each is walked through once. Gives the shots that are in a circle. */
function reportCircles(
  shots: readonly ResolvedShot[],
  before: readonly (number | undefined)[],
  report: Report,
): ReadonlySet<number> {
  const walkOf = new Map<number, number>();
  const circled = new Set<number>();
  shots.forEach((_, start) => {
    const way: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined && !walkOf.has(at)) {
      walkOf.set(at, start);
      way.push(at);
      at = before[at];
    }
    // Another walk's shot was looked at before; only one's own closes a new circle.
    if (at === undefined || walkOf.get(at) !== start) return;
    const circle = way.slice(way.indexOf(at));
    for (const index of circle) circled.add(index);
    const first = shots[at];
    if (first === undefined) return;
    const ids = [...circle, at].map((index) => shots[index]?.id ?? '');
    report({
      code: 'continues-cycle',
      severity: 'error',
      message: `Shots continue each other in a circle: ${waysText(ids)}.`,
      hint: 'One of them has to begin.',
      at: continuesAt(first),
    });
  });
  return circled;
}

/** A circle of hundreds is not read to its end. */
function waysText(ids: readonly string[]): string {
  const shown = ids.length > 12 ? [...ids.slice(0, 6), '…', ...ids.slice(-5)] : ids;
  return shown.join(' → ');
}

function continuesAt({ at }: ResolvedShot): Locator {
  return { path: at.path, pointer: [...at.pointer, 'continues'] };
}
