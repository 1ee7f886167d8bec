import { type Checked, type Diagnostic, type ResolvedStoryboard, sortDiagnostics } from '@storyboard/core';
import { type LoadOptions, loadStoryboard } from '../project/load-storyboard.ts';
import { type Project, type SourceTexts, showPath, textsOf } from '../project/project.ts';
import { findReferenceFiles, type ReferenceFile } from '../references/find-reference-files.ts';

/** A storyboard after everything that can be said about it without hashing or planning. */
export type CheckedProject = {
  readonly project: Project;
  readonly texts: SourceTexts;
  readonly checked: Checked<ResolvedStoryboard>;
  /** The files that references and soundtrack name, by their path in the project. */
  readonly files: ReadonlyMap<string, ReferenceFile>;
};

/**
 * Checks a storyboard and the files it names: syntax, schema, rules, and that every reference is there. All of it is
 * looked at, whatever else is wrong.
 *
 * @param file as the user typed it
 */
export async function checkProject(file: string, options: LoadOptions): Promise<CheckedProject> {
  const { project, checked, named } = await loadStoryboard(file, options);
  const found = await findReferenceFiles(named, project);
  const diagnostics = inOrder(project, checked.diagnostics, [...found.diagnostics]);
  return {
    project,
    texts: textsOf(project),
    checked: judged(checked, diagnostics),
    files: found.files,
  };
}

/** Files stay in the order in which the checks of the language name them. */
function inOrder(
  project: Project,
  checked: readonly Diagnostic[],
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  const files = [showPath(project, project.root), ...checked.flatMap(({ place }) => place?.path ?? [])];
  return sortDiagnostics([...checked, ...found], [...new Set(files)]);
}

function judged(
  checked: Checked<ResolvedStoryboard>,
  diagnostics: readonly Diagnostic[],
): Checked<ResolvedStoryboard> {
  const isRight = checked.ok && !diagnostics.some(({ severity }) => severity === 'error');
  return isRight ? { ...checked, diagnostics } : { ok: false, diagnostics };
}
