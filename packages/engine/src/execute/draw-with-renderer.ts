import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type CallOptions, StoryboardError, type Submission } from '@storyboard/core';
import { drawFootage, type Footage, probeMedia } from '@storyboard/renderer';
import { makeFolder } from '../files/make-folder.ts';

/** Draws a submission and yields the bytes of the MP4; the port that a provider which draws its own footage asks for. */
export type DrawSubmission = (
  submission: Submission,
  options: CallOptions & { readonly onProgress?: (fraction: number) => void },
) => AsyncIterable<Uint8Array>;

/**
 * Draws with the renderer: into a file of its own in `temporaryFolder`, which is gone when its bytes were read or the
 * reader stopped.
 *
 * @param ffmpeg path of the program
 * @param temporaryFolder absolute path; made when it is first needed
 */
export function drawWithRenderer(ffmpeg: string, temporaryFolder: string): DrawSubmission {
  return async function* draw(submission, options) {
    const outFile = join(temporaryFolder, `${randomUUID()}.mp4`);
    try {
      await drawWhole(footageOf(submission, outFile, ffmpeg), temporaryFolder, options);
      yield* createReadStream(outFile);
    } finally {
      await rm(outFile, { force: true }).catch(() => {});
    }
  };
}

/** A full disk is told from a drawing that failed, because the next drawing would fail for it as well. */
async function drawWhole(
  footage: Footage,
  folder: string,
  options: Parameters<typeof drawFootage>[1],
): Promise<void> {
  try {
    await makeFolder(folder);
    await drawFootage(footage, options);
    // Some versions of ffmpeg call it a success when the disk was full half-way.
    await probeMedia(footage.outFile);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/ENOSPC|EDQUOT|No space left|quota exceeded/i.test(message) || (await isFull(folder))) {
      throw new StoryboardError('store-unusable', `${folder}, where shots are drawn, is full.`, {
        hint: 'Make room there, or set TMPDIR to another folder.',
        cause: error,
      });
    }
    throw error;
  }
}

async function isFull(folder: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize < LEAST_BYTES;
  } catch {
    return false;
  }
}

const LEAST_BYTES = 256 * 1024;

/** What a submission has as undefined may be absent: it may have been written down as JSON in between. */
function footageOf(submission: Submission, outFile: string, ffmpeg: string): Footage {
  const { label, references, request, target } = submission;
  return {
    slate: {
      shot: label.shot,
      prompt: label.prompt,
      ...(label.caption === undefined ? {} : { caption: label.caption }),
      durationSeconds: request.duration,
      cost: label.cost,
      model: label.model,
      references: references.map(({ name, kind, description, file }) => ({
        name,
        kind,
        description,
        ...(file === undefined ? {} : { file }),
      })),
    },
    width: target.size.width,
    height: target.size.height,
    frameRate: target.frameRate,
    frames: target.frames,
    outFile,
    ffmpeg,
  };
}
