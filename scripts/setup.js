import './check-node.js';
import { pathToFileURL } from 'node:url';
import { ensureFfmpeg } from './ensure-ffmpeg.js';
import { installPackages } from './install-packages.js';
import { pnpm, say } from './workspace.js';

/**
 * Makes a clone ready to run: packages, build, ffmpeg. Needs Node, npm and the package registry, nothing else; takes
 * a second or two where all is done.
 *
 * @returns {boolean} whether everything is ready; what is not has been said
 */
export function setUp() {
  return installPackages() && build() && ensureFfmpeg();
}

function build() {
  const ended = pnpm(['exec', 'turbo', 'run', 'build'], { quiet: true });
  if (!ended.ok) {
    say(ended.output.trimEnd());
    say('The build failed; the lines above say where.');
    return false;
  }
  say(ended.output.includes('FULL TURBO') ? 'Build: up to date.' : 'Build: done.');
  return true;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = setUp() ? 0 : 1;
}
