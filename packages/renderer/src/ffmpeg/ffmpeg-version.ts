/** ffmpeg 4.4, by its libavutil: the first with every part that is used. Builds from git have no version number. */
const OLDEST_LIBAVUTIL = { major: 56, minor: 70 };

/** What `ffmpeg -version` says of itself; `recentEnough` is about 4.4, the oldest that is used. */
export type FfmpegVersion = { readonly version: string; readonly recentEnough: boolean };

/** Reads the output of `ffmpeg -version`; undefined when another program wrote it. */
export function readFfmpegVersion(output: string): FfmpegVersion | undefined {
  const version = /^ffmpeg version (\S+)/m.exec(output)?.[1];
  const library = /^libavutil +(\d+)\. *(\d+)\./m.exec(output);
  if (version === undefined || library === null) return undefined;
  const [major, minor] = [Number(library[1]), Number(library[2])];
  const { major: oldestMajor, minor: oldestMinor } = OLDEST_LIBAVUTIL;
  return { version, recentEnough: major > oldestMajor || (major === oldestMajor && minor >= oldestMinor) };
}
