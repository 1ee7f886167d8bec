import { expect, test } from 'vitest';
import type { Outcome } from '../../packages/core/src/index.ts';
import type {
  FaultName,
  SimulatedProvider,
  Simulator,
} from '../../packages/providers/src/simulator/index.ts';
import { type Ended, linesOf, runCommand } from './command.ts';
import { projectOf, shotOf, storyboardOf, told } from './project.ts';
import { accessTo, startService } from './service.ts';

/**
 * What becomes of a take that a fault strikes: how it ends, how many jobs the service then has of it, and the same after
 * the next render. `:1` strikes the first time only.
 */
type Row = readonly [
  fault: FaultName | `${FaultName}:${number}`,
  first: string,
  jobs: number,
  then: string,
  jobs: number,
];

const MADE = ['succeeded', 1, 'succeeded', 1] as const;
const NOT_TAKEN = ['failed invalid-input', 0, 'failed invalid-input', 0] as const;
/** The job stays, and the next render asks again. */
const LEFT = ['failed unknown', 1, 'failed unknown', 1] as const;
const LOST = ['in-doubt', 1, 'in-doubt', 1] as const;
const DOUBT_WITHOUT_JOB = ['in-doubt', 0, 'in-doubt', 0] as const;
const DOUBT_WITH_JOB = ['in-doubt', 1, 'in-doubt', 1] as const;

const REFUSALS: readonly Row[] = [
  ['refuse-400', ...NOT_TAKEN],
  ['refuse-404', 'failed unknown', 0, 'failed unknown', 0],
  ['refuse-405', 'failed unknown', 0, 'failed unknown', 0],
  ['refuse-413', ...NOT_TAKEN],
  ['refuse-415', ...NOT_TAKEN],
  ['refuse-422', ...NOT_TAKEN],
  ['refuse-moderation', 'failed moderation', 0, 'failed moderation', 0],
  ['refuse-429:1', ...MADE],
  ['refuse-429-retry-after:1', ...MADE],
  ['moderation:1', 'failed moderation', 1, 'succeeded', 2],
  ['job-failed:1', 'failed transient', 1, 'succeeded', 2],
  ['opaque-error:1', 'failed invalid-input', 1, 'succeeded', 2],
  ['reference-unreachable:1', 'failed invalid-input', 1, 'succeeded', 2],
];
const QUESTIONS: readonly Row[] = [
  ['poll-drop:2', ...MADE],
  ['poll-404:1', ...MADE],
  ['poll-408:2', ...MADE],
  ['poll-409:2', ...MADE],
  ['poll-429:1', ...MADE],
  ['poll-429-retry-after:1', ...MADE],
  ['poll-500:2', ...MADE],
  ['poll-502:2', ...MADE],
  ['poll-503:2', ...MADE],
  ['poll-504:2', ...MADE],
  ['poll-malformed:2', ...MADE],
  ['poll-html:2', ...MADE],
  ['poll-empty:2', ...MADE],
  ['poll-endless:2', ...MADE],
  ['status-regress', ...MADE],
  ['status-unknown:2', ...MADE],
  ['done-without-footage:2', ...MADE],
  ['poll-401:1', 'failed auth', 1, 'succeeded', 1],
];
const DOWNLOADS: readonly Row[] = [
  ['link-expired-once', ...MADE],
  ['link-expired', ...LOST],
  ['download-404', ...LOST],
  ['download-drop:2', ...MADE],
  ['download-429:1', ...MADE],
  ['download-500:2', ...MADE],
  ['download-503:2', ...MADE],
  ['download-truncated:2', ...MADE],
  ['download-unsized-cut:1', ...MADE],
  ['download-short-length:1', ...MADE],
  ['download-empty:1', ...MADE],
  ['download-html', ...LEFT],
  ['download-playlist', ...LEFT],
  ['download-picture', ...LEFT],
  ['download-short-clip', ...LEFT],
  ['download-damaged', ...LEFT],
  ['download-redirect', ...MADE],
  ['download-redirect-private', ...LEFT],
  ['download-redirect-file', ...LEFT],
];
const BEFORE: readonly FaultName[] = [
  'drop-before-create',
  '408-before-create',
  '409-before-create',
  '500-before-create',
  '502-before-create',
  '503-before-create',
  '504-before-create',
  'submit-redirect',
];
const AFTER: readonly FaultName[] = [
  'drop-after-create',
  '408-after-create',
  '409-after-create',
  '500-after-create',
  '502-after-create',
  '503-after-create',
  '504-after-create',
  'malformed-after-create',
  'html-after-create',
  'empty-after-create',
  'endless-after-create',
  'no-id-after-create',
];
/** More doubts in a row would end everything at the service. */
const MOST_DOUBTS = 4;

