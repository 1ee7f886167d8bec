export type { Clock } from './clock.ts';
export { type DrawSubmission, drawWithRenderer } from './execute/draw-with-renderer.ts';
export { makeFolder } from './files/make-folder.ts';
export { lockName, lockPath } from './lock-file/lock-path.ts';
export { type CheckedProject, checkProject } from './plan/check-project.ts';
export {
  type PlannedRender,
  type PlannedStoryboard,
  type PlanOptions,
  planStoryboard,
} from './plan/plan-storyboard.ts';
export type { PriceLists } from './plan/price-lists.ts';
export type { LoadOptions } from './project/load-storyboard.ts';
export type { Project, SourceTexts } from './project/project.ts';
export type { ReferenceFile } from './references/find-reference-files.ts';
export { preview } from './render/preview.ts';
export { render } from './render/render.ts';
export type {
  CarryOutOptions,
  FrozenProblem,
  PreviewOptions,
  RenderOptions,
  RenderResult,
} from './render/render-options.ts';
export { openSavedPlan } from './saved-plan/open-saved-plan.ts';
export { savePlan } from './saved-plan/save-plan.ts';
export type { OpenedPlan, PlanFlags, SavedPlan } from './saved-plan/saved-plan.ts';
export { type MadeAnew, type Picked, pickTake } from './status/pick-take.ts';
export { readStatus } from './status/read-status.ts';
export { type Resolved, resolveTake } from './status/resolve-take.ts';
export type {
  Choice,
  JobStatus,
  ReadStatus,
  SpendingStatus,
  StoryboardStatus,
  TakeState,
  TakeStatus,
} from './status/status.ts';
