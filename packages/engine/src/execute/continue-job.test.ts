import type { VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';

const SIMULATOR = new Map([['house', 'http://127.0.0.1:4010']]);

test('a job is not asked for where another service answers, and goes on where it was taken', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const file = folder.file('film.yaml');
  const real = createTestProvider();
  await executeFile(file, endless(real), { policy: { stallMs: 0 } });
  expect(real.service.jobs.size).toBe(1);

  const simulator = createTestProvider();
  const other = await executeFile(file, simulator, { origins: SIMULATOR });
  expect(other.outcomes).toMatchObject([
    {
      status: 'failed',
      failure: {
        message:
          "house was given this job at the service's own address, and this run asks at http://127.0.0.1:4010; a render that asks there goes on with it.",
      },
    },
  ]);
  expect(simulator.service.jobs.size).toBe(0);

  const again = await executeFile(file, real);
  expect(again.outcomes).toMatchObject([{ status: 'succeeded' }]);
  const [job] = real.service.jobs.keys();
  expect(again.events.filter(({ type }) => type === 'job-start')).toMatchObject([{ resumes: job }]);
  expect(real.service.jobs.size).toBe(1);
});

test('a submission in doubt is looked for only where it was sent', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const file = folder.file('film.yaml');
  const asked: string[] = [];
  const silent = (where: string): VideoProvider => ({
    ...createTestProvider(),
    submit: () => Promise.reject(new Error('nothing came')),
    recover: async () => void asked.push(where) as undefined,
  });
  await executeFile(file, silent('simulator'), { origins: SIMULATOR });
  // Once or twice: on a slow disk the second look is due with the first.
  expect(new Set(asked.splice(0))).toEqual(new Set(['simulator']));
  const { outcomes } = await executeFile(file, silent('service'));
  expect(asked).toEqual([]);
  expect(outcomes).toMatchObject([
    { status: 'in-doubt', reason: expect.stringContaining('given this job at http://127.0.0.1:4010') },
  ]);
});

function endless(provider: TestProvider): VideoProvider {
  return { ...provider, poll: async () => ({ status: 'pending' }) };
}
