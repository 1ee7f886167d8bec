import type { Catalogue } from '../provider/model.ts';
import type { Label } from '../provider/request.ts';
import type { ResolvedShot } from '../storyboard/resolved.ts';
import type { FrameRate, PictureSize } from '../units.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Cost } from './cost.ts';
import { costText } from './cost-text.ts';
import type { Hash } from './fingerprint.ts';
import type { Digest } from './plan.ts';
import { routeModel } from './route-model.ts';

/** The form in which a labelled take is drawn. */
export type LabelTarget = {
  readonly size: PictureSize;
  readonly frameRate: FrameRate;
  readonly frames: number;
};

/** What is written on a shot's drawn footage; nothing about money where `cost` is absent or zero. */
export function labelFor(shot: ResolvedShot, catalogue: Catalogue, cost?: Cost): Label {
  const free = cost === undefined || (cost.known && cost.amount === 0);
  return {
    shot: shot.id,
    prompt: shot.prompt,
    caption: shot.caption,
    cost: free ? '' : costText(cost),
    model: routeModel(catalogue, shot.routes[0]).model.title,
  };
}

/** Digest of all that a drawn take shows beyond its request; another one means that it is drawn again. */
export function labelDigest(label: Label, target: LabelTarget, hash: Hash): Digest {
  const { size, frameRate, frames } = target;
  return hash(canonicalJson({ label, target: { size, frameRate, frames }, v: 1 }));
}
