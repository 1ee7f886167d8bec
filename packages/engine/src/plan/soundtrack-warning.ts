import { type Diagnostic, placeOf, type ResolvedStoryboard } from '@storyboard/core';
import { type Project, showDiagnostic } from '../project/project.ts';

/** Says, at the place of the soundtrack, that this version makes the film without it. */
export function soundtrackWarning(
  { soundtrack }: ResolvedStoryboard,
  project: Project,
): readonly Diagnostic[] {
  const { music, loudness } = soundtrack;
  const left = [...(music === undefined ? [] : ['music']), ...(loudness === undefined ? [] : ['loudness'])];
  const [first] = left;
  if (first === undefined) return [];
  const place = placeOf(project.sources, { path: project.root, pointer: ['soundtrack', first] }, 'key');
  const diagnostic = {
    code: 'soundtrack-not-mixed',
    severity: 'warning',
    message: `This version does not mix the soundtrack yet; the film is made without its ${left.join(' and ')}.`,
    place,
  } as const;
  return [showDiagnostic(project, diagnostic)];
}
