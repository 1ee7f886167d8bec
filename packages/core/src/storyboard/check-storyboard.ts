import type { Checked, Diagnostic } from '../diagnostic/diagnostic.ts';
import { sortDiagnostics } from '../diagnostic/sort-diagnostics.ts';
import type { Catalogue } from '../provider/model.ts';
import { type NamedFile, namedFiles } from './named-files.ts';
import { diagnosticFor, type ProblemList, problemList } from './problem.ts';
import { resolveStoryboard } from './resolve-storyboard.ts';
import type { Locator, ResolvedStoryboard } from './resolved.ts';
import type { ParsedSource } from './source.ts';
import { spliceShots } from './splice-shots.ts';

/** What `checkStoryboard` takes. */
export type CheckInput = {
  /** Path of the storyboard, a key of `sources`. */
  readonly root: string;
  /** The storyboard and every scene file that could be read, by path. */
  readonly sources: ReadonlyMap<string, ParsedSource>;
  /** What was found wrong while files were read, such as a scene file that is not there. */
  readonly unread?: readonly Diagnostic[];
  readonly catalogue: Catalogue;
  /** Takes the place of every shot's own providers. */
  readonly provider?: string;
};

/** What checking found out; the files are known, as far as they can be, of a storyboard that is wrong too. */
export type CheckedStoryboard = Checked<ResolvedStoryboard> & { readonly files: readonly NamedFile[] };

/**
 * Checks a storyboard and its scene files, fills in every default and links every name: form, names, paths, and what
 * the models can do. All problems of all files are found at once and come sorted by file and place.
 */
export function checkStoryboard(input: CheckInput): CheckedStoryboard {
  const { root, sources, unread = [], catalogue } = input;
  const list = problemList();
  const spliced = spliceShots(root, sources, (at) => isUnread(at, input), list.report);
  const storyboard = resolveStoryboard(spliced, input, list);
  const order = [...new Set([...spliced.files, ...sources.keys()])];
  const diagnostics = sortDiagnostics(
    [
      ...unread,
      ...order.flatMap((path) => sources.get(path)?.diagnostics ?? []),
      ...list.problems.map((problem) => diagnosticFor(problem, sources)),
      ...beyond(list, root),
    ],
    order,
  );
  const ok = sources.has(root) && !diagnostics.some(({ severity }) => severity === 'error');
  const files = namedFiles(storyboard, catalogue, ok);
  return ok ? { ok, value: storyboard, diagnostics, files } : { ok, diagnostics, files };
}

/** Whether the reader has said why the file of an include is not there. */
function isUnread(at: Locator, { sources, unread = [] }: CheckInput): boolean {
  const offset = sources.get(at.path)?.locate(at.pointer).start.offset;
  return unread.some(
    ({ place }) => place === undefined || place.path !== at.path || place.start.offset === offset,
  );
}

/** Weighs no more than what it stands for: ever so many warnings stop nothing. */
function beyond({ dropped, hasErrors }: ProblemList, root: string): readonly Diagnostic[] {
  if (dropped() === 0) return [];
  const start = { line: 1, column: 1, offset: 0 };
  return [
    {
      code: 'too-many-problems',
      severity: hasErrors() ? 'error' : 'warning',
      message: `There are ${dropped()} more problems than are listed here.`,
      hint: 'Mend these first.',
      place: { path: root, start, end: start },
    },
  ];
}
