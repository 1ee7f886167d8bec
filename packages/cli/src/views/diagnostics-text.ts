import { type Diagnostic, explainDiagnostic, githubAnnotation } from '@storyboard/core';
import type { Look } from './look.ts';

/** A form in which diagnostics are shown. */
export type DiagnosticForm = 'human' | 'json' | 'github';

/** Diagnostics for a person: each with the lines it is about, an empty line after each. */
export function explainedText(
  diagnostics: readonly Diagnostic[],
  texts: ReadonlyMap<string, string>,
  look: Look,
): string {
  return diagnostics
    .map((diagnostic) => {
      const text = diagnostic.place === undefined ? undefined : texts.get(diagnostic.place.path);
      return `${explainDiagnostic(diagnostic, text, { color: look.colour }).trimEnd()}\n\n`;
    })
    .join('');
}

/** Diagnostics as annotations of a GitHub workflow, one line each; `pathText` names a file as the workflow knows it. */
export function githubText(diagnostics: readonly Diagnostic[], pathText: (path: string) => string): string {
  return diagnostics
    .map((diagnostic) => {
      const { place } = diagnostic;
      const named =
        place === undefined ? diagnostic : { ...diagnostic, place: { ...place, path: pathText(place.path) } };
      return `${githubAnnotation(named)}\n`;
    })
    .join('');
}
