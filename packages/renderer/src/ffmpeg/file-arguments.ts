import { resolve } from 'node:path';

/** No picture of a clip has more (8K has 33 million); a file that says so would only eat the memory. */
export const MAX_PIXELS = 40_000_000;

/** ffmpeg's one demuxer for the MP4 family; forcing it keeps a playlist with the name of a clip from being followed. */
const DEMUXER = 'mov';

/**
 * The name of a local file as ffmpeg takes it: never an option, never another protocol, whatever the path contains.
 * A relative path is taken from the current folder.
 */
export function fileName(path: string): string {
  return `file:${resolve(path)}`;
}

/** Arguments that open a file as an MP4 file, or as what the name of a demuxer says, and as nothing else. */
export function inputFile(
  path: string,
  options: readonly string[] = [],
  demuxer: string = DEMUXER,
): readonly string[] {
  return [
    '-protocol_whitelist',
    'file',
    '-max_pixels',
    String(MAX_PIXELS),
    ...options,
    '-f',
    demuxer,
    '-i',
    fileName(path),
  ];
}

/** The paths among arguments, as `fileName` wrote them. */
export function pathsIn(args: readonly string[]): readonly string[] {
  return args.filter((arg) => arg.startsWith('file:')).map((arg) => arg.slice('file:'.length));
}
