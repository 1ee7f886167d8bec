import { microUsd } from '@storyboard/core';
import { expect, test } from 'vitest';
import { fingerprintOf, intentOf, NO_LIMITS } from '../testing/ledger-intent.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openLedger } from './open-ledger.ts';

const options = { film: 'film.yaml', now: () => Date.parse('2026-11-22T05:00:00Z') };
const ACCEPTED = { status: 'accepted', operation: { job: 'j-1' } } as const;
const ARTIFACT = 'd'.repeat(64);

test('a fingerprint that was claimed is claimed by nobody else, and is held once its footage is stored', async () => {
  await using folder = await temporaryFolder();
  using first = openLedger(folder.path, options);
  using second = openLedger(folder.path, options);
  const claimed = first.claim(intentOf('a'), NO_LIMITS);
  if (claimed.status !== 'claimed') throw new Error(claimed.status);
  const { job } = claimed;
  expect(job).toBe(`${fingerprintOf('a')}.1`);
  expect(first.stepOf(job, 'intent')).toEqual({
    submissionId: claimed.submissionId,
    at: '2026-11-22T05:00:00.000Z',
  });
  expect(second.claim(intentOf('a'), NO_LIMITS)).toEqual({
    status: 'in-flight',
    job,
    operation: undefined,
    elsewhere: true,
  });
  first.recordStep(job, 'submit', { ...ACCEPTED, charged: microUsd(400_000) });
  expect(second.claim(intentOf('a'), NO_LIMITS)).toEqual({
    status: 'in-flight',
    job,
    operation: { job: 'j-1' },
    elsewhere: true,
  });
  first.recordStep(job, 'end', { status: 'succeeded' });
  first.recordStep(job, 'store', { artifact: ARTIFACT, sizeBytes: 9 });
  expect(second.claim(intentOf('a'), NO_LIMITS)).toEqual({ status: 'held', artifact: ARTIFACT });
  expect(second.takeOf(fingerprintOf('a'))).toMatchObject({ artifact: ARTIFACT, sizeBytes: 9, job });
  expect(second.jobOf(job)).toMatchObject({
    status: { state: 'stored', artifact: ARTIFACT },
    reserved: 500_000,
    charged: 400_000,
    counted: 400_000,
  });
});
