import type {
  Catalogue,
  Held,
  Label,
  Outcome,
  Plan,
  RenderEvent,
  ResolvedStoryboard,
  StoryboardError,
  VideoProvider,
} from '@storyboard/core';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import type { Clock } from '../clock.ts';
import type { ReferenceFile } from '../references/find-reference-files.ts';

/** A plan with everything that carrying it out needs. */
export type Execution = {
  readonly plan: Plan;
  /** As it is carried out. */
  readonly storyboard: ResolvedStoryboard;
  readonly catalogue: Catalogue;
  readonly held: Held;
  /** By id; every provider that a generate take would ask first is there. */
  readonly providers: ReadonlyMap<string, VideoProvider>;
  /** What is written on drawn footage, by shot. */
  readonly labels: ReadonlyMap<string, Label>;
  /** Files of references, by their path in the project. */
  readonly files: ReadonlyMap<string, ReferenceFile>;
  readonly store: StoreFolder;
  readonly ffmpeg: string;
  /** How many jobs run at once at each provider; a default by provider where absent. */
  readonly concurrency?: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RenderEvent) => void;
};

/** How a plan was carried out. */
export type Executed = {
  /** Of the takes that came to an end; the others are pending. */
  readonly outcomes: readonly Outcome[];
  /** Why the run ended before every take did. */
  readonly stopped: StoryboardError | undefined;
};
