import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageManager, pnpm, root, say } from './workspace.js';

const stamp = join(root, 'node_modules', '.storyboard-set-up');

/**
 * Brings node_modules in line with the lockfile; does nothing, in milliseconds, where it is already.
 *
 * @returns {boolean} whether the packages are there
 */
export function installPackages() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wantedAndInstalled()) {
    say('Packages: in line with the lockfile.');
    return true;
  }
  say(`Packages: installing with ${packageManager.replace('@', ' ')}, the first time takes a minute …`);
  const ended = pnpm(['install', '--frozen-lockfile'], { quiet: true, env: { CI: 'true' } });
  if (!ended.ok) {
    say(ended.output.trimEnd());
    say('The packages could not be installed; the lines above are what the package manager said.');
    return false;
  }
  writeFileSync(stamp, wantedAndInstalled());
  return true;
}

/** Both sides count: the lockfile may have moved on, or someone may have installed for another one since. */
function wantedAndInstalled() {
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'package.json'));
  const files = [
    'package.json',
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    ...packages.sort(),
    join('node_modules', '.pnpm', 'lock.yaml'),
    join('node_modules', '.modules.yaml'),
  ];
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of files) {
    const path = join(root, file);
    hash.update(`\n${file}\n`).update(existsSync(path) ? readFileSync(path) : 'absent');
  }
  return hash.digest('hex');
}
