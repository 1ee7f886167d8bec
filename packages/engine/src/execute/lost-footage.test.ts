import { ProviderError } from '@storyboard/core';
import { expect, test } from 'vitest';
import type { LedgerJob } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import { resolveTake } from '../status/resolve-take.ts';
import { type ExecuteFileOptions, executeFile, filmOf } from '../testing/execute-file.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';

async function meet(
  folder: TemporaryFolder,
  prompt: string,
  provider: TestProvider,
  options: ExecuteFileOptions = {},
) {
  await folder.write('film.yaml', filmOf({ one: prompt }));
  const executed = await executeFile(folder.file('film.yaml'), provider, options);
  return { ...executed, state: jobsOf(folder).map(({ status }) => status.state) };
}

function jobsOf(folder: TemporaryFolder): readonly LedgerJob[] {
  using ledger = openLedger(folder.file('.storyboard'), { film: 'film.yaml', now: Date.now });
  return ledger.jobs();
}

test.each<[string, (provider: TestProvider, once: () => boolean) => Partial<TestProvider>]>([
  [
    'knows the job no more',
    (provider, once) => ({
      poll: async (operation, calls) => {
        if (once()) throw new ProviderError('not-found', 'There is no such job.');
        return provider.poll(operation, calls);
      },
    }),
  ],
  [
    'gives nothing at a new address',
    (provider, once) => ({
      download: async function* (footage, calls) {
        if (once()) throw new ProviderError('expired', 'HTTP 403');
        yield* provider.download(footage, calls);
      },
    }),
  ],
])('what a later run fetches is not lost because the service once %s', async (_, faulty) => {
  await using folder = await temporaryFolder();
  const provider = createTestProvider();
  const broken = { ...provider, download: () => failing(new ProviderError('transient', 'The line broke.')) };
  const first = await meet(folder, 'red', broken, { policy: { downloadTries: 1 } });
  expect(first.state).toEqual(['ready']);
  let times = 0;
  const second = await meet(folder, 'red', {
    ...provider,
    ...faulty(provider, () => {
      times += 1;
      return times === 1;
    }),
  });
  expect(times).toBeGreaterThan(1);
  expect(second.outcomes).toMatchObject([{ status: 'succeeded' }]);
});

test('footage is lost only after several tries over the time that is given to it', async () => {
  await using folder = await temporaryFolder();
  const tries: number[] = [];
  const provider: TestProvider = {
    ...createTestProvider(),
    download: () => {
      tries.push(performance.now());
      return failing(new ProviderError('expired', 'HTTP 404'));
    },
  };
  const { state, outcomes } = await meet(folder, 'red', provider, { policy: { notFoundMs: 300 } });
  expect(state).toEqual(['lost']);
  expect(outcomes).toMatchObject([{ status: 'in-doubt', reason: 'HTTP 404' }]);
  expect(tries.length).toBeGreaterThanOrEqual(3);
  expect((tries.at(-1) ?? 0) - (tries[0] ?? 0)).toBeGreaterThanOrEqual(300);
});

test('a job that is lost is asked for again once a person adopts it once more, and costs nothing more', async () => {
  await using folder = await temporaryFolder();
  const provider = createTestProvider();
  const gone = { ...provider, download: () => failing(new ProviderError('expired', 'HTTP 404')) };
  const { state } = await meet(folder, 'red', gone);
  expect(state).toEqual(['lost']);
  const [job] = jobsOf(folder);
  const options = { catalogue: TEST_CATALOGUE };
  const choice = { decision: 'adopt', job: job?.operation?.job ?? '' } as const;
  expect(await resolveTake(folder.file('film.yaml'), options, 'one', choice)).toMatchObject({ ok: true });
  const again = await meet(folder, 'red', provider);
  expect(again.outcomes).toMatchObject([{ status: 'succeeded', cost: undefined }]);
  expect(again.state).toEqual(['stored']);
  expect(provider.submitted).toHaveLength(1);
  expect(jobsOf(folder).map(({ counted }) => counted)).toEqual([40_000]);
});

async function* failing(error: Error): AsyncIterable<Uint8Array> {
  yield await Promise.reject(error);
}
