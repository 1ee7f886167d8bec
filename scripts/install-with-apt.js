import { run } from './workspace.js';

/**
 * Installs a Debian package where the machine has apt-get and it may be used without a question.
 *
 * @param {string} name
 * @param {() => void} before called right before it begins
 * @returns {string | undefined} what apt-get wrote; undefined where it cannot be used
 */
export function installWithApt(name, before) {
  const apt = aptCommand();
  if (apt === undefined) return undefined;
  const [command, ...first] = [...apt, 'apt-get'];
  before();
  const options = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  // A fresh machine has no package lists. A failed update need not matter: the install says what is wrong.
  run(command, [...first, 'update'], options);
  return run(command, [...first, 'install', '-y', '--no-install-recommends', name], options).output;
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
