import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { StoryboardStatus } from '../../packages/engine/src/index.ts';
import type {
  RequestKind,
  SimulatedProvider,
  SimulatedRequest,
  Simulator,
} from '../../packages/providers/src/simulator/index.ts';
import { type Ended, linesOf, runCommand, startCommand } from './command.ts';
import {
  jobsOf,
  type Project,
  projectOf,
  shotOf,
  statusHere,
  statusOf,
  storyboardOf,
  told,
} from './project.ts';
import { quickFfmpeg } from './quick-ffmpeg.ts';
import { accessTo, startService } from './service.ts';

/** What ends a run before its time, and when. It is killed where nothing else is said. */
export type Stop =
  /** At its n-th durable change of the ledger. */
  | { readonly at: 'commit'; readonly when: 'before' | 'after'; readonly number: number }
  /** When its n-th request of a kind has reached the service, and the service has done nothing yet. */
  | { readonly at: 'request'; readonly kind: RequestKind; readonly number: number }
  /** When the service has taken its n-th job, and has not answered. */
  | { readonly at: 'created'; readonly number: number }
  /** In the middle of its n-th download. */
  | { readonly at: 'download'; readonly number: number }
  /** So long after it was started, or after the first that it says: the plan is made then, and nothing sent yet. */
  | { readonly at: 'instant'; readonly from: 'start' | 'plan'; readonly afterMs: number }
  /** Ctrl-C, when its n-th request of a kind has come in; the service goes on. */
  | { readonly at: 'interrupt'; readonly kind: RequestKind; readonly number: number }
  /** No file may grow beyond this: what a full disk is like, in the middle of whatever is being written. */
  | { readonly at: 'full'; readonly kilobytes: number }
  /** No more files and connections may be open at once. */
  | { readonly at: 'files'; readonly number: number };

/** One project that is rendered, killed, and rendered again until its film is there. */
export type Life = {
  readonly provider: SimulatedProvider;
  readonly shots: number;
  readonly seed: number;
  readonly stops: readonly Stop[];
};

/** What a life had: how many of its stops struck, in order. */
export type Lived = { readonly struck: readonly boolean[] };

/** Runs that are stopped by nothing, and still do not end a life. */
const MOST_OTHERS = 10;
const PRELOADED: Partial<Record<Stop['at'], string>> = {
  commit: 'crash-at-commit.js',
  full: 'full-disk.js',
};

/** Lives a life to its end, and holds the service's account against what the program knows after every death. */
export async function liveThrough(life: Life): Promise<Lived> {
  const { provider, seed } = life;
  let hear: (request: SimulatedRequest) => void | Promise<void> = () => {};
  await using simulator = await startService(provider, { seed, onRequest: (request) => hear(request) });
  const shots = Array.from({ length: life.shots }, (_, index) => ({ id: `shot-${index + 1}` }));
  await using project = projectOf(storyboardOf(shots, { provider }));
  const environment = { ...accessTo(simulator), ...(await quickFfmpeg()) };
  const struck: boolean[] = [];
  const runs: Ended[] = [];
  const stops = [...life.stops];
  while (true) {
    if (runs.length === life.stops.length + MOST_OTHERS)
      throw new Error(`It never ended: ${runs.map(told).join('\n---\n')}`);
    const stop = stops.shift();
    const flags = ['render', 'film.yaml', '--yes', '--json'];
    const crash = stop?.at === 'commit' ? { STORYBOARD_CRASH: `${stop.when}:${stop.number}` } : {};
    const running = startCommand(flags, {
      folder: project.folder,
      environment: { ...environment, ...crash },
      nodeFlags: preloadedFor(stop),
      wrapper: stop?.at === 'full' || stop?.at === 'files' ? limitedTo(stop) : [],
    });
    const kill = () => void running.child.kill(stop?.at === 'interrupt' ? 'SIGINT' : 'SIGKILL');
    hear = stop === undefined ? () => {} : listener(stop, simulator, kill);
    let timer: NodeJS.Timeout | undefined;
    const killSoon = (milliseconds: number) => () => {
      timer = setTimeout(kill, milliseconds);
    };
    if (stop?.at === 'instant' && stop.from === 'start') killSoon(stop.afterMs)();
    if (stop?.at === 'instant' && stop.from === 'plan') {
      running.child.stdout?.once('data', killSoon(stop.afterMs));
    }
    const ended = await running.ended;
    clearTimeout(timer);
    hear = () => {};
    simulator.setFaults({});
    runs.push(ended);
    if (stop !== undefined) struck.push(ended.code !== 0 && ended.code !== 7);
    if (ended.signal === null) expect(codesAfter(stop), told(ended)).toContain(ended.code);
    // There is nothing left to be paid for; what follows would only show that it is not made again.
    if (ended.code === 0) break;
    await decideAsAPerson(project, simulator, environment);
  }
  await examine(project, simulator, environment, runs);
  return { struck };
}

function preloadedFor(stop: Stop | undefined): readonly string[] {
  const module = stop === undefined ? undefined : PRELOADED[stop.at];
  return module === undefined ? [] : ['--import', join(import.meta.dirname, module)];
}

