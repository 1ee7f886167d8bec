export { DIAGNOSTIC_CODES, type DiagnosticCode } from './diagnostic/codes.ts';
export type { Checked, Diagnostic, Place, Position, Severity } from './diagnostic/diagnostic.ts';
export { explainDiagnostic, placeText } from './diagnostic/explain-diagnostic.ts';
export { githubAnnotation } from './diagnostic/github-annotation.ts';
export { didYouMean, nearestName } from './diagnostic/nearest-name.ts';
export { sortDiagnostics } from './diagnostic/sort-diagnostics.ts';
export { columnsOf, visibleText } from './diagnostic/visible-text.ts';
export { isStoryboardError, StoryboardError, type StoryboardErrorCode } from './errors.ts';
export { type LockedShot, type LockFile, MAX_LOCK_LENGTH } from './lock/lock-file.ts';
export { mergeLock } from './lock/merge-lock.ts';
export { type ParsedLock, parseLock } from './lock/parse-lock.ts';
export { printLock } from './lock/print-lock.ts';
export type { BudgetVerdict, Ceiling, WayOut } from './plan/budget.ts';
export { canonicalJson } from './plan/canonical-json.ts';
export { continueFrom } from './plan/continue-from.ts';
export type { Cost, TotalCost } from './plan/cost.ts';
export { costText } from './plan/cost-text.ts';
export { fingerprintOf, type Hash, requestIdentity } from './plan/fingerprint.ts';
export { type LabelTarget, labelDigest, labelFor } from './plan/label.ts';
export { normaliseRequest, type ReferenceDigests } from './plan/normalise-request.ts';
export { NOTHING_HELD } from './plan/nothing-held.ts';
export type {
  Adjustment,
  Digest,
  Fingerprint,
  Held,
  HeldArtifact,
  HeldDoubt,
  HeldJob,
  HeldTry,
  Plan,
  PlannedTake,
  Route,
  Schedule,
  Stray,
} from './plan/plan.ts';
export { planRender } from './plan/plan-render.ts';
export { type PlanInput, pickedTake, takeId } from './plan/planning.ts';
export { priceRequest } from './plan/price-request.ts';
export { routeModel } from './plan/route-model.ts';
export { totalCost } from './plan/total-cost.ts';
export { withPriceLists } from './plan/with-price-lists.ts';
export type {
  Catalogue,
  DurationRule,
  ModelSpec,
  ParameterRule,
  PriceList,
  PriceRule,
  Provenance,
  ProviderLimits,
  ProviderSpec,
  ReferenceRule,
  ReferenceSpelling,
} from './provider/model.ts';
export type {
  Failure,
  FailureKind,
  Footage,
  Json,
  Operation,
  OperationStatus,
  Submitted,
} from './provider/operation.ts';
export type { CallOptions, ReadyReference, Submission, VideoProvider } from './provider/provider.ts';
export { isProviderError, ProviderError, type ProviderErrorKind } from './provider/provider-error.ts';
export type { GenerationRequest, Label, RequestReference } from './provider/request.ts';
export { type SpelledPrompt, type SpelledReference, spellPrompt } from './provider/spell-prompt.ts';
export type { Delivery, RenderEvent } from './report/event.ts';
export type { Finding, FindingCode } from './report/finding.ts';
export type { Outcome } from './report/outcome.ts';
export type { FilmClip, FilmResult, FilmSound, FilmTimes, Report } from './report/report.ts';
export { summarise } from './report/summarise.ts';
export { type CheckedStoryboard, type CheckInput, checkStoryboard } from './storyboard/check-storyboard.ts';
export { continuedReference } from './storyboard/continuity.ts';
export type { StoryboardDocument } from './storyboard/generated/storyboard-document.ts';
export { type Include, includesOf } from './storyboard/include.ts';
export { LOOK_BYTES, type MediaLook, mediaLook } from './storyboard/media-look.ts';
export type { NamedFile } from './storyboard/named-files.ts';
export { parseStoryboard } from './storyboard/parse-storyboard.ts';
export { placeOf } from './storyboard/place-of.ts';
export { resolveProjectPath } from './storyboard/project-path.ts';
export { CODEC_NAMES, filmExtension } from './storyboard/resolve-output.ts';
export type {
  Aspect,
  Codec,
  Continuity,
  Deliveries,
  Fit,
  Locator,
  OnExceed,
  Preset,
  PromptPart,
  Quality,
  ReferenceKind,
  ReferenceSource,
  Resolution,
  ResolvedMusic,
  ResolvedReference,
  ResolvedShot,
  ResolvedStoryboard,
  ResolvedTransition,
  ShotRoute,
} from './storyboard/resolved.ts';
export type { JsonSchema } from './storyboard/schema/json-schema.ts';
export { SHOT_LIST_SCHEMA, STORYBOARD_SCHEMA } from './storyboard/schema/schema.ts';
export { MAX_SOURCE_BYTES, type ParsedSource, type Pointer, type SourceText } from './storyboard/source.ts';
export { TRANSITION_TYPES, type TransitionType } from './storyboard/transitions.ts';
export { buildTimeline, clipFrames } from './timeline/build-timeline.ts';
export type { Timeline, TimelineClip, TimelineTransition } from './timeline/timeline.ts';
export {
  type FrameRate,
  formatUsd,
  frameRate,
  framesToSeconds,
  frameToSample,
  fromUsd,
  MICRO_USD_PER_USD,
  type MicroUsd,
  microUsd,
  type PictureSize,
  secondsToFrames,
  sumMicroUsd,
} from './units.ts';
