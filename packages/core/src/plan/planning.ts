import type { Catalogue } from '../provider/model.ts';
import type { Label } from '../provider/request.ts';
import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import type { Ceiling } from './budget.ts';
import type { Hash } from './fingerprint.ts';
import type { LabelTarget } from './label.ts';
import type { ReferenceDigests } from './normalise-request.ts';
import type { Digest, Fingerprint, Held } from './plan.ts';

/** Everything a plan is made from. */
export type PlanInput = {
  readonly storyboard: ResolvedStoryboard;
  readonly catalogue: Catalogue;
  readonly digests: ReferenceDigests;
  readonly held: Held;
  /** The picked take of each shot; 1 where nothing is said, or where the shot has no such take. */
  readonly picks?: ReadonlyMap<string, number>;
  /** Fingerprints of the takes that are in the film; of several takes that would do, these are used. */
  readonly locked?: ReadonlySet<Fingerprint>;
  /** Limits beside the storyboard's own. */
  readonly ceilings?: readonly Ceiling[];
  /** Carries out takes of unknown price as well. */
  readonly allowUnpriced?: boolean;
  /** The shots to make. Of others, only what is held and what these go on from is in the plan. */
  readonly only?: ReadonlySet<string>;
  readonly hash: Hash;
  /** Digest of what a local provider draws; without it, drawn takes never count as out of date. */
  readonly drawnAs?: (label: Label, target: LabelTarget) => Digest;
  /** Labels by shot, where they say something else than the storyboard's own, as in a preview. */
  readonly labels?: ReadonlyMap<string, Label>;
};

/** The take of a shot that goes into the film, counted from 1. */
export function pickedTake(
  { picks }: Pick<PlanInput, 'picks'>,
  shot: { readonly id: string; readonly takes: number },
): number {
  const picked = picks?.get(shot.id) ?? 1;
  return Number.isInteger(picked) && picked >= 1 && picked <= shot.takes ? picked : 1;
}

/** Name of one take within a plan. */
export function takeId(shot: string, take: number): string {
  return `${shot}/${take}`;
}
