import { readOutput } from './read-output.ts';

/** Asks an ffmpeg for the names of its encoders of pictures. */
export async function readEncoders(ffmpeg: string, signal?: AbortSignal): Promise<ReadonlySet<string>> {
  const list = await readOutput({ ffmpeg, args: ['-encoders'], signal });
  return new Set([...list.matchAll(/^ V\S{5} (\S+)/gm)].map((match) => match[1] ?? ''));
}
