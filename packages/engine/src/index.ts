export type { Clock } from './clock.ts';
export { type DrawSubmission, drawWithRenderer } from './execute/draw-with-renderer.ts';
export { makeFolder } from './files/make-folder.ts';
export { type CheckedProject, checkProject } from './plan/check-project.ts';
export {
  type PlannedRender,
  type PlannedStoryboard,
  type PlanOptions,
  planStoryboard,
} from './plan/plan-storyboard.ts';
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
export type {
  Choice,
  JobStatus,
  ReadStatus,
  SpendingStatus,
  StoryboardStatus,
  TakeState,
  TakeStatus,
} from './status/status.ts';
