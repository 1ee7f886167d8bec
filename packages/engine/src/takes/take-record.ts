import type { Digest, Fingerprint } from '@storyboard/core';

/** What is remembered of one take that was made. */
export type TakeRecord = {
  readonly fingerprint: Fingerprint;
  readonly artifact: Digest;
  readonly sizeBytes: number;
  readonly provider: string;
  readonly model: string;
  /** Digest of the label that a local provider drew on it. */
  readonly drawnAs: Digest | undefined;
  /** When it was made, ISO 8601. */
  readonly made: string;
};

const DIGEST = /^[0-9a-f]{64}$/;

/** A record as the text of its file. */
export function writeTakeRecord(record: TakeRecord): string {
  return `${JSON.stringify({ format: 1, ...record }, undefined, 2)}\n`;
}

/** The record that a file's text holds; absent when the text is damaged or of another format. */
export function readTakeRecord(text: string): TakeRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, fingerprint, artifact, sizeBytes, provider, model, drawnAs, made } = value as Record<
    keyof TakeRecord | 'format',
    unknown
  >;
  if (format !== 1 || !isDigest(fingerprint) || !isDigest(artifact)) return undefined;
  if (typeof sizeBytes !== 'number' || !Number.isSafeInteger(sizeBytes)) return undefined;
  if (typeof provider !== 'string' || typeof model !== 'string' || typeof made !== 'string') return undefined;
  if (drawnAs !== undefined && !isDigest(drawnAs)) return undefined;
  return { fingerprint, artifact, sizeBytes, provider, model, drawnAs, made };
}

function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && DIGEST.test(value);
}