/** They wait more than they work: until a service is believed that a job is lost, say. */
const options = { timeout: 1_200_000, concurrent: true };

test.each(['aimlapi', 'shortapi'] as const)(
  'at %s, each fault has the outcome that is written down',
  options,
  async (provider) => {
    const before = BEFORE.map((fault): Row => [fault, ...DOUBT_WITHOUT_JOB]);
    // What AI/ML API took can be found in its list.
    const after = AFTER.map((fault): Row => [fault, ...(provider === 'aimlapi' ? MADE : DOUBT_WITH_JOB)]);
    const films = [
      REFUSALS,
      QUESTIONS,
      DOWNLOADS,
      ...[before, after].flatMap((rows) => inParts(rows, MOST_DOUBTS)),
    ];
    const results = await Promise.all(films.map((rows) => tell(provider, rows)));
    expect(results.flatMap(({ found }) => found)).toEqual(films.flat().map((row) => row.join(' | ')));
  },
);

test.each([
  ['echo-key', 'auth'],
  ['refuse-401', 'auth'],
  ['refuse-402', 'balance'],
  ['refuse-403', 'balance'],
] as const)(
  'after %s a service is sent no more jobs, until the next render',
  options,
  async (fault, kind) => {
    await using simulator = await startService('aimlapi', { faults: { [fault]: { next: 1 } } });
    const shots = ['one', 'two', 'three'].map((id) => ({ id }));
    await using project = projectOf(storyboardOf(shots, { provider: 'aimlapi' }));
    const environment = { ...accessTo(simulator), AIMLAPI_CONCURRENCY: '1' };
    const run = () =>
      runCommand(['render', 'film.yaml', '--yes', '--json'], { folder: project.folder, environment });
    const first = await run();
    expect(first.code, told(first)).toBe(5);
    expect(outcomesOf(first).map(spoken)).toEqual([`failed ${kind}`, 'held-back', 'held-back']);
    expect(simulator.account()).toMatchObject({ jobs: [], requests: { submit: 1 } });
    const second = await run();
    expect(second.code, told(second)).toBe(0);
    expect(simulator.account().jobs).toHaveLength(3);
  },
);

/** Renders a film of one shot for each row, and one that nothing strikes, twice. */
async function tell(
  provider: SimulatedProvider,
  rows: readonly Row[],
): Promise<{ readonly found: readonly string[] }> {
  await using simulator = await startService(provider, { limits: {}, separateFiles: true });
  const struck = rows.map(([fault]) => ({ id: idOf(fault), prompt: `#fault:${fault} .` }));
  await using project = projectOf(storyboardOf([...struck, { id: 'well' }], { provider }));
  const environment = { ...accessTo(simulator), [`${provider.toUpperCase()}_CONCURRENCY`]: '50' };
  const run = () =>
    runCommand(['render', 'film.yaml', '--yes', '--json'], { folder: project.folder, environment });
  const first = await run();
  const jobs = jobsByShot(simulator);
  const second = await run();
  const jobsThen = jobsByShot(simulator);
  for (const ended of [first, second]) {
    const outcomes = outcomesOf(ended);
    expect(ended.code, told(ended)).toBe(codeFor(outcomes));
    expect(
      outcomes.find(({ shot }) => shot === 'well'),
      told(ended),
    ).toMatchObject({ status: 'succeeded' });
  }
  expect(simulator.account().keysToFiles).toBe(0);
  const found = rows.map(([fault]) => {
    const id = idOf(fault);
    const [one, two] = [first, second].map((ended) => outcomesOf(ended).find(({ shot }) => shot === id));
    return [fault, spoken(one), jobs.get(id) ?? 0, spoken(two), jobsThen.get(id) ?? 0].join(' | ');
  });
  return { found };
}

function idOf(fault: string): string {
  return fault.replace(/:\d+$/, '');
}

function inParts<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  return items.flatMap((_, index) => (index % most === 0 ? [items.slice(index, index + most)] : []));
}

function jobsByShot(simulator: Simulator): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { prompt } of simulator.account().jobs) {
    const shot = shotOf(prompt);
    counts.set(shot, (counts.get(shot) ?? 0) + 1);
  }
  return counts;
}

function outcomesOf(ended: Ended): readonly Outcome[] {
  return (linesOf(ended).at(-1)?.['outcomes'] ?? []) as readonly Outcome[];
}

function spoken(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'nothing';
  return outcome.status === 'failed' ? `failed ${outcome.failure.kind}` : outcome.status;
}

function codeFor(outcomes: readonly Outcome[]): number {
  const has = (status: Outcome['status']) => outcomes.some((outcome) => outcome.status === status);
  if (has('in-doubt')) return 7;
  return has('failed') || has('held-back') ? 5 : 0;
}
