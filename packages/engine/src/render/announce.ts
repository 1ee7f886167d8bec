import { type Diagnostic, microUsd, type Plan, type RenderEvent } from '@storyboard/core';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { PlannedStoryboard } from '../plan/plan-storyboard.ts';
import { showPath } from '../project/project.ts';
import type { RenderResult } from './render-options.ts';

type Listener = ((event: RenderEvent) => void) | undefined;

/** Tells that a render starts, what was said about its storyboard, and which takes turned out to be damaged. */
export function announceStart(planned: PlannedStoryboard, plan: Plan, onEvent: Listener): void {
  const { path, title } = plan.storyboard;
  const { takes, total } = plan;
  onEvent?.({
    type: 'render-start',
    storyboard: path,
    title,
    takes: takes.length,
    ids: takes.map(({ id }) => id),
    total,
  });
  for (const diagnostic of planned.diagnostics) onEvent?.({ type: 'diagnostic', diagnostic });
  if (!planned.ok) return;
  const store = { path: planned.storeFolder };
  for (const { id, artifact } of planned.damaged) {
    onEvent?.({ type: 'take-damaged', id, file: artifactFile(store, artifact) });
  }
}

/** Tells what is wrong with a storyboard, and that nothing came of it. */
export function announceInvalid(
  { project, texts }: PlannedStoryboard,
  diagnostics: readonly Diagnostic[],
  onEvent: Listener,
): RenderResult {
  for (const diagnostic of diagnostics) onEvent?.({ type: 'diagnostic', diagnostic });
  onEvent?.({
    type: 'summary',
    storyboard: showPath(project, project.root),
    title: '',
    outcomes: [],
    spent: microUsd(0),
    inDoubt: microUsd(0),
    film: { status: 'none', why: 'The storyboard is invalid.' },
  });
  return { status: 'invalid', diagnostics, texts };
}