/** A shell that lowers a limit and becomes the program. */
function limitedTo(stop: Extract<Stop, { at: 'full' | 'files' }>): readonly string[] {
  // The unit of a file's size is half a kilobyte by POSIX, and a whole one in bash.
  const limit = stop.at === 'full' ? `-f ${stop.kilobytes}` : `-n ${stop.number}`;
  return ['bash', '-c', `ulimit ${limit}; exec "$0" "$@"`];
}

/** With which codes a run may end by itself. */
function codesAfter(stop: Stop | undefined): readonly number[] {
  switch (stop?.at) {
    case 'interrupt':
      return [0, 7, 130];
    case 'full':
    case 'files':
      return [0, 1, 5, 7, 8];
    default:
      return [0, 7];
  }
}

/** Hears of every request; what it does not return from, the service has not done yet. */
function listener(
  stop: Stop,
  simulator: Simulator,
  kill: () => void,
): (request: SimulatedRequest) => undefined | Promise<void> {
  let count = 0;
  const never = new Promise<void>(() => {});
  return ({ kind }) => {
    if (stop.at === 'request' && kind === stop.kind) {
      count += 1;
      if (count === stop.number) kill();
      return count >= stop.number ? never : undefined;
    }
    if (stop.at === 'interrupt' && kind === stop.kind) {
      count += 1;
      if (count === stop.number) kill();
    }
    if (stop.at === 'created' && kind === 'submit') {
      count += 1;
      if (count !== stop.number) return undefined;
      simulator.hold('submit');
      const before = simulator.account().jobs.length;
      const timer = setInterval(() => {
        if (simulator.account().jobs.length === before) return;
        clearInterval(timer);
        kill();
      }, 2);
    }
    if (stop.at === 'download' && kind === 'download') {
      count += 1;
      if (count !== stop.number) return undefined;
      simulator.setFaults({ 'download-drip': { next: 1 } });
      setTimeout(kill, 700);
    }
    return undefined;
  };
}

/**
 * What somebody does who looks at the service's own pages: names the job of a take in doubt where there is one, and says
 * so where there is none. Where the program can find the job by itself, that is left to it.
 */
async function decideAsAPerson(
  project: Project,
  simulator: Simulator,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const status = await statusHere(project);
  const unknown = unknownTo(status, simulator);
  for (const { shot } of unknown) {
    const holders = status.undecided.filter((job) => job.shot === shot);
    expect(holders, `${shot} is paid, and the ledger neither knows it nor is in doubt`).toHaveLength(1);
  }
  for (const { shot, job } of status.undecided) {
    const found = unknown.find((other) => other.shot === shot);
    if (found !== undefined && simulator.provider === 'aimlapi') continue;
    const choice = found === undefined ? ['--abandon'] : ['--adopt', found.id];
    const words = ['resolve', 'film.yaml', job, ...choice];
    const ended = await runCommand(words, { folder: project.folder, environment });
    expect(ended.code, told(ended)).toBe(0);
  }
}

/** Jobs of the account that the ledger has no name for. */
function unknownTo(status: StoryboardStatus, simulator: Simulator) {
  const known = new Set(jobsOf(status).map(({ serviceJob }) => serviceJob));
  return simulator
    .account()
    .jobs.filter(({ id }) => !known.has(id))
    .map(({ id, prompt }) => ({ id, shot: shotOf(prompt) }));
}

async function examine(
  project: Project,
  simulator: Simulator,
  environment: Readonly<Record<string, string>>,
  runs: readonly Ended[],
): Promise<void> {
  const { folder } = project;
  const status = await statusOf(project, environment);
  const account = simulator.account();
  const last = runs.at(-1);
  const shots = status.takes.map(({ shot }) => shot);
  // Each shot is charged once, and each charge is one that the ledger knows.
  expect(account.jobs.map(({ prompt }) => shotOf(prompt)).sort()).toEqual([...shots].sort());
  expect(account.charges.map(({ job }) => job).sort()).toEqual(account.jobs.map(({ id }) => id).sort());
  expect(unknownTo(status, simulator)).toEqual([]);
  expect(status.undecided).toEqual([]);
  expect(status.spending).toMatchObject({ spent: account.spent, inFlight: 0, inDoubt: 0, toMake: 0 });
  // Whatever was said to be submitted is still known.
  const submitted = runs.flatMap((run) =>
    linesOf(run).flatMap((line) => (line.type === 'job-submitted' ? [line['job']] : [])),
  );
  const known = jobsOf(status).map(({ serviceJob }) => serviceJob);
  for (const job of submitted) expect(known).toContain(job);
  // The film is whole, of the footage that was paid for.
  for (const { shot, state, footage, job } of status.takes) {
    expect(state).toBe('made');
    const bytes = readFileSync(footage?.file ?? '');
    expect(bytes.subarray(-100).toString('latin1'), shot).toContain(`job ${job?.serviceJob}`);
  }
  const summary = last === undefined ? undefined : linesOf(last).at(-1);
  expect(summary).toMatchObject({
    type: 'summary',
    status: 'done',
    exitCode: 0,
    film: { status: 'ready', frames: 150 * shots.length, missing: [] },
  });
  expect(existsSync(join(folder, 'film.mp4'))).toBe(true);
  expect(account.keysToFiles).toBe(0);
  // Of the dead no lock is left behind; a probe of the folder that one of them died over is swept away a day later.
  const left = readdirSync(join(folder, '.storyboard', 'runs'));
  expect(left.filter((name) => !name.endsWith('.tmp'))).toEqual([]);
}
