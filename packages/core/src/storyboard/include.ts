import { resolveProjectPath } from './project-path.ts';
import type { Locator } from './resolved.ts';
import type { ParsedSource } from './source.ts';

/** A scene file that a file includes: its path relative to the project folder, and where it is named. */
export type Include = { readonly path: string; readonly at: Locator };

/**
 * The scene files that a file names, in order, each as often as it is named; to read a storyboard file by file. Paths
 * that leave the project are left out: `checkStoryboard` speaks of them.
 */
export function includesOf(source: ParsedSource): readonly Include[] {
  const { items, pointer } = shotItems(source);
  return items.flatMap((item, index) => {
    const written = includeOf(item);
    const path = written === undefined ? undefined : resolveProjectPath(source.path, written);
    return path === undefined
      ? []
      : [{ path, at: { path: source.path, pointer: [...pointer, index, 'include'] } }];
  });
}

/** The items of a storyboard's `shots` or of a scene file's list, and the pointer to that list. */
export function shotItems(source: ParsedSource): {
  readonly items: readonly unknown[];
  readonly pointer: readonly string[];
} {
  const { value } = source;
  if (Array.isArray(value)) return { items: value, pointer: [] };
  const shots = isMapping(value) ? value['shots'] : undefined;
  return { items: Array.isArray(shots) ? shots : [], pointer: ['shots'] };
}

/** Whether a value of a file is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function includeOf(item: unknown): string | undefined {
  const written = isMapping(item) ? item['include'] : undefined;
  return typeof written === 'string' ? written : undefined;
}
