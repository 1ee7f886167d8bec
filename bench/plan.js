import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  checkStoryboard,
  NOTHING_HELD,
  parseStoryboard,
  planRender,
  STORYBOARD_SCHEMA,
} from '../packages/core/src/index.ts';
import { CATALOGUE } from '../packages/providers/src/catalogue.ts';
import { againstGoal, median, printTable } from './measure.js';
import { FILE_REFERENCES, storyboardText } from './storyboard-text.js';

const GOAL = 1.5;
const sizes = [
  { shots: 100, rounds: 41 },
  { shots: 1000, rounds: 11 },
  { shots: 10_000, rounds: 9 },
];

// The very libraries that core uses, which are dependencies of core and not of the workspace.
const requireFromCore = createRequire(join(import.meta.dirname, '..', 'packages', 'core', 'package.json'));
const { parse } = requireFromCore('yaml');
const { Ajv2020 } = requireFromCore('ajv/dist/2020');
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(STORYBOARD_SCHEMA);

const digests = new Map(
  FILE_REFERENCES.map((name) => [name, { digest: sha256(name), sizeBytes: 1_000_000 }]),
);

console.log('parse + check + plan of a storyboard, against bare yaml parse + ajv validate of the same text');
console.log(`in the same process, in turn; medians; Node ${process.version}\n`);
const results = sizes.map(measure);
printTable([
  ['shots', 'text', 'bare', 'whole', 'ratio', 'parse', 'check', 'plan'],
  ...results.map((result) => [
    String(result.shots),
    `${(result.bytes / 1e6).toFixed(2)} MB`,
    milliseconds(result.bare),
    milliseconds(result.whole),
    `${result.ratio.toFixed(2)}×`,
    ...result.stages.map(milliseconds),
  ]),
]);
const [, thousand, tenThousand] = results;
if (thousand !== undefined && tenThousand !== undefined) {
  console.log(`\n  at 10,000 shots          ${againstGoal(tenThousand.ratio, GOAL)}`);
  const growth = tenThousand.whole / thousand.whole / 10;
  console.log(`  time per shot, 10,000 against 1,000 shots: ${growth.toFixed(2)}× (1 is linear)\n`);
}

/** @param {{ shots: number, rounds: number }} size */
function measure({ shots, rounds }) {
  const text = storyboardText(shots);
  const bare = [];
  const whole = [];
  const stages = [];
  // One round more than is counted: the first one warms up.
  for (let round = 0; round <= rounds; round += 1) {
    // In turn, and every other time the other way round, so that neither always goes first.
    const times =
      round % 2 === 0
        ? [timed(text, doBare), timed(text, doWhole)]
        : [timed(text, doWhole), timed(text, doBare)].reverse();
    if (round === 0) continue;
    bare.push(times[0].total);
    whole.push(times[1].total);
    stages.push(times[1].stages);
  }
  return {
    shots,
    bytes: Buffer.byteLength(text),
    bare: median(bare),
    whole: median(whole),
    // Of each round by itself, so that a machine that is busy for a while does not count.
    ratio: median(whole.map((time, round) => time / (bare[round] ?? Number.NaN))),
    stages: [0, 1, 2].map((stage) => median(stages.map((times) => times[stage] ?? 0))),
  };
}

/**
 * @param {string} text
 * @param {(text: string) => readonly number[]} work gives the times at which its stages ended
 */
function timed(text, work) {
  globalThis.gc?.();
  const start = performance.now();
  const ends = work(text);
  const stages = ends.map((end, index) => end - (index === 0 ? start : (ends[index - 1] ?? start)));
  return { total: (ends.at(-1) ?? start) - start, stages };
}

/** @param {string} text */
function doBare(text) {
  if (!validate(parse(text))) throw new Error(`The text is not valid: ${JSON.stringify(validate.errors)}`);
  return [performance.now()];
}

/** @param {string} text */
function doWhole(text) {
  const parsed = parseStoryboard({ path: 'film.yaml', text });
  const parsedAt = performance.now();
  const checked = checkStoryboard({
    root: 'film.yaml',
    sources: new Map([['film.yaml', parsed]]),
    catalogue: CATALOGUE,
  });
  const checkedAt = performance.now();
  if (!checked.ok)
    throw new Error(`The text is not valid: ${JSON.stringify(checked.diagnostics.slice(0, 3))}`);
  const { plan } = planRender({
    storyboard: checked.value,
    catalogue: CATALOGUE,
    digests,
    held: NOTHING_HELD,
    hash: sha256,
  });
  if (!plan.budget.allowed) throw new Error('The plan is refused.');
  return [parsedAt, checkedAt, performance.now()];
}

/** @param {string} text */
function sha256(text) {
  return hash('sha256', text);
}

/** @param {number} time */
function milliseconds(time) {
  return `${time.toFixed(time < 100 ? 1 : 0)} ms`;
}
