import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run, say } from './workspace.js';

/** Where the tests leave their counts, for the continuous integration's closing line. */
export const resultsFile = join('node_modules', '.cache', 'vitest', 'results.json');

/** @type {ReadonlyArray<{ name: string, commands: ReadonlyArray<readonly [string, ...string[]]> }>} */
const steps = [
  { name: 'style', commands: [['biome', 'ci', '--colors=off', '.']] },
  { name: 'build', commands: [['turbo', 'run', 'build']] },
  { name: 'types', commands: [['tsc', '--build']] },
  {
    name: 'generated files',
    commands: [['node', '--conditions=@storyboard/source', 'scripts/generate.js', '--check']],
  },
  {
    name: 'tests',
    commands: [
      ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`],
    ],
  },
  {
    name: 'packages',
    commands: readdirSync(join(root, 'packages')).map((name) => [
      'publint',
      'run',
      `packages/${name}`,
      '--strict',
    ]),
  },
];

rmSync(join(root, resultsFile), { force: true });
mkdirSync(dirname(join(root, resultsFile)), { recursive: true });
const failed = steps.filter((step) => !passes(step)).map((step) => step.name);
say(failed.length === 0 ? '\ncheck: everything passed.' : `\ncheck: failed in ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** @param {(typeof steps)[number]} step */
function passes(step) {
  say(`\n── ${step.name}`);
  // Every command of a step runs, so that one report has all there is to mend.
  return step.commands.map(([command, ...args]) => run(command, args).ok).every((ok) => ok);
}
