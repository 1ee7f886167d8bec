import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { codeCacheFolder, keepCode, readCode } from './code-cache.ts';

/**
 * Loads a bundle of this folder together with the code that an earlier run compiled for it: every function that was
 * used then. Node's own compile cache keeps only what is compiled before anything runs; for a command that ends after
 * a few milliseconds of work, that is a quarter of its time.
 *
 * @param file a bundle in CommonJS form that requires nothing, in ASCII
 * @param digest of the bundle's text
 */
export function loadWarm(file: string, digest: string): Readonly<Record<string, unknown>> {
  const path = join(import.meta.dirname, file);
  // One byte a character: the text is hashed and kept as it is.
  const source = `(function(module){${readFileSync(path, 'latin1')}\n})`;
  const folder = codeCacheFolder(process.env, process.platform);
  const earlier = `${file}-${process.version}-${process.arch}-`;
  const name = `${earlier}${digest}`;
  const cachedData = folder === undefined ? undefined : readCode(folder, name);
  const script = new Script(source, { filename: path, ...(cachedData === undefined ? {} : { cachedData }) });
  if (folder !== undefined && (cachedData === undefined || script.cachedDataRejected === true)) {
    process.once('exit', () => {
      keepCode(folder, name, script.createCachedData(), (other) => other.startsWith(earlier));
    });
  }
  const module = { exports: {} };
  script.runInThisContext()(module);
  return module.exports;
}
