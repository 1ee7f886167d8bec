import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { ReadyReference, Submission } from '@storyboard/core';
import { expect, test } from 'vitest';
import { startSimulator } from '../simulator/index.ts';
import { deadOrigin, type Received, sendJson, serveHttp } from '../testing/loopback.ts';
import { paidSubmission } from '../testing/paid-harness.ts';
import { readAll } from '../testing/run-job.ts';
import { createShortapiProvider } from './shortapi-provider.ts';

const KEY = 'ak-canary-0123456789abcdef';
const makeClip = async (): Promise<Uint8Array> =>
  Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('ftyp')]);

const MONA: ReadyReference = {
  name: 'mona',
  kind: 'video',
  description: '',
  type: 'file',
  path: 'mona.mp4',
  digest: 'd',
  sizeBytes: 5,
  file: '/project/mona.mp4',
};

function providerAt(
  origin: string,
  readFile = async (_path: string): Promise<Uint8Array> => new Uint8Array(),
) {
  return createShortapiProvider({ key: KEY, origin, readFile });
}

test('a file of the project travels within the request', async () => {
  const seen: Received[] = [];
  await using server = await serveHttp((received, response) => {
    seen.push(received);
    sendJson(response, 200, { code: 0, data: { job_id: 'j', amount: '0.425' } });
  });
  const clip = await makeClip();
  const read: string[] = [];
  const provider = providerAt(server.origin, async (path) => {
    read.push(path);
    return clip;
  });
  const reference: ReadyReference = {
    name: 'before',
    kind: 'video',
    description: '',
    type: 'take',
    fingerprint: 'f',
    use: 'clip',
    file: '/project/.storyboard/before.mp4',
  };
  const submission: Submission = { ...paidSubmission('shortapi'), references: [reference] };
  expect(await provider.submit(submission, { submissionId: 'one' })).toEqual({
    status: 'accepted',
    operation: { job: 'j' },
    charged: 425_000,
  });
  expect(read).toEqual(['/project/.storyboard/before.mp4']);
  expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
    args: { video_urls: [`data:video/mp4;base64,${Buffer.from(clip).toString('base64')}`] },
  });
});

test('a reference that cannot be read is a refusal, and nothing is sent', async () => {
  let requests = 0;
  await using server = await serveHttp((_, response) => {
    requests += 1;
    sendJson(response, 200, {});
  });
  const provider = providerAt(server.origin, () => Promise.reject(new Error('gone')));
  const submission: Submission = { ...paidSubmission('shortapi'), references: [MONA] };
  expect(await provider.submit(submission, { submissionId: 'one' })).toMatchObject({
    status: 'refused',
    failure: { kind: 'invalid-input', message: 'The reference @mona cannot be read.' },
  });
  expect(requests).toBe(0);
});

test('a submission that is stopped while its references are read is refused: nothing was sent', async () => {
  let requests = 0;
  await using server = await serveHttp((_, response) => {
    requests += 1;
    sendJson(response, 200, {});
  });
  const controller = new AbortController();
  const provider = providerAt(server.origin, async () => {
    controller.abort();
    return makeClip();
  });
  const submission = { ...paidSubmission('shortapi'), references: [MONA] };
  expect(await provider.submit(submission, { submissionId: 'one', signal: controller.signal })).toEqual({
    status: 'refused',
    failure: {
      kind: 'transient',
      message: 'ShortAPI was not reached: it was stopped before anything was sent.',
    },
  });
  expect(requests).toBe(0);
});

test('where nobody listens, a submission is refused and may be tried again; a question is not answered', async () => {
  const provider = providerAt(await deadOrigin());
  expect(await provider.submit(paidSubmission('shortapi'), { submissionId: 'one' })).toEqual({
    status: 'refused',
    failure: { kind: 'transient', message: 'ShortAPI was not reached: the connection was refused.' },
  });
  await expect(provider.poll({ job: 'j' })).rejects.toMatchObject({ kind: 'transient' });
});

test('the service has no way to find a lost submission, and none is claimed', () => {
  expect(providerAt('https://api.example.com').recover).toBeUndefined();
  expect(providerAt('https://api.example.com').cancel).toBeUndefined();
});

test('the key goes to the origin, never to where the footage is, and is not to be seen in the provider', async () => {
  await using simulator = await startSimulator({
    provider: 'shortapi',
    key: KEY,
    makeClip,
    jobSeconds: 0.01,
    separateFiles: true,
  });
  const provider = providerAt(simulator.origin);
  const submitted = await provider.submit(paidSubmission('shortapi'), { submissionId: 'one' });
  await sleep(50);
  const status = await provider.poll(submitted.status === 'accepted' ? submitted.operation : { job: '' });
  const bytes = await readAll(provider.download(status.status === 'succeeded' ? status.footage : ''));
  expect(bytes.length).toBeGreaterThan(0);
  expect(simulator.account()).toMatchObject({ keysToFiles: 0, requests: { download: 1 } });
  expect(inspect(provider, { depth: 9, showHidden: true }) + JSON.stringify(provider)).not.toContain(KEY);
});

test('footage in a network that is not public is not fetched from the vendor’s own origin', async () => {
  const provider = createShortapiProvider({ key: KEY, readFile: async () => new Uint8Array() });
  for (const url of [
    'http://127.0.0.1/a.mp4',
    'https://10.0.0.1/a.mp4',
    'https://localhost/a.mp4',
    'file:///a',
  ]) {
    await expect(readAll(provider.download(url))).rejects.toMatchObject({ kind: 'not-allowed' });
  }
  await expect(readAll(provider.download({ other: 'provider' }))).rejects.toMatchObject({
    kind: 'malformed',
  });
});
