import type { Diagnostic, ParsedSource, Place } from '@storyboard/core';

/** Where a storyboard is, and how its paths are shown to the user. */
export type ProjectFolder = {
  /** Real path of the folder of the storyboard file; every path of the storyboard is relative to it. */
  readonly folder: string;
  /** What the user typed before the file's name: '', or a path that ends in `/`. */
  readonly shownFolder: string;
};

/** A storyboard on disk with its files. */
export type Project = ProjectFolder & {
  /** Name of the storyboard file in the folder. */
  readonly root: string;
  /** Every file that could be read, by its path in the project. */
  readonly sources: ReadonlyMap<string, ParsedSource>;
};

/** The text of every file that could be read, by the path that diagnostics name it with. */
export type SourceTexts = ReadonlyMap<string, string>;

/** A path of the project as the user would type it from the folder he works in. */
export function showPath(project: Pick<ProjectFolder, 'shownFolder'>, path: string): string {
  return `${project.shownFolder}${path}`;
}

/** A diagnostic whose places are paths as the user would type them. */
export function showDiagnostic(
  project: Pick<ProjectFolder, 'shownFolder'>,
  diagnostic: Diagnostic,
): Diagnostic {
  if (project.shownFolder === '') return diagnostic;
  const show = (place: Place): Place => ({ ...place, path: showPath(project, place.path) });
  const { place, related, ...rest } = diagnostic;
  return {
    ...rest,
    ...(place === undefined ? {} : { place: show(place) }),
    ...(related === undefined
      ? {}
      : { related: related.map(({ message, place }) => ({ message, place: show(place) })) }),
  };
}

/** The text of every file of a project, by shown path. */
export function textsOf(project: Project): SourceTexts {
  return new Map([...project.sources].map(([path, source]) => [showPath(project, path), source.text]));
}
