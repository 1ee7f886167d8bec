import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * The names, versions and licence texts of the packages of others that are part of a bundle.
 *
 * @param {import('esbuild').Metafile['outputs']} outputs
 * @param {string} folder that the outputs' paths are relative to
 * @returns {string}
 */
export function licencesOf(outputs, folder) {
  const used = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const packages = new Set(used.flatMap(([path]) => packageFolderOf(path)));
  return [...packages]
    .sort()
    .map((path) => describe(join(folder, path)))
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** @param {string} path */
function packageFolderOf(path) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.split(sep).join('/'));
  return match?.[1] === undefined ? [] : [match[1]];
}

/** @param {string} folder */
function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (file === undefined || !existsSync(join(folder, file))) {
    throw new Error(`${name} has no licence file; what goes into the bundle must bring its own.`);
  }
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
}
