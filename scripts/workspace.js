import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The package manager that package.json names, for example `pnpm@10.34.9`. */
export const packageManager = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager;

/**
 * @typedef {object} Ended
 * @property {boolean} ok
 * @property {number} code the exit code; 1 where the command could not be started
 * @property {string} output what the command wrote, where it was captured
 */

/**
 * Runs a command in the root of the repository and waits for it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string>, timeoutMs?: number }} [options] `quiet` captures the output
 * @returns {Ended}
 */
export function run(command, args, options = {}) {
  const ended = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...options.env },
    stdio: options.quiet === true ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: options.timeoutMs,
    shell: process.platform === 'win32',
  });
  const output = `${ended.stdout ?? ''}${ended.stderr ?? ''}${ended.error === undefined ? '' : `${ended.error.message}\n`}`;
  const code = ended.status ?? (ended.signal === 'SIGINT' ? 130 : 1);
  return { ok: code === 0, code, output };
}

/**
 * Runs the package manager in the version that package.json names, through npm: it need not be installed.
 *
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options]
 * @returns {Ended}
 */
export function pnpm(args, options) {
  return run('npx', ['--yes', '--loglevel=error', packageManager, ...args], options);
}

/**
 * The Node that the workspace brings along as a package, so that the machine's own may be older.
 *
 * @returns {string}
 */
export function workspaceNode() {
  const folder = join(root, 'node_modules', 'node', 'bin');
  const file = ['node', 'node.exe'].map((name) => join(folder, name)).find((path) => existsSync(path));
  return file ?? process.execPath;
}

/**
 * One plain line to the person at the terminal.
 *
 * @param {string} text
 */
export function say(text) {
  process.stdout.write(`${text}\n`);
}
