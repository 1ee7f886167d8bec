import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallOptions, Submission } from '@storyboard/core';
import { drawFootage } from '@storyboard/renderer';

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
      await mkdir(temporaryFolder, { recursive: true });
      await drawFootage(footageOf(submission, outFile, ffmpeg), options);
      yield* createReadStream(outFile);
    } finally {
      await rm(outFile, { force: true }).catch(() => {});
    }
  };
}

/** What a submission has as undefined may be absent: it may have been written down as JSON in between. */
function footageOf(submission: Submission, outFile: string, ffmpeg: string) {
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
