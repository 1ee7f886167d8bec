import { probeMedia } from '@storyboard/renderer';

/** How far the length of footage may be from what was asked for: models round, but never by more than both of these. */
const TOLERANCE_SECONDS = 0.5;
const TOLERANCE_PART = 0.25;

/** Whether a file is what was asked for, or what it is instead, in a sentence without its end. */
export type FootageVerdict =
  | { readonly fit: true }
  /** `isVideo`: it can be looked at, and may be worth keeping. */
  | { readonly fit: false; readonly isVideo: boolean; readonly what: string };

/** Looks whether a file is an MP4 with pictures, whole, and of about the length that was asked for. */
export async function checkFootage(file: string, duration: number): Promise<FootageVerdict> {
  const facts = await probeFootage(file);
  if (facts === undefined) {
    return { fit: false, isVideo: false, what: 'The provider sent something that is not an MP4 video' };
  }
  const { video } = facts;
  if (video === undefined) {
    return { fit: false, isVideo: false, what: 'The provider sent sound without pictures' };
  }
  const tolerance = Math.max(TOLERANCE_SECONDS, TOLERANCE_PART * duration);
  if (Math.abs(video.durationSeconds - duration) <= tolerance) return { fit: true };
  const [least, most] = [duration - tolerance, duration + tolerance].map((seconds) => plain(seconds));
  const what = `The provider sent ${plain(video.durationSeconds)} s of footage where ${duration} s were asked for; ${least} to ${most} s are taken`;
  return { fit: false, isVideo: true, what };
}

function plain(seconds: number): number {
  return Number(Math.max(0, seconds).toFixed(2));
}

/** The file's own name means nothing to the user, so what the probe says of it is not told. */
async function probeFootage(file: string) {
  try {
    return await probeMedia(file);
  } catch {
    return undefined;
  }
}
