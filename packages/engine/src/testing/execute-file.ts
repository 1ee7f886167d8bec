import { join } from 'node:path';
import {
  type Catalogue,
  type Ceiling,
  labelFor,
  type ProviderLimits,
  type RenderEvent,
  type VideoProvider,
} from '@storyboard/core';
import { openStoreFolder } from '../artifacts/open-store-folder.ts';
import { storeUnusable } from '../artifacts/store-unusable.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { executePlan } from '../execute/execute-plan.ts';
import type { Executed } from '../execute/execution.ts';
import type { JobPolicy } from '../execute/job-policy.ts';
import { spendingLimits } from '../execute/spending-limits.ts';
import type { StepName } from '../jobs/job-port.ts';
import { filmId } from '../ledger/film-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { TEST_FFMPEG } from './make-clip.ts';
import { TEST_CATALOGUE } from './test-catalogue.ts';

/** What `executeFile` may be told. */
export type ExecuteFileOptions = {
  /** What the storyboard can name; the tests' own where absent. */
  readonly catalogue?: Catalogue;
  readonly concurrency?: number;
  readonly limits?: ReadonlyMap<string, Partial<ProviderLimits>>;
  readonly ceilings?: readonly Ceiling[];
  readonly policy?: Partial<JobPolicy>;
  readonly origins?: ReadonlyMap<string, string>;
  readonly random?: () => number;
  /** The ledger throws when the result of this step is to be remembered, as on a disk that is full. */
  readonly failsToRecord?: StepName;
  /** Bytes that can still be written to the disk. */
  readonly freeBytes?: number;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly onEvent?: (event: RenderEvent) => void;
};

/** A patience that tests have. */
export const QUICK_POLICY: Partial<JobPolicy> = {
  submitGraceMs: 200,
  recoverAtMs: [20, 60],
  firstAskMs: 10,
  notFoundMs: 100,
  strayMs: 300,
  elsewhereMs: 50,
};

/** Plans a storyboard and carries the plan out, without making a film. */
export async function executeFile(
  file: string,
  provider: VideoProvider | readonly VideoProvider[],
  options: ExecuteFileOptions = {},
): Promise<Executed & { readonly events: readonly RenderEvent[] }> {
  const {
    catalogue = TEST_CATALOGUE,
    onEvent = () => {},
    ceilings,
    policy,
    failsToRecord,
    freeBytes,
    ...rest
  } = options;
  const given = Array.isArray(provider) ? provider : [provider];
  const planned = await planStoryboard(file, { catalogue, ...(ceilings === undefined ? {} : { ceilings }) });
  if (!planned.ok) throw new Error(planned.diagnostics.map(({ message }) => message).join('\n'));
  const events: RenderEvent[] = [];
  const { folder, root } = planned.project;
  const store = await openStoreFolder(planned.storeFolder, { now: Date.now() });
  using ledger = openLedger(planned.storeFolder, {
    film: filmId(join(folder, root), planned.storeFolder),
    now: Date.now,
    ...(freeBytes === undefined ? {} : { freeBytes: () => freeBytes }),
  });
  const executed = await executePlan({
    ...planned,
    catalogue,
    providers: new Map(given.map((one: VideoProvider) => [one.spec.id, one])),
    ledger: failsToRecord === undefined ? ledger : brokenLedger(ledger, failsToRecord),
    spending: spendingLimits(planned.storyboard.budget, ceilings ?? []),
    forPreview: false,
    emergencyFolder: folder,
    policy: { ...QUICK_POLICY, ...policy },
    labels: new Map(planned.storyboard.shots.map((shot) => [shot.id, labelFor(shot, catalogue)])),
    store,
    ffmpeg: TEST_FFMPEG,
    clock: SYSTEM_CLOCK,
    signal: new AbortController().signal,
    ...rest,
    onEvent: (event) => {
      events.push(event);
      onEvent(event);
    },
  });
  return { ...executed, events };
}

function brokenLedger(ledger: Ledger, step: StepName): Ledger {
  return {
    ...ledger,
    recordSteps: (steps) => {
      if (steps.some(({ name }) => name === step)) {
        throw storeUnusable('.storyboard', new Error('No space left on the disk.'));
      }
      ledger.recordSteps(steps);
    },
  };
}

/** A storyboard of short shots at the tests' provider, by id: its prompt, or more of what a shot says. */
export function filmOf(shots: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>): string {
  const written = Object.entries(shots).map(([id, shot]) => ({
    id,
    ...(typeof shot === 'string' ? { prompt: shot } : shot),
  }));
  // JSON is YAML.
  return JSON.stringify({
    version: 1,
    title: 'A test',
    output: { file: 'film.mp4', aspect: '1:1', resolution: '720p', fps: 24 },
    defaults: { provider: 'house', duration: 0.4 },
    shots: written,
  });
}
