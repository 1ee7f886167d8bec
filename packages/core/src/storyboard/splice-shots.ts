import { checkForm, type LooseDocument, type LooseShot } from './form/check-form.ts';
import { isMapping } from './include.ts';
import type { Report } from './problem.ts';
import { pathInProject } from './project-path.ts';
import type { Locator } from './resolved.ts';
import type { ParsedSource } from './source.ts';

/** How deep scene files may be nested. */
const MAX_INCLUDE_DEPTH = 32;

/** A shot with the place it is written at. */
export type PlacedShot = { readonly shot: LooseShot; readonly at: Locator };

/** The storyboard with its scene files spliced in. */
export type Spliced = {
  readonly document: LooseDocument;
  readonly shots: readonly PlacedShot[];
  /** Whether a reference of that name is declared, or may be where the declarations are of the wrong form. */
  readonly isDeclared: (name: string) => boolean;
  /** The files in the order in which they are first met. */
  readonly files: readonly string[];
  /** Whether every file was there and readable as YAML. */
  readonly whole: boolean;
};

/** Puts the shots of scene files in the place of their includes, and checks the form of every file once. */
export function spliceShots(
  root: string,
  sources: ReadonlyMap<string, ParsedSource>,
  isUnread: (at: Locator) => boolean,
  report: Report,
): Spliced {
  const shots: PlacedShot[] = [];
  const files: string[] = [];
  let whole = true;
  let document: LooseDocument = {};
  splice(root, [root]);
  return { document, shots, isDeclared, files, whole };

  function isDeclared(name: string): boolean {
    const value = sources.get(root)?.value;
    const declared = isMapping(value) ? value['references'] : undefined;
    return declared !== undefined && (!isMapping(declared) || Object.hasOwn(declared, name));
  }

  function splice(path: string, way: readonly string[]): void {
    const source = sources.get(path);
    if (source === undefined) {
      whole = false;
      return;
    }
    files.push(path);
    if (source.value === undefined) whole = false;
    const form = checkForm(source, path === root ? 'storyboard' : 'scene file', report);
    if (path === root) document = form.document;
    for (const item of form.items) {
      if (item.type === 'shot') {
        shots.push({ shot: item.shot, at: { path, pointer: item.pointer } });
      } else {
        include(item.include, { path, pointer: [...item.pointer, 'include'] }, way);
      }
    }
  }

  function include(written: string, at: Locator, way: readonly string[]): void {
    const path = pathInProject(written, at, report);
    if (path === undefined) return;
    if (way.includes(path)) {
      const circle = [...way.slice(way.indexOf(path)), path].join(' → ');
      report({
        code: 'include-cycle',
        severity: 'error',
        message: `Scene files include each other in a circle: ${circle}.`,
        at,
      });
    } else if (way.length > MAX_INCLUDE_DEPTH) {
      report({
        code: 'include-too-deep',
        severity: 'error',
        message: `Scene files include each other more than ${MAX_INCLUDE_DEPTH} levels deep; ${path} is not read.`,
        at,
      });
    } else if (files.includes(path)) {
      report({
        code: 'include-repeated',
        severity: 'error',
        message: `The scene file ${path} is included twice; its shots would have the same ids twice.`,
        at,
      });
    } else if (!sources.has(path) && !isUnread(at)) {
      whole = false;
      report({ code: 'file-not-found', severity: 'error', message: `There is no file ${path}.`, at });
    } else {
      splice(path, [...way, path]);
    }
  }
}
