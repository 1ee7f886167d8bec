import { isStoryboardError } from '@storyboard/core';
import type { Check } from './check.ts';

const FROM = { explicit: 'as named', package: 'from the package ffmpeg-static', path: 'from PATH' } as const;

/** Whether there is an ffmpeg that can do what is needed. */
export async function checkFfmpeg(
  explicit: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Check> {
  const { findFfmpeg } = await import('@storyboard/renderer');
  try {
    const { path, version, from } = await findFfmpeg({ explicit, environment });
    return {
      name: 'ffmpeg',
      status: 'ok',
      found: `${version} with libx264 and xfade, ${path} (${FROM[from]})`,
    };
  } catch (thrown) {
    if (!isStoryboardError(thrown)) throw thrown;
    const { message, hint } = thrown;
    return {
      name: 'ffmpeg',
      status: 'problem',
      found: message,
      ...(hint === undefined ? {} : { advice: hint }),
    };
  }
}
