import type { Failure, ReadyReference, ReferenceKind } from '@storyboard/core';
import { mediaType } from './media-type.ts';

/** Reads a file of the project; providers touch none themselves. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** Larger than any service here takes; keeps a request from filling the memory. */
const MAX_BYTES = 100_000_000;
const MAX_TOTAL_BYTES = 250_000_000;

/** The addresses of a submission's references, by kind, in the order in which the model counts them. */
export type ReferenceUrls = Readonly<Record<ReferenceKind, readonly string[]>>;

/**
 * References as a service can be given them: a URL as it is, a file as `data:` URI. A failure where one cannot be: it
 * is certain that nothing was sent.
 */
export async function referenceUrls(
  references: readonly ReadyReference[],
  readFile: ReadFile,
): Promise<{ readonly urls: ReferenceUrls } | { readonly failure: Failure }> {
  const urls: Record<ReferenceKind, string[]> = { image: [], video: [] };
  let totalBytes = 0;
  for (const reference of references) {
    if (reference.type === 'url') {
      urls[reference.kind].push(reference.url);
      continue;
    }
    if (reference.file === undefined) return impossible(reference, 'has no file');
    if (reference.type === 'file' && reference.sizeBytes > MAX_BYTES) return impossible(reference, TOO_LARGE);
    const bytes = await readFile(reference.file).catch(() => undefined);
    if (bytes === undefined) return impossible(reference, 'cannot be read');
    totalBytes += bytes.length;
    if (bytes.length > MAX_BYTES || totalBytes > MAX_TOTAL_BYTES) return impossible(reference, TOO_LARGE);
    const type = mediaType(bytes, reference.kind);
    urls[reference.kind].push(`data:${type};base64,${Buffer.from(bytes).toString('base64')}`);
  }
  return { urls };
}

const TOO_LARGE = 'is too large to be sent within a request; give it a public URL instead';

function impossible({ name }: ReadyReference, what: string): { readonly failure: Failure } {
  return { failure: { kind: 'invalid-input', message: `The reference @${name} ${what}.` } };
}
