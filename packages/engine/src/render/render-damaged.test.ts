import { execFile } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { VideoProvider } from '@storyboard/core';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { filmOf } from '../testing/execute-file.ts';
import { TEST_FFMPEG } from '../testing/make-clip.ts';
import { renderHere } from '../testing/render-here.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';

test('what is damaged in the middle of a take is found, once it came and ever after, and spoils no other shot', {
  timeout: 120_000,
}, async () => {
  const film = filmOf({ one: 'red', two: 'garbled', three: 'blue' });
  await using folder = await temporaryFolder({ 'film.yaml': film });
  const provider = garbling(createTestProvider(), await garbledClip(folder));
  const { result } = await renderHere(folder, {}, provider);
  expect(result).toMatchObject({ status: 'done', report: { film: { status: 'ready', missing: [] } } });
  const damaged = {
    code: 'undecodable',
    shot: 'two',
    message: expect.stringMatching(
      /^Its take does not decode cleanly, 0\.\d s from its beginning: \d+ errors, the first: .+\.$/,
    ),
    seconds: expect.closeTo(0.6, 0),
  };
  const first = foundIn(result);
  expect(first).toEqual([damaged]);
  const again = await renderHere(folder, {}, provider);
  expect(again.result).toMatchObject({ status: 'done', report: { spent: 0 } });
  expect(foundIn(again.result)).toEqual(first);
  await rm(folder.file('.storyboard/cache'), { recursive: true });
  const anew = await renderHere(folder, {}, provider);
  expect(foundIn(anew.result)).toEqual(first);
  // What makes a film of a store at once does not decode all of it first.
  await rm(folder.file('.storyboard/cache'), { recursive: true });
  const frozen = await renderHere(folder, { frozen: true }, provider);
  expect(foundIn(frozen.result)).toEqual([]);
});

test('footage that comes in another container is stored as an MP4', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'garbled' }) });
  const stream = await encoded(folder.file('stream.ts'), ['-f', 'mpegts']);
  const { result } = await renderHere(folder, {}, garbling(createTestProvider(), stream));
  expect(result).toMatchObject({ status: 'done', report: { film: { status: 'ready', frames: 10 } } });
  expect(foundIn(result)).toEqual([]);
  const [outcome] = result.status === 'done' ? result.report.outcomes : [];
  if (outcome?.status !== 'succeeded') throw new Error(outcome?.status);
  const stored = await readFile(artifactFile({ path: folder.file('.storyboard') }, outcome.artifact));
  expect(stored.toString('latin1', 4, 8)).toBe('ftyp');
  expect(await readdir(folder.file('.storyboard/tmp'))).toEqual([]);
});

function foundIn(result: Awaited<ReturnType<typeof renderHere>>['result']) {
  if (result.status !== 'done' || result.report.film.status !== 'ready') throw new Error(result.status);
  return result.report.film.findings.filter(({ code }) => code === 'undecodable');
}

/** Sends other bytes for a shot whose prompt is `garbled`. */
function garbling(provider: VideoProvider, clip: Uint8Array): VideoProvider {
  const garbled = new Set<unknown>();
  return {
    ...provider,
    submit: async (submission, options) => {
      const submitted = await provider.submit(submission, options);
      if (submission.request.prompt === 'garbled' && submitted.status === 'accepted')
        garbled.add((submitted.operation as { job: string }).job);
      return submitted;
    },
    async *download(footage, options) {
      if (garbled.has((footage as { job: string }).job)) yield clip;
      else yield* provider.download(footage, options);
    },
  };
}

/** Ten frames with an index that is right and a middle in which nothing is. */
async function garbledClip(folder: TemporaryFolder): Promise<Uint8Array> {
  const bytes = await encoded(folder.file('garbled.mp4'), []);
  const start = bytes.indexOf('mdat');
  const length = bytes.readUInt32BE(start - 4);
  return bytes.fill(0, start + Math.floor(length * 0.5), start + Math.floor(length * 0.8));
}

async function encoded(file: string, output: readonly string[]): Promise<Buffer> {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=24,trim=end_frame=10'];
  const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '48'];
  await promisify(execFile)(TEST_FFMPEG, ['-y', ...picture, ...encoding, ...output, file]);
  return readFile(file);
}
