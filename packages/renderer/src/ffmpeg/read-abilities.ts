import { readOutput } from './read-output.ts';

/** What differs between ffmpeg versions and matters here. */
export type FfmpegAbilities = {
  /** Types of transition that its xfade filter knows. */
  readonly transitions: ReadonlySet<string>;
};

/** Asks an ffmpeg what it can do; takes a tenth of a second. */
export async function readAbilities(ffmpeg: string, signal?: AbortSignal): Promise<FfmpegAbilities> {
  const filter = await readOutput({ ffmpeg, args: ['-h', 'filter=xfade'], signal });
  const names = [...filter.matchAll(/^ {5}([a-z]+) +\d+ +\.\./gm)].map((match) => match[1] ?? '');
  return { transitions: new Set(names) };
}
