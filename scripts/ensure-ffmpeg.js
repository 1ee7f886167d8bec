import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from './workspace.js';

/**
 * Finds ffmpeg where the renderer will; installs it where it is missing and the machine allows it.
 *
 * @returns {boolean} whether there is an ffmpeg
 */
export function ensureFfmpeg() {
  const found = findFfmpeg();
  if (found !== undefined) {
    say(`ffmpeg: ${found}`);
    return true;
  }
  const apt = aptCommand();
  if (apt !== undefined) {
    const [command, ...before] = [...apt, 'apt-get'];
    say('ffmpeg: missing; installing it with apt-get, about a minute …');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    // A fresh machine has no package lists. A failed update need not matter: the install says what is wrong.
    run(command, [...before, 'update'], { quiet: true, env });
    const ended = run(command, [...before, 'install', '-y', '--no-install-recommends', 'ffmpeg'], {
      quiet: true,
      env,
    });
    const installed = ended.ok ? findFfmpeg() : undefined;
    if (installed !== undefined) {
      say(`ffmpeg: ${installed}`);
      return true;
    }
    say(ended.output.trimEnd());
  }
  say(
    `ffmpeg is missing and could not be installed from here. Install it, then run the same command again:\n\n  ${installCommand()}\n`,
  );
  return false;
}

/** In the renderer's order: the one that is named, the one that came as a package, the machine's own. */
function findFfmpeg() {
  const named = process.env['STORYBOARD_FFMPEG'];
  const bundled = join(root, 'packages', 'renderer', 'node_modules', 'ffmpeg-static', 'ffmpeg');
  const candidates = [
    ...(named === undefined || named === '' ? [] : [named]),
    ...[bundled, `${bundled}.exe`].filter((path) => existsSync(path)),
    'ffmpeg',
  ];
  for (const candidate of candidates) {
    const ended = run(candidate, ['-hide_banner', '-version'], { quiet: true, timeoutMs: 20_000 });
    if (ended.ok) {
      const version = /ffmpeg version (\S+)/.exec(ended.output)?.[1] ?? 'of an unknown version';
      return candidate === 'ffmpeg' ? version : `${version} (${candidate})`;
    }
    if (candidate === named) {
      say(`STORYBOARD_FFMPEG is ${named}, which does not run; looking further.`);
    }
  }
  return undefined;
}

/** What goes before apt-get to use it without a question; undefined where that is not possible. */
function aptCommand() {
  if (process.platform !== 'linux' || !run('apt-get', ['--version'], { quiet: true }).ok) {
    return undefined;
  }
  if (process.getuid?.() === 0) {
    return [];
  }
  return run('sudo', ['-n', 'true'], { quiet: true }).ok ? ['sudo', '-n'] : undefined;
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
