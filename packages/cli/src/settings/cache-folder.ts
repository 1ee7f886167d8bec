import { isAbsolute, join } from 'node:path';
import type { Environment } from './environment.ts';

/** Where this user's own caches of the program are, outside every project; undefined where the environment names no place. */
export function cacheFolder(environment: Environment, platform: NodeJS.Platform): string | undefined {
  const named = environment['XDG_CACHE_HOME'] ?? '';
  if (isAbsolute(named)) return join(named, 'storyboard');
  const home = platform === 'win32' ? environment['LOCALAPPDATA'] : environment['HOME'];
  if (home === undefined || !isAbsolute(home)) return undefined;
  const below = platform === 'win32' ? [] : platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
  return join(home, ...below, 'storyboard');
}
