import { spawn, spawnSync } from 'node:child_process';
import { BIN, bareEnvironment } from './run-storyboard.ts';

/** Whether this machine can run a program on a terminal of its own. */
export const HAS_TERMINALS = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

/** An answer, typed when the terminal shows this text the next time. */
export type Answer = readonly [after: string, typed: string];

/** Runs the real command on a terminal of its own and types answers; what it wrote comes back as one text. */
export async function runOnTerminal(
  words: readonly string[],
  options: {
    readonly folder: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly answers: readonly Answer[];
  },
): Promise<{ readonly code: number | null; readonly shown: string }> {
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  const command = ['exec "$STORYBOARD_NODE" "$STORYBOARD_BIN"', ...quoted].join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: options.folder,
    env: {
      ...bareEnvironment(),
      TERM: 'xterm',
      ...options.environment,
      STORYBOARD_NODE: process.execPath,
      STORYBOARD_BIN: BIN,
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const answers = [...options.answers];
  let shown = '';
  let read = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [next] = answers;
    const found = next === undefined ? -1 : shown.indexOf(next[0], read);
    if (next === undefined || found < 0) return;
    answers.shift();
    read = found + next[0].length;
    child.stdin.write(next[1]);
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject);
  child.once('close', resolve);
  return { code: await promise, shown };
}
