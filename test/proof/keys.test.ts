import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mark } from '../../packages/providers/src/simulator/chance.ts';
import type {
  FaultName,
  SimulatedProvider,
  Simulator,
} from '../../packages/providers/src/simulator/index.ts';
import { type Ended, runCommand, startCommand } from './command.ts';
import { projectOf, storyboardOf } from './project.ts';
import { accessTo, startService } from './service.ts';

/** With signs that are written otherwise in an address. */
const KEY = 'sk-canary/7Qz+93f=&x%41:Tr0ub4dor';
const SEED = 77;

/** Nothing here stops the other shots of its film. */
const FAULTS: readonly FaultName[] = [
  'refuse-400',
  'refuse-422',
  'refuse-413',
  'refuse-moderation',
  'submit-redirect',
  'drop-after-create',
  'html-after-create',
  'malformed-after-create',
  'no-id-after-create',
  'endless-after-create',
  '500-after-create',
  'moderation',
  'job-failed',
  'opaque-error',
  'reference-unreachable',
  'poll-drop',
  'poll-400',
  'poll-html',
  'poll-malformed',
  'poll-endless',
  'status-unknown',
  'done-without-footage',
  'link-expired',
  'link-expired-once',
  'download-404',
  'download-500',
  'download-truncated',
  'download-html',
  'download-playlist',
  'download-short-clip',
  'download-redirect',
  'download-redirect-private',
  'download-redirect-file',
  'download-redirect-loop',
];
const PROVIDERS = ['aimlapi', 'shortapi'] as const;
/** These end everything at their service. */
const LAST_FAULTS: readonly FaultName[] = [
  'echo-key',
  'refuse-401',
  'refuse-402',
  'refuse-403',
  'poll-401',
  'poll-403',
];

test.each(PROVIDERS)(
  'whatever goes wrong at %s, the key and the signatures of its links are written nowhere',
  { timeout: 1_200_000, concurrent: true },
  async (provider) => {
    const shots = FAULTS.map((fault) => ({ id: fault, prompt: `#fault:${fault}` }));
    await using run = await openRun(provider, [{ id: 'well' }, ...shots]);
    const { words, look } = run;
    await words(['plan', 'film.yaml', '--out', 'plan.json']);
    // Killed, so that what a run leaves behind in the middle of its work is looked at, too.
    const killed = await run.stopAfter('download', 3, 'SIGKILL', ['render', 'plan.json', '--json']);
    expect(killed.signal).toBe('SIGKILL');
    look([killed]);
    const stopped = await run.stopAfter('download', 60, 'SIGINT', [
      'render',
      'film.yaml',
      '--yes',
      '--verbose',
    ]);
    const again = await run.stopAfter('poll', 60, 'SIGINT', ['render', 'film.yaml', '--yes', '--json']);
    expect(stopped.stderr).toContain('well');
    const told = [
      stopped,
      again,
      await words(['status', 'film.yaml']),
      await words(['status', 'film.yaml', '--json']),
      await words(['takes', 'film.yaml', '--json']),
      await words(['resolve', 'film.yaml']),
      await words(['resolve', 'film.yaml', '--json']),
      await words(['plan', 'film.yaml', '--json']),
      await words(['doctor', '--json']),
    ];
    look(told);
    expect(run.simulator.account().keysToFiles).toBe(0);
    // The signatures that were looked for are those of the links.
    const made = run.simulator.account().jobs.find(({ prompt }) => prompt.endsWith('[well]'))?.id ?? '';
    expect(await linkOf(run.simulator, made)).toContain(encodeURIComponent(signatureOf(made, 1)));
  },
);

test.each(LAST_FAULTS.map((fault, index) => ({ fault, provider: PROVIDERS[index % 2] ?? 'aimlapi' })))(
  'the key is written nowhere after $fault at $provider',
  { timeout: 1_200_000, concurrent: true },
  async ({ fault, provider }) => {
    await using run = await openRun(provider, [{ id: 'one', prompt: `#fault:${fault}` }, { id: 'two' }]);
    const ended = await run.words(['render', 'film.yaml', '--yes']);
    expect([5, 7], ended.stderr).toContain(ended.code);
    run.look([ended, await run.words(['render', 'film.yaml', '--yes', '--json'])]);
  },
);

