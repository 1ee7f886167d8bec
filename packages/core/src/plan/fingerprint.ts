import type { Json } from '../provider/operation.ts';
import type { GenerationRequest, RequestReference } from '../provider/request.ts';
import { type CanonicalValue, canonicalJson } from './canonical-json.ts';
import type { Digest, Fingerprint } from './plan.ts';

/** SHA-256 of the UTF-8 of a text, in lower-case hex; comes in as an argument because core has no cryptography. */
export type Hash = (text: string) => Digest;

/** Raised when what decides a take changes its form, so that old fingerprints never mean something new. */
const VERSION = 1;

/**
 * What decides a take, as canonical JSON: the request without anything that may change for free. References count by
 * content: no names, descriptions or paths (where a model reads a description, it is in the prompt).
 */
export function requestIdentity(request: GenerationRequest): string {
  return canonicalJson({
    aspect: request.aspect,
    audio: request.audio,
    duration: request.duration,
    model: request.model,
    negativePrompt: request.negativePrompt,
    options: request.options as Readonly<Record<string, Json>>,
    prompt: request.prompt,
    provider: request.provider,
    references: request.references.map(referenceIdentity),
    resolution: request.resolution,
    seed: request.seed,
    shotType: request.shotType,
  });
}

/**
 * The fingerprint of take `take` (counted from 1) of a request given as `requestIdentity`.
 *
 * `copy`, from 2, tells drawn takes of equal requests apart, which differ in their labels only.
 */
export function fingerprintOf(identity: string, take: number, hash: Hash, copy = 1): Fingerprint {
  // Canonical as it stands: the keys are in order and the identity is canonical itself.
  const suffix = `"request":${identity},"take":${take},"v":${VERSION}}`;
  return hash(copy === 1 ? `{${suffix}` : `{"copy":${copy},${suffix}`);
}

function referenceIdentity(reference: RequestReference): CanonicalValue {
  const { kind, type } = reference;
  if (reference.type === 'file') return { digest: reference.digest, kind, type };
  if (reference.type === 'url') return { kind, sha256: reference.sha256, type, url: reference.url };
  return { fingerprint: reference.fingerprint, kind, type, use: reference.use };
}
