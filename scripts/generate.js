import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, say } from './workspace.js';

/**
 * One file that is made from the sources: a path from the root, and the whole text.
 *
 * @typedef {{ readonly path: string, readonly text: string }} GeneratedFile
 */

/**
 * Every module in scripts/generate/ exports `files()`, which makes its files from the packages' sources.
 * `pnpm generate` writes them; `pnpm generate --check` writes nothing and fails where one is out of date.
 */
const folder = join(root, 'scripts', 'generate');
const check = process.argv.includes('--check');
const stale = [];
let total = 0;

const generators = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : [];
for (const name of generators.sort()) {
  /** @type {{ files: () => Promise<readonly GeneratedFile[]> }} */
  const generator = await import(pathToFileURL(join(folder, name)).href);
  for (const file of await generator.files()) {
    total += 1;
    if (readText(file.path) !== file.text) {
      stale.push(file.path);
      if (!check) {
        mkdirSync(dirname(join(root, file.path)), { recursive: true });
        writeFileSync(join(root, file.path), file.text);
      }
    }
  }
}

if (stale.length === 0) {
  say(`${total} generated files are up to date.`);
} else if (check) {
  say(`Out of date:\n${stale.map((path) => `  ${path}\n`).join('')}Write them anew:\n\n  pnpm generate\n`);
  process.exitCode = 1;
} else {
  say(`Written:\n${stale.map((path) => `  ${path}`).join('\n')}`);
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}
