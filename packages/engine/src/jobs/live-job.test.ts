import type { Json } from '@storyboard/core';
import { expect, test } from 'vitest';
import { openLedger } from '../ledger/open-ledger.ts';
import {
  Crash,
  type CrashingService,
  crashingWorld,
  createMortal,
  journallingPort,
  type ServiceKind,
} from '../testing/crashing-world.ts';
import { claimTake, LEDGER_OPTIONS } from '../testing/ledger-intent.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createEmbeddedPort } from './embedded-port.ts';
import type { StepName } from './job-port.ts';
import { type JobEnd, liveJob } from './live-job.ts';

const KINDS: readonly ServiceKind[] = ['recovers', 'forgets', 'refuses', 'fails'];

/** More instants than any life has. */
const MANY = 100;

function newService(): CrashingService {
  return { posts: 0, accepted: false, asked: 0, fetched: 0 };
}

/** Lives a job in one process after another, each of which dies at its instant, until one lives to the end. */
async function liveThrough(kind: ServiceKind, deaths: readonly number[]) {
  const service = newService();
  const journal = new Map<StepName, Json>();
  let ticks = 0;
  for (const death of [...deaths, undefined]) {
    const mortal = createMortal(death);
    try {
      const end = await liveJob(journallingPort(journal, mortal), crashingWorld(service, kind, mortal));
      return { end, service, ticks: mortal.ticks() };
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      ticks = mortal.ticks();
    }
  }
  throw new Error(`A life without death ended in one, after ${ticks} instants.`);
}

const WITHOUT_DEATH: Readonly<Record<ServiceKind, JobEnd['status']>> = {
  recovers: 'stored',
  forgets: 'stored',
  refuses: 'refused',
  fails: 'failed',
};

test.each(KINDS)(
  'however often it dies, a job at a service that %s is sent at most once, and comes to an end',
  async (kind) => {
    const { end, ticks } = await liveThrough(kind, []);
    expect(end.status).toBe(WITHOUT_DEATH[kind]);
    expect(ticks).toBeGreaterThan(5);
    expect(ticks).toBeLessThan(MANY);
    const ends = new Set<string>();
    for (let first = 1; first <= ticks; first += 1) {
      for (let second = 1; second <= ticks + 10; second += 1) {
        const lived = await liveThrough(kind, [first, second]);
        expect(lived.service.posts, `died at ${first}, then at ${second}`).toBeLessThanOrEqual(1);
        // What the service took is either brought home or held in doubt, never taken for refused.
        if (lived.service.accepted) expect(['stored', 'failed', 'in-doubt']).toContain(lived.end.status);
        if (lived.end.status === 'stored') expect(lived.service.accepted).toBe(true);
        if (kind === 'recovers' && lived.service.accepted) expect(lived.end.status).toBe('stored');
        ends.add(lived.end.status);
      }
    }
    expect(ends).toContain(WITHOUT_DEATH[kind]);
    expect(ends).toContain('in-doubt');
  },
);

test('what is remembered is not done again', async () => {
  const service = newService();
  const journal = new Map<StepName, Json>();
  const mortal = createMortal(undefined);
  const first = await liveJob(journallingPort(journal, mortal), crashingWorld(service, 'recovers', mortal));
  const before = { ...service };
  const again = await liveJob(journallingPort(journal, mortal), crashingWorld(service, 'recovers', mortal));
  expect(again).toEqual(first);
  expect(service).toEqual(before);
  expect([...journal.keys()]).toEqual(['intent', 'submit', 'end', 'store']);
});

test('from any prefix of what is remembered, a life goes on to the same end without sending again', async () => {
  const journal = new Map<StepName, Json>();
  const mortal = createMortal(undefined);
  const service = newService();
  const whole = await liveJob(journallingPort(journal, mortal), crashingWorld(service, 'recovers', mortal));
  const steps = [...journal];
  for (let length = 2; length <= steps.length; length += 1) {
    const known = new Map(steps.slice(0, length));
    const end = await liveJob(journallingPort(known, mortal), crashingWorld(service, 'recovers', mortal));
    expect(end).toEqual(whole);
    expect(known).toEqual(journal);
  }
  expect(service.posts).toBe(1);
});

test('on the ledger, a job that dies at any instant is sent at most once, and comes to an end', async () => {
  const { ticks } = await liveThrough('recovers', []);
  await using folder = await temporaryFolder();
  for (let death = 1; death <= ticks; death += 1) {
    const service = newService();
    let job = '';
    const live = async (diesAt: number | undefined): Promise<JobEnd> => {
      using ledger = openLedger(folder.path, LEDGER_OPTIONS);
      const mortal = createMortal(diesAt);
      const world = crashingWorld(service, 'recovers', mortal);
      if (job === '') {
        const claimed = claimTake(ledger, String(death));
        job = claimed.job;
        world.live.add(claimed.submissionId);
      } else {
        ledger.takeUp(job);
      }
      const port = createEmbeddedPort<JobEnd>({
        ledger: {
          stepOf: ledger.stepOf,
          recordSteps: (steps) => {
            mortal.tick();
            ledger.recordSteps(steps);
            mortal.tick();
          },
        },
        sleep: async () => mortal.tick(),
        whenUnrecorded: async ({ error }) => error,
      });
      return await port(job, (steps) => liveJob(steps, world));
    };
    await live(death).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    const end = await live(undefined);
    expect(service.posts).toBeLessThanOrEqual(1);
    expect(end.status).toBe(service.accepted ? 'stored' : 'in-doubt');
    using ledger = openLedger(folder.path, LEDGER_OPTIONS);
    expect(ledger.jobOf(job)?.status.state).toBe(end.status);
  }
});

test('a job that is started twice lives once', async () => {
  const service = newService();
  const mortal = createMortal(undefined);
  const journal = new Map<string, Json>([
    ['intent', { submissionId: 'one', at: '2026-11-22T00:00:00.000Z' }],
  ]);
  const port = createEmbeddedPort<JobEnd>({
    ledger: {
      stepOf: (_, name) => journal.get(name),
      recordSteps: (steps) => {
        for (const { name, result } of steps) journal.set(name, result);
      },
    },
    sleep: async () => {},
    whenUnrecorded: async ({ error }) => error,
  });
  const world = crashingWorld(service, 'forgets', mortal);
  world.live.add('one');
  const ends = await Promise.all([1, 2].map(() => port('job', (steps) => liveJob(steps, world))));
  expect(ends.map(({ status }) => status)).toEqual(['stored', 'stored']);
  expect(service).toMatchObject({ posts: 1, fetched: 1 });
});
