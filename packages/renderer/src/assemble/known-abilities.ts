import { createHash } from 'node:crypto';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type FfmpegAbilities, readAbilities } from '../ffmpeg/read-abilities.ts';
import { readEncoders } from '../ffmpeg/read-encoders.ts';
import { readOutput } from '../ffmpeg/read-output.ts';
import { fileMark } from './digest-file.ts';

/** What an ffmpeg can do, and which one it is. */
export type KnownFfmpeg = {
  readonly abilities: FfmpegAbilities;
  /** Its own word on its version and on its libraries'. */
  readonly version: string;
  readonly encoders: ReadonlySet<string>;
};

/**
 * Asks an ffmpeg what it can do, and notes the answer for the next time: to ask takes as long as to join a hundred
 * clips. Another program, or a newer one at the same place, is asked again.
 *
 * @param held - The folder of files that are held, and the time of day in milliseconds since 1970.
 */
export async function knownAbilities(
  ffmpeg: string,
  held: { readonly folder: string; readonly now: () => number },
  signal: AbortSignal | undefined,
): Promise<KnownFfmpeg> {
  const mark = await fileMark(ffmpeg).catch(() => undefined);
  const key = createHash('sha256')
    .update(JSON.stringify(['ffmpeg', mark]))
    .digest('hex');
  const note = join(held.folder, `${key}.json`);
  const noted = mark === undefined ? undefined : await readFile(note, 'utf8').then(parse, () => undefined);
  const used = held.now() / 1000;
  if (noted !== undefined) {
    await utimes(note, used, used).catch(() => {});
    return noted;
  }
  const [abilities, version, encoders] = await Promise.all([
    readAbilities(ffmpeg, signal),
    readOutput({ ffmpeg, args: ['-version'], signal }),
    readEncoders(ffmpeg, signal),
  ]);
  const known = { abilities, version, encoders };
  const written = { transitions: [...abilities.transitions], version, encoders: [...encoders] };
  // A note that does not hold all would be believed for a long time.
  const isWhole = abilities.transitions.size > 0 && encoders.size > 0 && version !== '';
  // Without it the next assembly asks again.
  if (isWhole) {
    await writeFile(note, JSON.stringify(written)).catch(() => {});
    await utimes(note, used, used).catch(() => {});
  }
  return known;
}

/** What is no note of ours is asked for again. */
function parse(text: string): KnownFfmpeg | undefined {
  try {
    const { transitions, version, encoders } = JSON.parse(text);
    if (!Array.isArray(transitions) || !Array.isArray(encoders)) return undefined;
    const abilities = { transitions: new Set<string>(transitions) };
    return { abilities, version, encoders: new Set<string>(encoders) };
  } catch {
    return undefined;
  }
}
