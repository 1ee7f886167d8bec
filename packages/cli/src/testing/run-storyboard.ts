import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The executable, as it is in the repository and in the published package. */
export const BIN = join(import.meta.dirname, '..', '..', 'bin', 'storyboard.js');

const CACHE = join(BIN, '..', '..', '..', '..', 'node_modules', '.cache', 'storyboard-tests');

/** How a run of the command ended, and what it wrote. */
export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** Where and how the command runs. */
export type RunOptions = {
  /** The working folder. */
  readonly folder: string;
  /** Added to a bare environment; nothing else of this process's is passed on. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
  /** Hears the process when it has started, and all that it has written whenever it writes. */
  readonly onOutput?: (child: ChildProcess, output: Ended) => void;
};

/**
 * Runs the real command, built, as a process of its own and waits for its end.
 *
 * @throws Error where it is not built
 */
export async function runStoryboard(words: readonly string[], options: RunOptions): Promise<Ended> {
  if (!existsSync(join(BIN, '..', '..', 'dist', 'main.js'))) {
    throw new Error('These tests run the built command. Build it first: pnpm build');
  }
  const { folder, environment = {}, nodeFlags = [], onOutput } = options;
  const child = spawn(process.execPath, [...nodeFlags, BIN, ...words], {
    cwd: folder,
    env: { ...bareEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const hear = (): void => onOutput?.(child, { code: null, signal: null, stdout, stderr });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    hear();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    hear();
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  child.once('error', reject);
  child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  return promise;
}

/** What a program needs to run at all. What steers the command, or its colours, is left out. */
export function bareEnvironment(): Record<string, string> {
  const needed = [
    'PATH',
    'HOME',
    'XDG_CACHE_HOME',
    'TMPDIR',
    'TEMP',
    'SystemRoot',
    'USERPROFILE',
    'NODE_COMPILE_CACHE',
  ];
  const given = needed.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  // Tests leave nothing in the home of whoever runs them, and ask nobody outside this machine.
  return { ...Object.fromEntries(given), XDG_CACHE_HOME: CACHE, STORYBOARD_OFFLINE: '1' };
}
