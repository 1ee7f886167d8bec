import type { Place } from '../diagnostic/diagnostic.ts';
import type { Locator } from './resolved.ts';
import type { ParsedSource } from './source.ts';

/** Where something of a storyboard is written; the start of its file where that file is not at hand. */
export function placeOf(
  sources: ReadonlyMap<string, ParsedSource>,
  at: Locator,
  target: 'key' | 'value' = 'value',
): Place {
  const start = { line: 1, column: 1, offset: 0 };
  return sources.get(at.path)?.locate(at.pointer, target) ?? { path: at.path, start, end: start };
}
