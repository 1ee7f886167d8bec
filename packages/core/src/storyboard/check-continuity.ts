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
  const inCircle = new Set<string>();
  shots.forEach((shot, index) => {
    const wanted = shot.continues?.shot;
    if (wanted === undefined) return;
    const other = order.get(wanted);
    if (other === undefined) {
      if (whole) reportUnknown(shot, wanted);
      return;
    }
    if (other < index || inCircle.has(shot.id)) return;
    const circle = circleFrom(shot, shots, order);
    if (circle === undefined) {
      report({
        code: 'continues-later',
        severity: 'error',
        message: `\`${shot.id}\` continues \`${wanted}\`, which comes later in the film.`,
        hint: 'A shot can only go on from an earlier one: change their order, or what it continues.',
        at: continuesAt(shot),
      });
      return;
    }
    for (const id of circle) inCircle.add(id);
    report({
      code: 'continues-cycle',
      severity: 'error',
      message: `Shots continue each other in a circle: ${[...circle, circle[0]].join(' → ')}.`,
      hint: 'One of them has to begin.',
      at: continuesAt(shot),
    });
  });

  function reportUnknown(shot: ResolvedShot, wanted: string): void {
    report({
      code: 'unknown-shot',
      severity: 'error',
      message: `There is no shot \`${wanted}\` to continue.`,
      hint: didYouMean(
        wanted,
        [...order.keys()].filter((id) => id !== shot.id),
      ),
      at: continuesAt(shot),
    });
  }
}

function circleFrom(
  start: ResolvedShot,
  shots: readonly ResolvedShot[],
  order: ReadonlyMap<string, number>,
): readonly string[] | undefined {
  const way: string[] = [];
  const met = new Set<string>();
  let shot: ResolvedShot | undefined = start;
  while (shot !== undefined && !met.has(shot.id)) {
    met.add(shot.id);
    way.push(shot.id);
    const next: number | undefined = order.get(shot.continues?.shot ?? '');
    shot = next === undefined ? undefined : shots[next];
  }
  return shot === start ? way : undefined;
}

function continuesAt({ at }: ResolvedShot): Locator {
  return { path: at.path, pointer: [...at.pointer, 'continues'] };
}
