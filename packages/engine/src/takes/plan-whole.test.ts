import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { filmOf } from '../testing/execute-file.ts';
import { renderHere } from '../testing/render-here.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';

test('footage that was changed on the disk is not used: it is asked about, made again, and mended', async () => {
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

  const asked: unknown[] = [];
  const approve = async (plan: { takes: readonly { action: string; why: string }[] }) => {
    asked.push(plan.takes.map(({ action, why }) => [action, why]));
    return asked.length > 1;
  };
  const declined = await renderHere(folder, { approve }, provider);
  expect(declined.result).toMatchObject({ status: 'declined', plan: { total: { amount: 40_000 } } });
  expect(asked[0]).toEqual([
    ['generate', 'made, but its file is gone or damaged'],
    ['reuse', 'made by house'],
  ]);
  const again = await renderHere(folder, { approve }, provider);
  expect(again.result).toMatchObject({
    status: 'done',
    report: { spent: 40_000, outcomes: [{ reused: false }, { reused: true }] },
  });
  expect(provider.submitted.map(({ label }) => label.shot)).toEqual(['one', 'two', 'one']);
  expect(await readFile(object)).toEqual(bytes);
  expect(await readFile(folder.file('film.mp4'))).toEqual(before);
});

/** As many bytes as before, one of them another. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(file, bytes);
}
