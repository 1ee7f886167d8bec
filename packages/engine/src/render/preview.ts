import {
  type Held,
  labelDigest,
  NOTHING_HELD,
  type ProviderSpec,
  planRender,
  type ResolvedStoryboard,
  StoryboardError,
} from '@storyboard/core';
import { storeFolderAt } from '../artifacts/open-store-folder.ts';
import { knownShots, planStoryboard } from '../plan/plan-storyboard.ts';
import { sha256 } from '../plan/sha256.ts';
import { planWhole } from '../takes/plan-whole.ts';
import { announceInvalid, announceStart } from './announce.ts';
import { carryOut, labelsOf, requireProviders } from './carry-out.ts';
import { chooseOutputs } from './choose-outputs.ts';
import type { CarryOutOptions, PreviewOptions, RenderResult } from './render-options.ts';

/**
 * Makes the free animatic of a storyboard: the cut and the timing that a render would have, every shot drawn on this
 * machine and labelled with what the storyboard's own providers would charge. The result's plan is that priced plan; its
 * budget stops nothing here. Never `refused` nor `declined`.
 *
 * @throws StoryboardError as `render` does
 */
export async function preview(options: PreviewOptions): Promise<RenderResult> {
  // Every shot is priced, whichever are drawn: a shot's label says what it costs. A budget drops none and changes none.
  const { only: named, ...everyShot } = options;
  const priced = await planStoryboard(options.file, { ...everyShot, asWritten: true });
  options.onSources?.(priced.texts);
  if (!priced.ok) return announceInvalid(priced, priced.diagnostics, options.onEvent);
  const { diagnostics, texts } = priced;
  const { catalogue, outFile, contactSheet, onEvent } = options;
  const quick = { ...priced.storyboard, output: quickOutput(priced.storyboard.output) };
  const outputs = await chooseOutputs({
    ...priced,
    storyboard: quick,
    outFile,
    contactSheet,
    suffix: '.preview',
  });
  if ('severity' in outputs) return announceInvalid(priced, [...diagnostics, outputs], onEvent);
  const labels = labelsOf(priced.storyboard, priced.plan, catalogue);
  const only = named === undefined ? {} : { only: knownShots(named, priced.storyboard) };
  const drawn = drawnStoryboard(quick, localProvider(options));
  const planWith = (held: Held) =>
    planRender({
      storyboard: drawn,
      catalogue,
      digests: priced.digests,
      held,
      hash: sha256,
      drawnAs: (label, target) => labelDigest(label, target, sha256),
      labels,
      ...only,
    });
  const store = storeFolderAt(priced.storeFolder);
  // What is paid for and runs is no preview's to fetch.
  const footage = { ...priced.held, inFlight: NOTHING_HELD.inFlight, inDoubt: NOTHING_HELD.inDoubt };
  const { plan, storyboard, held } = await planWhole(footage, planWith, { store, signal: options.signal });
  announceStart(priced, plan, onEvent);
  requireProviders(plan, held, options);
  const { report, error } = await carryOut(
    { ...priced, plan, storyboard, held, labels, partial: named !== undefined, outputs, forPreview: true },
    options,
  );
  const result = { plan: priced.plan, report, drawnOver: [], diagnostics, texts };
  return error === undefined ? { status: 'done', ...result } : { status: 'not-assembled', error, ...result };
}

function localProvider({ catalogue }: CarryOutOptions): ProviderSpec {
  const local = catalogue.find((provider) => provider.local);
  if (local === undefined) {
    throw new StoryboardError('provider-unavailable', 'No provider draws on this machine.');
  }
  return local;
}

/** Quick to make and to play anywhere; what belongs beside the film is not made of its animatic. */
function quickOutput(output: ResolvedStoryboard['output']): ResolvedStoryboard['output'] {
  return {
    ...output,
    file: output.file.replace(/\.\w+$/, '.mp4'),
    codec: 'h264',
    quality: 'draft',
    preset: undefined,
    deliveries: { poster: undefined, gif: undefined, contactSheet: undefined },
  };
}

/** One drawing stands for all takes of a shot: they would look the same. */
function drawnStoryboard(storyboard: ResolvedStoryboard, provider: ProviderSpec): ResolvedStoryboard {
  const routes = [{ provider: provider.id, model: provider.defaultModel }] as const;
  return {
    ...storyboard,
    budget: { limit: undefined, total: undefined, onExceed: 'fail' },
    shots: storyboard.shots.map((shot) => ({ ...shot, routes, takes: 1 })),
  };
}
