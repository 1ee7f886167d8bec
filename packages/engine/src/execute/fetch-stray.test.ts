import { ProviderError, type VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';

test('a submission in doubt is looked for also when its shot was changed, and kept once it is found', async () => {
  await using folder = await temporaryFolder();
  const provider = createTestProvider();
  const { recover: _, ...blind } = provider;
  const meet = async (prompt: string, by: VideoProvider) => {
    await folder.write('film.yaml', filmOf({ one: prompt }));
    const policy = { strayMs: 60_000 };
    const { outcomes, events } = await executeFile(folder.file('film.yaml'), by, { policy });
    return { outcomes, strays: events.filter(({ type }) => type === 'stray-end') };
  };
  expect((await meet('doubts red', blind)).outcomes).toMatchObject([{ status: 'in-doubt' }]);
  expect((await meet('blue', blind)).strays).toEqual([]);
  const other = await meet('green', provider);
  expect(other.outcomes).toMatchObject([{ status: 'succeeded' }]);
  expect(other.strays).toMatchObject([
    { shot: 'one', take: 1, reason: undefined, artifact: expect.any(String) },
  ]);
  const back = await meet('doubts red', provider);
  expect(back.outcomes).toMatchObject([{ status: 'succeeded', reused: true }]);
  expect(provider.submitted).toHaveLength(3);
});

test('footage of an earlier cut that is not what was asked for is told with the job that a person can give up', async () => {
  await using folder = await temporaryFolder();
  const provider = createTestProvider();
  const make = async (prompt: string) => {
    await folder.write('film.yaml', filmOf({ one: { prompt, duration: 2 } }));
    const { outcomes, events } = await executeFile(folder.file('film.yaml'), provider);
    return { outcomes, strays: events.filter(({ type }) => type === 'stray-end') };
  };
  const { outcomes } = await make('short');
  const job = outcomes[0]?.status === 'failed' ? outcomes[0].job : undefined;
  expect(job).toEqual(expect.any(String));
  expect((await make('blue')).strays).toMatchObject([{ shot: 'one', unusable: job }]);
});

test('nobody is told to give up footage of an earlier cut that could not be fetched', async () => {
  await using folder = await temporaryFolder();
  const walled: VideoProvider = {
    ...createTestProvider(),
    // biome-ignore lint/correctness/useYield: it breaks off before its first byte
    async *download() {
      throw new ProviderError('not-allowed', 'The proxy of this network does not let it through.');
    },
  };
  const make = async (prompt: string) => {
    await folder.write('film.yaml', filmOf({ one: prompt }));
    return (await executeFile(folder.file('film.yaml'), walled)).events;
  };
  await make('red');
  const strays = (await make('blue')).filter(({ type }) => type === 'stray-end');
  expect(strays).toMatchObject([{ shot: 'one', reason: expect.stringContaining('proxy') }]);
  expect(strays[0]).not.toHaveProperty('unusable');
});
