import type { Checked, Diagnostic } from '../diagnostic/diagnostic.ts';
import { sortDiagnostics } from '../diagnostic/sort-diagnostics.ts';
import type { Catalogue } from '../provider/model.ts';
import { type NamedFile, namedFiles } from './named-files.ts';
import { diagnosticFor, MOST_KEPT, type ProblemList, problemList } from './problem.ts';
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
  const spliced = spliceShots(root, sources, unreadCheck(input), list.report);
  const storyboard = resolveStoryboard(spliced, input, list);
  const order = [...new Set([...spliced.files, ...sources.keys()])];
  const diagnostics = sortDiagnostics(
    [
      ...unread.slice(0, MOST_KEPT),
      ...order.flatMap((path) => sources.get(path)?.diagnostics ?? []),
      ...list.problems.map((problem) => diagnosticFor(problem, sources)),
      ...beyond(list, Math.max(0, unread.length - MOST_KEPT), root),
    ],
    order,
  );
  const ok = sources.has(root) && !diagnostics.some(({ severity }) => severity === 'error');
  const files = namedFiles(storyboard, catalogue, ok);
  return ok ? { ok, value: storyboard, diagnostics, files } : { ok, diagnostics, files };
}

/** Tells of the place of an include whether the reader has said why its file is not there. */
function unreadCheck({ sources, unread = [] }: CheckInput): (at: Locator) => boolean {
  const placeless = unread.some(({ place }) => place === undefined);
  const offsets = Map.groupBy(unread, ({ place }) => place?.path);
  const said = new Map(
    [...offsets].map(([path, list]) => [path, new Set(list.map(({ place }) => place?.start.offset))]),
  );
  return (at) => {
    const own = said.get(at.path);
    const isElsewhere = said.size > (own === undefined ? 0 : 1);
    return (
      placeless || isElsewhere || own?.has(sources.get(at.path)?.locate(at.pointer).start.offset) === true
    );
  };
}

/** Weighs no more than what it stands for: ever so many warnings stop nothing. */
function beyond({ dropped, hasErrors }: ProblemList, unread: number, root: string): readonly Diagnostic[] {
  const count = dropped() + unread;
  if (count === 0) return [];
  const start = { line: 1, column: 1, offset: 0 };
  return [
    {
      code: 'too-many-problems',
      severity: hasErrors() || unread > 0 ? 'error' : 'warning',
      message: `There are ${count} more problems than are listed here.`,
      hint: 'Mend these first.',
      place: { path: root, start, end: start },
    },
  ];
}
