import { expect } from 'vitest';
import type { ProviderHarness } from './provider-harness.ts';

/** Runs something that should start so many jobs. A local provider keeps none that could be counted. */
export async function expectJobs<T>(
  harness: ProviderHarness,
  started: number,
  run: () => Promise<T>,
): Promise<T> {
  const before = await harness.countJobs?.();
  const result = await run();
  if (before === undefined) {
    expectLocal(harness, 'only a local provider may have no jobs to count');
  } else {
    expect((await harness.countJobs?.()) ?? 0, 'jobs that the service has started').toBe(before + started);
  }
  return result;
}

/** Holds a harness that leaves something out to being of a local provider. */
export function expectLocal(harness: ProviderHarness, why: string): void {
  expect(harness.createProvider().spec.local, why).toBe(true);
}
