import { probeMedia } from '@storyboard/renderer';

/** How far the length of footage may be from what was asked for: models round, but never by more than both of these. */
const TOLERANCE_SECONDS = 0.5;
const TOLERANCE_PART = 0.25;

/**
 * Looks whether a file is an MP4 with pictures, of about the length that was asked for.
 *
 * @throws Error that says what it is instead
 */
export async function checkFootage(file: string, duration: number): Promise<void> {
  const { video } = await probeFootage(file);
  if (video === undefined) throw new Error('The provider sent sound without pictures.');
  const tolerance = Math.max(TOLERANCE_SECONDS, TOLERANCE_PART * duration);
  if (Math.abs(video.durationSeconds - duration) > tolerance) {
    throw new Error(
      `The provider sent ${video.durationSeconds.toFixed(2)} seconds of footage where ${duration} were asked for.`,
    );
  }
}

/** The file's own name means nothing to the user, so it is not in the message. */
async function probeFootage(file: string) {
  try {
    return await probeMedia(file);
  } catch (cause) {
    throw new Error('The provider sent something that is not an MP4 video.', { cause });
  }
}
