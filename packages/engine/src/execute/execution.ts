import type {
  Catalogue,
  Held,
  Label,
  Outcome,
  Plan,
  ProviderLimits,
  RenderEvent,
  ResolvedShot,
  ResolvedStoryboard,
  StoryboardError,
  VideoProvider,
} from '@storyboard/core';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import type { Clock } from '../clock.ts';
import type { StartJob } from '../jobs/job-port.ts';
import type { JobEnd } from '../jobs/live-job.ts';
import type { Ledger, SpendingLimits } from '../ledger/ledger.ts';
import type { ReferenceFile } from '../references/find-reference-files.ts';
import type { JobPolicy } from './job-policy.ts';
import type { Lane } from './lane.ts';
import type { RateLimit } from './rate-limit.ts';

/** A plan with everything that carrying it out needs. */
export type Execution = {
  readonly plan: Plan;
  /** As it is carried out. */
  readonly storyboard: ResolvedStoryboard;
  readonly catalogue: Catalogue;
  readonly held: Held;
  /** By id; where one of a take's later providers is not there, the take goes without it. */
  readonly providers: ReadonlyMap<string, VideoProvider>;
  /** Where providers are asked that are not asked where they always are, by provider. */
  readonly origins?: ReadonlyMap<string, string> | undefined;
  /** Why jobs cannot be given to providers that are not among them. */
  readonly unavailable?: ReadonlyMap<string, StoryboardError>;
  /** What is written on drawn footage, by shot. */
  readonly labels: ReadonlyMap<string, Label>;
  /** Files of references, by their path in the project. */
  readonly files: ReadonlyMap<string, ReferenceFile>;
  readonly store: StoreFolder;
  readonly ledger: Ledger;
  /** Checked again before every submission. */
  readonly spending: SpendingLimits;
  /** Whether what is drawn is for a preview, so that no render takes it for a provider's work. */
  readonly forPreview: boolean;
  /** Where a job is written down that the ledger did not take. */
  readonly emergencyFolder: string;
  readonly ffmpeg: string;
  /** How many jobs run at once at each provider; the provider's own limit where absent. */
  readonly concurrency?: number;
  /** Other limits than the providers' own, by provider. */
  readonly limits?: ReadonlyMap<string, Partial<ProviderLimits>>;
  /** What is not said is as usual. */
  readonly policy?: Partial<JobPolicy>;
  /** From 0 up to 1, for the spread of repeated calls. */
  readonly random?: () => number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RenderEvent) => void;
};

/** An execution under way. */
export type Run = Execution & {
  readonly policy: JobPolicy;
  readonly random: () => number;
  readonly shots: ReadonlyMap<string, ResolvedShot>;
  readonly lanes: ReadonlyMap<string, Lane>;
  readonly polls: ReadonlyMap<string, RateLimit>;
  /** Lets so many downloads run at once. */
  readonly limitDownloads: <T>(download: () => Promise<T>) => Promise<T>;
  /** Lets the pictures of so many downloads be looked at at once, fewer while questions wait. */
  readonly limitDecoding: <T>(look: () => Promise<T>) => Promise<T>;
  /** Submission ids that this run minted and has not used. */
  readonly live: Set<string>;
  /** The take and the provider of every job that this run claimed and that is not done, by its name. */
  readonly jobs: Map<string, { readonly id: string; readonly provider: string }>;
  readonly start: StartJob<JobEnd>;
  /** Stops what is being sent, some time after everything else. */
  readonly sendingSignal: AbortSignal;
};

/** The footage that a take goes on from. */
export type EarlierTake = {
  readonly artifact: string;
  readonly fingerprint: string;
  /** As it was planned. */
  readonly planned: string;
};

/** How a plan was carried out. */
export type Executed = {
  /** Of the takes that came to an end; the others are pending. */
  readonly outcomes: readonly Outcome[];
  /** Why the run ended before every take did. */
  readonly stopped: StoryboardError | undefined;
};
