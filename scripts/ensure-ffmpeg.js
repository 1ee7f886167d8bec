import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installWithApt } from './install-with-apt.js';
import { root, run, say } from './workspace.js';

/**
 * Finds ffmpeg where the renderer will; installs it where it is missing and the machine allows it.
 *
 * @returns {boolean} whether there is an ffmpeg
 */
export function ensureFfmpeg() {
  const named = process.env['STORYBOARD_FFMPEG'];
  if (named !== undefined && named !== '' && versionOf(named) === undefined) {
    say(
      `STORYBOARD_FFMPEG is ${named}, which does not run. Correct it or unset it, then run the same command again.`,
    );
    return false;
  }
  const found = findFfmpeg();
  if (found !== undefined) {
    say(`ffmpeg: ${found}`);
    return true;
  }
  const output = installWithApt('ffmpeg', () =>
    say('ffmpeg: missing; installing it with apt-get, about a minute …'),
  );
  if (output !== undefined) {
    const installed = findFfmpeg();
    if (installed !== undefined) {
      say(`ffmpeg: ${installed}`);
      return true;
    }
    say(output.trimEnd());
  }
  say(
    `ffmpeg is missing and could not be installed from here. Install it, then run the same command again:\n\n  ${installCommand()}\n`,
  );
  return false;
}

/** In the renderer's order: the one that is named, the one that came as a package, the machine's own. */
function findFfmpeg() {
  const bundled = join(root, 'packages', 'renderer', 'node_modules', 'ffmpeg-static', 'ffmpeg');
  for (const path of [process.env['STORYBOARD_FFMPEG'], bundled, `${bundled}.exe`]) {
    const version = path === undefined || path === '' ? undefined : versionOf(path);
    if (version !== undefined) {
      return `${version} (${path})`;
    }
  }
  return versionOf('ffmpeg');
}

/** @param {string} command */
function versionOf(command) {
  const ended = run(command, ['-hide_banner', '-version'], { quiet: true, timeoutMs: 20_000 });
  return ended.ok ? (/ffmpeg version (\S+)/.exec(ended.output)?.[1] ?? 'version unknown') : undefined;
}

function installCommand() {
  if (process.platform === 'darwin') {
    return 'brew install ffmpeg';
  }
  if (process.platform === 'win32') {
    return 'winget install Gyan.FFmpeg';
  }
  return existsSync('/usr/bin/dnf')
    ? 'sudo dnf install ffmpeg-free'
    : 'sudo apt-get update && sudo apt-get install -y --no-install-recommends ffmpeg';
}
