import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { codeCacheFolder, openOwnFolder } from './code-cache.ts';

/**
 * Lets Node keep what it compiles of the modules that are loaded from here on, in this user's own cache. Node's own place
 * for it is the temporary folder that everybody on a machine shares, and compiled code is run as it is.
 */
export function keepModules(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): void {
  // Node has done it already, where the user said.
  if ((environment['NODE_COMPILE_CACHE'] ?? '') !== '') return;
  const code = codeCacheFolder(environment, platform);
  if (code === undefined) return;
  const folder = join(dirname(code), 'modules');
  if (openOwnFolder(folder)) enableCompileCache(folder);
}
