import type { Look } from '../views/look.ts';

/** A look without colour, for tests of what is written. */
export function plainLook(columns: number): Look {
  return { columns, colour: false, paint: (_, text) => text };
}
