import type { ModelSpec } from '../provider/model.ts';
import type { GenerationRequest, RequestReference } from '../provider/request.ts';
import { spellPrompt } from '../provider/spell-prompt.ts';
import { continuedReference } from '../storyboard/continuity.ts';
import type { KnownRoute } from '../storyboard/resolve-routes.ts';
import type { ResolvedReference, ResolvedShot } from '../storyboard/resolved.ts';
import type { Digest, Fingerprint } from './plan.ts';

/** What the files behind references hold, by reference name; references by URL are not in it. */
export type ReferenceDigests = ReadonlyMap<string, { readonly digest: Digest; readonly sizeBytes: number }>;

/**
 * The request that a provider would get for a shot: the prompt as the model spells it, references in the model's order,
 * and nothing that the model has no parameter for (the rules have said so where the storyboard asks for it).
 *
 * `continued` is the fingerprint of the take that the shot goes on from.
 *
 * @throws RangeError when a reference is not declared or the digest of its file is not there.
 */
export function normaliseRequest(input: {
  readonly shot: ResolvedShot;
  readonly route: KnownRoute;
  readonly references: ReadonlyMap<string, ResolvedReference>;
  readonly digests: ReferenceDigests;
  readonly continued?: Fingerprint | undefined;
}): GenerationRequest {
  const { shot } = input;
  const { provider, model } = input.route;
  const { prompt, ordered } = spellPrompt(model, shot.promptParts, attachedReferences(input));
  return {
    provider: provider.id,
    model: model.id,
    prompt,
    negativePrompt: model.negativePrompt === undefined ? undefined : shot.negativePrompt,
    references: ordered,
    duration: shot.duration,
    resolution: shot.resolution,
    aspect: model.aspects.includes(shot.aspect) ? shot.aspect : undefined,
    audio: model.audio === 'switch' ? shot.audio : undefined,
    shotType:
      shot.shotType !== undefined && model.shotTypes.includes(shot.shotType) ? shot.shotType : undefined,
    seed: model.seed === undefined ? undefined : shot.seed,
    options: knownOptions(model, shot.options),
  };
}

/** The shot's references in its own order, what it continues last so that it changes no other's number. */
function attachedReferences(input: Parameters<typeof normaliseRequest>[0]): readonly RequestReference[] {
  const { references, continues } = input.shot;
  const attached = references.map((name) =>
    requestReference(present(input.references.get(name), name), input.digests),
  );
  if (continues === undefined) return attached;
  const continued = continuedReference(continues);
  const fingerprint = present(input.continued, continued.name);
  return [...attached, { ...continued, type: 'take', fingerprint, use: continues.use }];
}

function requestReference(reference: ResolvedReference, digests: ReferenceDigests): RequestReference {
  const { name, kind, description, source } = reference;
  if (source.type === 'url') {
    return { name, kind, description, type: 'url', url: source.url, sha256: source.sha256 };
  }
  const { digest, sizeBytes } = present(digests.get(name), name);
  return { name, kind, description, type: 'file', path: source.path, digest, sizeBytes };
}

function knownOptions(
  model: ModelSpec,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const isKnown = (name: string) => Object.hasOwn(model.parameters, name);
  // The usual case at no cost: there is nothing to leave out.
  if (Object.keys(options).every(isKnown)) return options;
  return Object.fromEntries(Object.entries(options).filter(([name]) => isKnown(name)));
}

function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new RangeError(`Nothing is known of the reference ${name}.`);
  return value;
}
