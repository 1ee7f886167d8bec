import { randomUUID } from 'node:crypto';
import type { Json } from '@storyboard/core';
import type { JobPort, StepName } from '../jobs/job-port.ts';
import type { JobWorld } from '../jobs/live-job.ts';

/** The process died. */
export class Crash extends Error {}

/** Counts the instants at which a process can die, and dies at one of them. */
export type Mortal = { readonly tick: () => void; readonly ticks: () => number };

/** Dies at the instant of this number, counted from 1; never where absent. */
export function createMortal(diesAt: number | undefined): Mortal {
  let ticks = 0;
  return {
    ticks: () => ticks,
    tick: () => {
      ticks += 1;
      if (ticks === diesAt) throw new Crash();
    },
  };
}

/** What a service knows of one job; it outlives the processes that ask it. */
export type CrashingService = { posts: number; accepted: boolean; asked: number; fetched: number };

/** How the service behaves. */
export type ServiceKind = 'recovers' | 'forgets' | 'refuses' | 'fails';

/** The world of one job in one process, which may die before and after everything that it does. */
export function crashingWorld(service: CrashingService, kind: ServiceKind, mortal: Mortal): JobWorld {
  const live = new Set<string>();
  const touch = <T>(work: () => T): T => {
    mortal.tick();
    const result = work();
    mortal.tick();
    return result;
  };
  return {
    live,
    intend: async () => {
      const submissionId = randomUUID();
      live.add(submissionId);
      return { submissionId, at: '2026-11-22T00:00:00.000Z' };
    },
    send: async () =>
      touch(() => {
        service.posts += 1;
        if (kind === 'refuses') return { status: 'refused', failure: { kind: 'moderation', message: 'No.' } };
        service.accepted = true;
        return { status: 'accepted', operation: { job: 'remote' } };
      }),
    recoverAfterMs: () => [1, 1],
    lookFor: async () =>
      touch(() => (kind === 'recovers' && service.accepted ? { operation: { job: 'remote' } } : undefined)),
    accepted: () => {},
    firstAskMs: () => 1,
    ask: async () =>
      touch(() => {
        service.asked += 1;
        if (service.asked < 2) return { status: 'pending', afterMs: 1 };
        return kind === 'fails'
          ? { status: 'ended', end: { status: 'failed', failure: { kind: 'unknown', message: 'No.' } } }
          : { status: 'ended', end: { status: 'succeeded' }, footage: 'address' };
      }),
    ended: () => {},
    fetch: async () =>
      touch(() => {
        service.fetched += 1;
        return { status: 'done', kept: { artifact: 'a'.repeat(64), sizeBytes: 1 } };
      }),
  };
}

/** A port that remembers in memory, and whose process may die before and after everything that it remembers. */
export function journallingPort(journal: Map<StepName, Json>, mortal: Mortal): JobPort {
  return {
    run: async <T extends Json | undefined>(name: StepName, step: () => Promise<T>): Promise<T> => {
      const known = journal.get(name);
      if (known !== undefined) return known as T;
      const result = await step();
      mortal.tick();
      if (result !== undefined) journal.set(name, result);
      mortal.tick();
      return result;
    },
    sleep: async () => mortal.tick(),
  };
}