async function openRun(
  provider: SimulatedProvider,
  shots: readonly { readonly id: string; readonly prompt?: string }[],
) {
  const heard: string[] = [];
  let hear: (kind: string) => void = () => {};
  const simulator = await startService(provider, {
    key: KEY,
    seed: SEED,
    separateFiles: true,
    onRequest: ({ kind }) => {
      heard.push(kind);
      hear(kind);
    },
  });
  const project = projectOf(storyboardOf(shots, { provider }));
  const { folder } = project;
  for (const name of ['cache', 'tmp']) mkdirSync(join(folder, name));
  const environment = {
    ...accessTo(simulator),
    // Takes that go wrong for long leave no others out.
    [`${provider.toUpperCase()}_CONCURRENCY`]: '50',
    XDG_CACHE_HOME: join(folder, 'cache'),
    TMPDIR: join(folder, 'tmp'),
  };
  return {
    simulator,
    words: (words: readonly string[]) => runCommand(words, { folder, environment }),
    /** Runs until so many requests of a kind have come in, or until it ends by itself. */
    stopAfter: async (
      kind: string,
      count: number,
      signal: 'SIGKILL' | 'SIGINT',
      words: readonly string[],
    ): Promise<Ended> => {
      const { child, ended } = startCommand(words, { folder, environment });
      let left = count;
      let patience: NodeJS.Timeout | undefined;
      hear = (one) => {
        // Some of what goes wrong here is waited out for longer than anybody who tests wants to.
        if (signal === 'SIGINT') patience ??= setTimeout(() => child.kill('SIGINT'), 12_000);
        if (one === kind) left -= 1;
        if (left === 0) child.kill(signal);
      };
      const result = await ended;
      clearTimeout(patience);
      hear = () => {};
      return result;
    },
    look: (told: readonly Ended[]) => lookFor(simulator, folder, told),
    async [Symbol.asyncDispose]() {
      await project[Symbol.asyncDispose]();
      await simulator[Symbol.asyncDispose]();
    },
  };
}

/** Looks through every byte that was written, told or left behind. */
function lookFor(simulator: Simulator, folder: string, told: readonly Ended[]): void {
  const places = [
    ...told.flatMap(({ stdout, stderr }, index) => [
      { name: `stdout ${index}`, bytes: Buffer.from(stdout) },
      { name: `stderr ${index}`, bytes: Buffer.from(stderr) },
    ]),
    ...filesIn(folder).map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
  ];
  const { jobs } = simulator.account();
  const secrets = [KEY, ...jobs.flatMap(({ id }) => [1, 2, 3].map((number) => signatureOf(id, number)))];
  const written = secrets.flatMap((secret) => spellingsOf(secret).map((spelling) => ({ secret, spelling })));
  const needles = [...written, { secret: 'any signature', spelling: 'OSSAccessKeyId' }];
  const found = places.flatMap(({ name, bytes }) =>
    needles.filter(({ spelling }) => bytes.includes(spelling)).map(({ secret }) => `${secret} in ${name}`),
  );
  expect(found).toEqual([]);
  // What would be found, were it there.
  const named = (part: string) => places.filter(({ name }) => name.includes(part));
  expect(named('ledger.sqlite').some(({ bytes }) => bytes.includes('film.yaml'))).toBe(true);
  expect(named('film.yaml').some(({ bytes }) => bytes.includes('@raccoon'))).toBe(true);
}

/** What the service itself says of a job that is done. */
async function linkOf({ provider, origin }: Simulator, job: string): Promise<string> {
  const path = { aimlapi: '/v2/video/generations?generation_id=', shortapi: '/api/v1/job/query?id=' }[
    provider
  ];
  const answer = await fetch(`${origin}${path}${job}`, { headers: { authorization: `Bearer ${KEY}` } });
  return answer.text();
}

/** What a link is signed with, as the simulator does it. */
function signatureOf(job: string, number: number): string {
  return Buffer.from(mark(SEED, 'signature', job, number).slice(0, 40), 'hex').toString('base64');
}

/** The ways in which a secret may come to be written; in base64 it has another face at each of three places. */
function spellingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  );
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...shifted,
  ];
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
