import type { Cost } from '../plan/cost.ts';
import { NOTHING_HELD } from '../plan/nothing-held.ts';
import type { Held, HeldDoubt, HeldJob } from '../plan/plan.ts';
import { planRender } from '../plan/plan-render.ts';
import type { PlanInput } from '../plan/planning.ts';
import type {
  PromptPart,
  ResolvedReference,
  ResolvedShot,
  ResolvedStoryboard,
  ShotRoute,
} from '../storyboard/resolved.ts';
import { frameRate, fromUsd } from '../units.ts';
import { EXAMPLE_CATALOGUE } from './example-catalogue.ts';

const AT = { path: 'film.yaml', pointer: [] };

/** The route of a paid provider for tests. */
export const PAPER: ShotRoute = { provider: 'paper', model: 'paper/one' };
/** The route of another one. */
export const INK: ShotRoute = { provider: 'ink', model: 'ink-1' };

/** A price for tests that is known. */
export function knownCost(dollars: number): Cost {
  const from = { source: '', asOf: '2026-11-22', estimated: false };
  return { known: true, amount: fromUsd(dollars), from, detail: '' };
}

/** References for tests: two files and an address. */
export const EXAMPLE_REFERENCES: readonly ResolvedReference[] = [
  reference('mona', 'video', { type: 'file', path: 'refs/mona.mp4' }, 'the woman of the portrait'),
  reference('gallery', 'image', { type: 'file', path: 'refs/gallery.png' }, 'a long hall'),
  reference('raccoon', 'video', { type: 'url', url: 'https://paper.example/raccoon.mp4' }, 'a raccoon'),
];

/** A shot for tests; its prompt's `@names` are found in the plainest way. */
export function exampleShot(id: string, changes: Partial<ResolvedShot> = {}): ResolvedShot {
  const prompt = changes.prompt ?? `Shot ${id}.`;
  const promptParts = changes.promptParts ?? partsOf(prompt);
  const named = promptParts.flatMap((part) => ('reference' in part ? [part.reference] : []));
  return {
    id,
    prompt,
    promptParts,
    negativePrompt: undefined,
    references: [...new Set(named)],
    continues: undefined,
    routes: [PAPER],
    duration: 5,
    resolution: '720p',
    aspect: '16:9',
    audio: false,
    shotType: undefined,
    seed: undefined,
    takes: 1,
    priority: 0,
    caption: undefined,
    fit: 'letterbox',
    match: undefined,
    transition: undefined,
    options: {},
    stated: new Set(),
    at: AT,
    ...changes,
  };
}

/** A storyboard for tests: 24 frames a second, 1280 by 720, no budget. */
export function exampleStoryboard(
  shots: readonly ResolvedShot[],
  budget: Partial<ResolvedStoryboard['budget']> = {},
  references: readonly ResolvedReference[] = EXAMPLE_REFERENCES,
): ResolvedStoryboard {
  return {
    path: 'film.yaml',
    title: 'Example',
    budget: { limit: undefined, total: undefined, onExceed: 'fail', ...budget },
    output: {
      file: 'film.mp4',
      aspect: '16:9',
      resolution: '720p',
      size: { width: 1280, height: 720 },
      frameRate: frameRate(24),
      codec: 'h264',
      quality: 'standard',
      preset: undefined,
      fadeOut: 0,
      deliveries: { poster: undefined, gif: undefined, contactSheet: undefined },
    },
    references: new Map(references.map((one) => [one.name, one])),
    shots,
    soundtrack: { music: undefined, loudness: undefined },
  };
}

/** What a plan for tests is made from; texts stand for their own hashes. */
export function exampleInput(storyboard: ResolvedStoryboard, changes: Partial<PlanInput> = {}): PlanInput {
  return {
    storyboard,
    catalogue: EXAMPLE_CATALOGUE,
    digests: new Map([
      ['mona', { digest: 'digest of mona', sizeBytes: 1000 }],
      ['gallery', { digest: 'digest of the gallery', sizeBytes: 2000 }],
    ]),
    held: NOTHING_HELD,
    hash: (text) => text,
    ...changes,
  };
}

/** The plan of some shots under a budget. */
export function planOf(
  shots: readonly ResolvedShot[],
  budget: Partial<ResolvedStoryboard['budget']> = {},
  changes: Partial<PlanInput> = {},
): ReturnType<typeof planRender> {
  return planRender(exampleInput(exampleStoryboard(shots, budget), changes));
}

/** The fingerprints of all takes of some shots. */
export function fingerprintsOf(shots: readonly ResolvedShot[]): readonly string[] {
  return planOf(shots).plan.takes.map(({ fingerprint }) => fingerprint);
}

/** A ledger for tests in which footage of some fingerprints is held. */
export function heldTakes(fingerprints: Iterable<string>, changes: Partial<Held> = {}): Held {
  const artifacts = [...fingerprints].map(
    (fingerprint) => [fingerprint, { artifact: `footage of ${fingerprint}`, drawnAs: undefined }] as const,
  );
  return { ...NOTHING_HELD, artifacts: new Map(artifacts), ...changes };
}

/** A job for tests that this storyboard submitted for `gone/1` and that runs. */
export function heldJob(changes: Partial<HeldJob> = {}): HeldJob {
  const base = { job: 'j.1', shot: 'gone', take: 1, provider: 'paper', operation: { job: '7' }, own: true };
  return { ...base, ...changes };
}

/** A submission for tests of which nobody knows whether it was taken. */
export function heldDoubt(dollars: number, changes: Partial<HeldDoubt> = {}): HeldDoubt {
  return {
    job: 'd.1',
    submissionId: 's1',
    shot: 'gone',
    take: 1,
    provider: 'paper',
    cost: knownCost(dollars),
    reason: 'no answer came',
    own: true,
    ...changes,
  };
}

function reference(
  name: string,
  kind: ResolvedReference['kind'],
  source: ResolvedReference['source'],
  description: string,
): ResolvedReference {
  return { name, kind, source, description, at: AT };
}

function partsOf(prompt: string): readonly PromptPart[] {
  return prompt
    .split(/(@[a-z]+)/)
    .filter((text) => text !== '')
    .map((text) => (text.startsWith('@') ? { reference: text.slice(1) } : { text }));
}
