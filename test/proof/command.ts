import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../sources.ts';

/** How a run of the command ended, and all that it wrote. */
export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A run of the command that goes on. */
export type Running = { readonly child: ChildProcess; readonly ended: Promise<Ended> };

/** Where and how the command runs. */
export type CommandOptions = {
  /** The working folder. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
  /** A shell command that takes the program's words after its own, such as one that lowers a limit. */
  readonly wrapper?: readonly string[];
};

/** The executable, as it is published. */
export const BIN = join(root, 'packages', 'cli', 'bin', 'storyboard.js');

const CACHE = join(root, 'node_modules', '.cache', 'storyboard-tests');
const NEEDED = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'STORYBOARD_FFMPEG'];
/** Nothing here takes nearly as long, even beside many others: what is not over by then never would be. */
const PATIENCE_MS = 600_000;

/** Starts the real command as a process of its own, in an environment that has nothing of this process's but what is needed. */
export function startCommand(words: readonly string[], options: CommandOptions): Running {
  const { folder, environment = {}, nodeFlags = [], wrapper = [] } = options;
  const [program = process.execPath, ...before] = [...wrapper, process.execPath, ...nodeFlags, BIN];
  const inherited = NEEDED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child = spawn(program, [...before, ...words], {
    cwd: folder,
    env: {
      ...Object.fromEntries(inherited),
      XDG_CACHE_HOME: CACHE,
      STORYBOARD_OFFLINE: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const impatience = setTimeout(() => {
    child.kill('SIGKILL');
    reject(new Error(`storyboard ${words.join(' ')} did not end.\n${stdout}\n${stderr}`));
  }, PATIENCE_MS);
  child.once('error', reject);
  child.once('exit', (code, signal) => {
    clearTimeout(impatience);
    // What it started may hold its pipes open for longer than it lives.
    const pipes = [child.stdout, child.stderr];
    const closed = new Promise((close) => child.once('close', close));
    const late = sleep(5000, undefined, { ref: false });
    void Promise.race([closed, late]).then(async () => {
      // What is in the pipes is read before anything else is done.
      await sleep(100);
      for (const pipe of pipes) pipe.destroy();
      resolve({ code, signal, stdout, stderr });
    });
  });
  return { child, ended: promise };
}

/** Runs the real command and waits for its end. */
export function runCommand(words: readonly string[], options: CommandOptions): Promise<Ended> {
  return startCommand(words, options).ended;
}

/** One line of `render --json`. */
export type Line = { readonly type: string; readonly [key: string]: unknown };

/** The lines of `render --json`; of a process that was killed the last one may be cut, and is left out. */
export function linesOf({ stdout }: Ended): readonly Line[] {
  const whole = stdout.slice(0, stdout.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}
