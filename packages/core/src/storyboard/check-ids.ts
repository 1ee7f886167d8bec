import type { Report } from './problem.ts';
import type { Locator, ResolvedShot } from './resolved.ts';

/** Complains about every shot id that another shot before has. */
export function checkIds(shots: readonly ResolvedShot[], report: Report): void {
  const first = new Map<string, Locator>();
  for (const { id, at } of shots) {
    if (id === '') continue;
    const other = first.get(id);
    const place = { path: at.path, pointer: [...at.pointer, 'id'] };
    if (other === undefined) {
      first.set(id, place);
      continue;
    }
    report({
      code: 'duplicate-id',
      severity: 'error',
      message: `There are two shots \`${id}\`; an id is unique over all files of the storyboard.`,
      hint: 'Give one of them another id. A shot’s id can change at any time: takes are known by what they show.',
      at: place,
      related: [{ message: `the first \`${id}\``, at: other }],
    });
  }
}
