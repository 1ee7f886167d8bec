import { readFile, rm, writeFile } from 'node:fs/promises';
import { ProviderError, type VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { planStoryboard } from '../plan/plan-storyboard.ts';
import { readStatus } from '../status/read-status.ts';
import { resolveTake } from '../status/resolve-take.ts';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { renderHere } from '../testing/render-here.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider } from '../testing/test-provider.ts';

test('footage that was changed on the disk is not used: it is named, fetched once more for nothing, and mended', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  const provider = createTestProvider();
  const { result } = await renderHere(folder, {}, provider);
  if (result.status !== 'done') throw new Error(result.status);
  const before = await readFile(folder.file('film.mp4'));
  const [one] = result.report.outcomes;
  if (one?.status !== 'succeeded') throw new Error('not made');
  const object = artifactFile({ path: folder.file('.storyboard') }, one.artifact);
  const bytes = await readFile(object);
  await damage(object);
  await rm(folder.file('.storyboard/cache'), { recursive: true });

  const approve = () => Promise.reject(new Error('Nothing is to be paid.'));
  const again = await renderHere(folder, { approve }, provider);
  expect(again.result).toMatchObject({
    status: 'done',
    plan: {
      total: { amount: 0 },
      takes: [
        { action: 'resume', why: 'made, but its file is gone or damaged; fetched again, nothing to pay' },
        { action: 'reuse', why: 'made by house' },
      ],
    },
    report: { spent: 0, outcomes: [{ reused: false }, { reused: true }] },
  });
  expect(again.events.slice(0, 2)).toMatchObject([
    { type: 'render-start' },
    { type: 'take-damaged', id: 'one/1', file: object },
  ]);
  expect(provider.submitted.map(({ label }) => label.shot)).toEqual(['one', 'two']);
  expect(await readFile(object)).toEqual(bytes);
  expect(await readFile(folder.file('film.mp4'))).toEqual(before);
});

test('footage that the service has no more either is lost, and paid for again only when a person says so', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const provider = createTestProvider();
  const { result } = await renderHere(folder, {}, provider);
  if (result.status !== 'done') throw new Error(result.status);
  await rm(folder.file('.storyboard/objects'), { recursive: true });
  const forgetful: VideoProvider = {
    ...provider,
    poll: () => Promise.reject(new ProviderError('not-found', 'There is no such job.')),
  };
  const policy = { notFoundMs: 100 };
  const lost = await executeFile(folder.file('film.yaml'), forgetful, { policy });
  expect(lost.outcomes).toMatchObject([{ status: 'in-doubt', reason: 'There is no such job.' }]);
  const file = folder.file('film.yaml');
  const options = { catalogue: TEST_CATALOGUE };
  expect(await planStoryboard(file, options)).toMatchObject({
    plan: { takes: [{ action: 'in-doubt', why: 'paid at house, but its footage is lost' }] },
  });
  await resolveTake(file, options, 'one', { decision: 'pay-again' });
  const paid = await executeFile(file, provider);
  expect(paid.outcomes).toMatchObject([{ status: 'succeeded', cost: { amount: 40_000 } }]);
  expect(provider.submitted).toHaveLength(2);
});

test('what is gone of shots that are not in the film any more is not fetched, and status says what is', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  const provider = createTestProvider();
  await renderHere(folder, {}, provider);
  await rm(folder.file('.storyboard/objects'), { recursive: true });
  await folder.write('film.yaml', filmOf({ one: 'red' }));
  const read = await readStatus(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE });
  expect(read).toMatchObject({
    status: {
      takes: [
        { state: 'in-flight', why: 'made, but its file is gone or damaged; fetched again, nothing to pay' },
      ],
      spending: { toMake: 0 },
    },
  });
  const again = await renderHere(folder, {}, provider);
  expect(again.result).toMatchObject({ status: 'done', plan: { strays: [] }, report: { spent: 0 } });
  const downloads = [...provider.service.jobs.values()].map(({ prompt, downloads: times }) => [
    prompt,
    times,
  ]);
  expect(downloads).toEqual([
    ['red', 2],
    ['green', 1],
  ]);
});

/** As many bytes as before, one of them another. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(file, bytes);
}
