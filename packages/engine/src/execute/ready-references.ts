import { lstat, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Digest, ReadyReference, RequestReference } from '@storyboard/core';
import { extractFrame } from '@storyboard/renderer';
import { artifactFile } from '../artifacts/artifact-store.ts';
import type { Execution } from './execution.ts';

/**
 * The references of a request with their bytes at hand: files of the project, and of the footage that it goes on from
 * (`continued`) the clip or its last frame, which is taken out of the clip once and kept.
 */
export async function readyReferences(
  execution: Execution,
  references: readonly RequestReference[],
  continued: Digest | undefined,
): Promise<readonly ReadyReference[]> {
  return Promise.all(
    references.map(async (reference) => {
      switch (reference.type) {
        case 'url':
          return reference;
        case 'file':
          return { ...reference, file: await unchangedFile(execution, reference.path) };
        case 'take':
          return { ...reference, file: await fileOfTake(execution, reference, continued) };
      }
    }),
  );
}

/** A take is remembered by the bytes that were there when it was planned, so it is never made of others. */
async function unchangedFile({ files }: Execution, path: string): Promise<string> {
  const found = files.get(path);
  if (found === undefined) throw new RangeError(`The reference ${path} was not looked at before planning.`);
  const { size, mtimeMs } = await stat(found.file);
  if (size !== found.sizeBytes || mtimeMs !== found.changedMs) {
    throw new Error(`The reference ${path} was changed while the film was made; render again.`);
  }
  return found.file;
}

async function fileOfTake(
  execution: Execution,
  reference: RequestReference & { readonly type: 'take' },
  continued: Digest | undefined,
): Promise<string> {
  if (continued === undefined) throw new RangeError(`The take that ${reference.name} names is not there.`);
  const clip = artifactFile(execution.store, continued);
  if (reference.use === 'clip') return clip;
  const frame = join(execution.store.cache, 'frames', `${continued}.last.png`);
  if (await isThere(frame)) return frame;
  const { ffmpeg, signal } = execution;
  await extractFrame({ file: clip, at: 'last', outFile: frame, ffmpeg, signal });
  return frame;
}

/** A link would hand over whatever it leads to; it is replaced. */
async function isThere(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isFile();
  } catch {
    return false;
  }
}
