import { placeOf } from '@storyboard/core';
import type { PlannedStoryboard } from '@storyboard/engine';
import type { WaysOutContext } from '../views/plan/ways-out-text.ts';

/** How the page of a plan names the places of its shots: as the user would type them. */
export function waysOutContext(
  file: string,
  { project, storyboard }: Pick<PlannedStoryboard & { readonly ok: true }, 'project' | 'storyboard'>,
): WaysOutContext {
  const shots = new Map(storyboard.shots.map((shot) => [shot.id, shot]));
  return {
    file,
    shots: storyboard.shots.map(({ id }) => id),
    placeOf: (id, setting) => {
      const shot = shots.get(id);
      if (shot === undefined) return undefined;
      const own = placeOf(project.sources, shot.at);
      const { path, start } = placeOf(
        project.sources,
        { ...shot.at, pointer: [...shot.at.pointer, setting] },
        'key',
      );
      return {
        place: `${project.shownFolder}${path}:${start.line}`,
        stated: start.offset !== own.start.offset,
      };
    },
  };
}
