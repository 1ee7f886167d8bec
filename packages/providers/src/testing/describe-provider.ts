import { describe, test } from 'vitest';
import { CONTRACT_CHECKS } from './contract-checks.ts';
import type { ProviderHarness } from './provider-harness.ts';

/**
 * The conformance suite: declares one vitest test for every promise of the provider contract. Each gets a harness of
 * its own from `createHarness` and disposes of it.
 */
export function describeProvider(name: string, createHarness: () => Promise<ProviderHarness>): void {
  describe(`${name} keeps the provider contract`, () => {
    for (const promise of CONTRACT_CHECKS) {
      test(promise.name, async () => {
        await using harness = await createHarness();
        await promise.check(harness);
      });
    }
  });
}
