import type { DiagnosticCode } from '../diagnostic/codes.ts';
import type { Diagnostic, Severity } from '../diagnostic/diagnostic.ts';
import { placeOf } from './place-of.ts';
import type { Locator } from './resolved.ts';
import type { ParsedSource } from './source.ts';

/** Where a problem is: a value or its key, or what begins at the n-th `@` (from 0) of a text. */
export type ProblemPlace = Locator & {
  readonly target?: 'key' | 'value';
  readonly sign?: { readonly index: number; readonly text: string };
};

/** A diagnostic before its place is looked up. */
export type Problem = {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  /** A function where finding the hint takes long; it is asked only for problems that are shown. */
  readonly hint?: string | undefined | (() => string | undefined);
  readonly at: ProblemPlace;
  readonly related?: readonly { readonly message: string; readonly at: ProblemPlace }[];
};

/** Takes a problem down. */
export type Report = (problem: Problem) => void;

/** Of each severity, so that warnings never hide an error; a generated file can have as many problems as it has lines. */
export const MOST_KEPT = 1000;

/** Problems as they are found, each of them once. */
export type ProblemList = {
  readonly report: Report;
  readonly problems: readonly Problem[];
  readonly hasErrors: () => boolean;
  /** How many there were beyond those that are kept. */
  readonly dropped: () => number;
};

/** An empty list of problems. The same thing said of the same place again, such as of a default, is left out. */
export function problemList(): ProblemList {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const kept: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  let dropped = 0;
  return { report, problems, hasErrors: () => kept.error > 0, dropped: () => dropped };

  function report(problem: Problem): void {
    const { code, severity, message, at } = problem;
    const key = `${code}\n${message}\n${at.path}\n${at.pointer.join('\n')}\n${at.target ?? ''}${at.sign?.index ?? ''}`;
    if (seen.has(key)) return;
    if (kept[severity] >= MOST_KEPT) {
      dropped += 1;
      return;
    }
    seen.add(key);
    kept[severity] += 1;
    problems.push(problem);
  }
}

/** A problem as a diagnostic, with its place looked up. */
export function diagnosticFor(problem: Problem, sources: ReadonlyMap<string, ParsedSource>): Diagnostic {
  const { code, severity, message, at, related } = problem;
  const hint = typeof problem.hint === 'function' ? problem.hint() : problem.hint;
  return {
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    place: placeFor(at, sources),
    ...(related === undefined
      ? {}
      : {
          related: related.map((other) => ({ message: other.message, place: placeFor(other.at, sources) })),
        }),
  };
}

function placeFor(
  at: ProblemPlace,
  sources: ReadonlyMap<string, ParsedSource>,
): Diagnostic['place'] & object {
  const { sign } = at;
  const exact =
    sign === undefined ? undefined : sources.get(at.path)?.locateAt(at.pointer, sign.index, sign.text);
  return exact ?? placeOf(sources, at, at.target);
}
