/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a media program may need to start: where programs, libraries, folders and the language are. */
const PASSED = new Set([
  'COMSPEC',
  'DYLD_FALLBACK_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'HOME',
  'LANG',
  'LD_LIBRARY_PATH',
  'PATH',
  'PATHEXT',
  'SYSTEMDRIVE',
  'SYSTEMROOT',
  'TEMP',
  'TMP',
  'TMPDIR',
  'USERPROFILE',
  'WINDIR',
]);

/**
 * The environment that ffmpeg gets: a short list of names and nothing else. So no key of a provider reaches it, no
 * proxy, and no `FFREPORT` that would make it write its arguments to a file.
 */
export function childEnvironment(environment: Environment): Readonly<Record<string, string>> {
  const passed = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && PASSED.has(entry[0].toUpperCase()),
  );
  return Object.fromEntries([...passed, ['LC_ALL', 'C']]);
}
