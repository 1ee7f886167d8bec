import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { againstGoal, median, printTable } from './measure.js';
import { storyboardText } from './storyboard-text.js';

const ROUNDS = 41;
const bin = join(import.meta.dirname, '..', 'packages', 'cli', 'bin', 'storyboard.js');
if (!existsSync(join(import.meta.dirname, '..', 'packages', 'cli', 'dist', 'main.js'))) {
  console.error('start-up: the command line is not built yet; build it with:\n\n  pnpm build\n');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'storyboard-bench-'));
try {
  const film = join(folder, 'film.yaml');
  // By address only, so that there are no files to look for.
  writeFileSync(film, storyboardText(12).replaceAll(/refs\/(\w+)/g, 'https://example.com/$1'));
  compare([
    { name: 'node -e 0', args: ['-e', '0'], goal: undefined },
    { name: 'storyboard --version', args: [bin, '--version'], goal: 1.3 },
    { name: 'storyboard validate, 12 shots', args: [bin, 'validate', film], goal: 2 },
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {readonly { name: string, args: readonly string[], goal: number | undefined }[]} commands */
function compare(commands) {
  console.log(`whole processes, in turn; medians of ${ROUNDS} rounds; Node ${process.version}\n`);
  const times = commands.map(() => /** @type {number[]} */ ([]));
  // One round more than is counted: the first one fills the file cache and Node's compile cache.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, { args }] of commands.entries()) {
      const time = run(args);
      if (round > 0) times[index]?.push(time);
    }
  }
  const medians = times.map(median);
  printTable([
    ['', 'time', 'ratio'],
    ...commands.map(({ name, goal }, index) => {
      // Of each round by itself, so that a machine that is busy for a while does not count.
      const ratio = median(
        (times[index] ?? []).map((time, round) => time / (times[0]?.[round] ?? Number.NaN)),
      );
      const time = `${(medians[index] ?? Number.NaN).toFixed(1)} ms`;
      return [name, time, goal === undefined ? '1' : againstGoal(ratio, goal)];
    }),
  ]);
  console.log('');
}

/** @param {readonly string[]} args */
function run(args) {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  const time = performance.now() - start;
  if (status !== 0) throw error ?? new Error(`${args.join(' ')} failed:\n${stderr}`);
  return time;
}
