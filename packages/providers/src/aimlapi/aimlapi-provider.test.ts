import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { Operation } from '@storyboard/core';
import { expect, test } from 'vitest';
import { startSimulator } from '../simulator/index.ts';
import { type Received, sendJson, serveHttp } from '../testing/loopback.ts';
import { paidSubmission } from '../testing/paid-harness.ts';
import { readAll } from '../testing/run-job.ts';
import { createAimlapiProvider } from './aimlapi-provider.ts';

const KEY = 'sk-canary-0123456789abcdef';
const MINE = '5f2b0b0e-0000-4000-8000-000000000001';
const makeClip = async (): Promise<Uint8Array> =>
  Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('ftyp')]);

function providerAt(origin: string, key = KEY) {
  return createAimlapiProvider({ key, origin, readFile: async () => new Uint8Array() });
}

test('a submission whose answer was lost is found by its id, once it is listed', async () => {
  await using simulator = await startSimulator({
    provider: 'aimlapi',
    key: KEY,
    makeClip,
    jobSeconds: 0.05,
    logLagSeconds: 0.2,
  });
  const provider = providerAt(simulator.origin);
  const since = new Date().toISOString();
  for (let turn = 0; turn < 120; turn += 1) {
    await provider.submit(paidSubmission('aimlapi'), { submissionId: crypto.randomUUID() });
  }
  simulator.setFaults({ 'drop-after-create': { next: 1 } });
  await expect(provider.submit(paidSubmission('aimlapi'), { submissionId: MINE })).rejects.toThrow();
  const lost = simulator.account().jobs.find(({ clientRequestId }) => clientRequestId === MINE);
  for (let turn = 0; turn < 120; turn += 1) {
    await provider.submit(paidSubmission('aimlapi'), { submissionId: crypto.randomUUID() });
  }
  await sleep(300);
  const found = await provider.recover?.(MINE, since);
  expect(found).toEqual({ job: lost?.id });
  expect(await provider.poll(found as Operation)).toMatchObject({ status: 'succeeded' });
  expect(await provider.recover?.(crypto.randomUUID(), since)).toBeUndefined();
});

test('of several jobs with the same id the oldest is found, over all pages', async () => {
  const paths: string[] = [];
  const since = new Date().toISOString();
  const row = (id: string, mine: boolean) => ({
    created: since,
    status: 'succeeded',
    inference_id: id,
    client_request_id: mine ? MINE : null,
  });
  const pages = [[row('c', true)], [row('b', false)], [row('a', true)]];
  await using server = await serveHttp(({ path }, response) => {
    paths.push(path);
    sendJson(response, 200, { data: pages[paths.length - 1], pagination: { has_more: paths.length < 3 } });
  });
  expect(await providerAt(server.origin).recover?.(MINE, since)).toEqual({ job: 'a' });
  expect(paths.map((path) => new URLSearchParams(path.split('?')[1]).get('offset'))).toEqual([
    '0',
    '100',
    '200',
  ]);
});

test('a request that is logged as failed and has no job costs nothing', async () => {
  await using server = await serveHttp((_, response) => sendJson(response, 404, { message: 'Not Found' }));
  const provider = providerAt(server.origin);
  expect(await provider.poll({ job: 'x', logged: 'failed' })).toEqual({
    status: 'failed',
    failure: { kind: 'unknown', message: 'AI/ML API has logged this request as failed.' },
    charged: 0,
  });
  await expect(provider.poll({ job: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
});

test('the submission id travels with the submission; ids of jobs are encoded', async () => {
  const seen: Received[] = [];
  await using server = await serveHttp((received, response) => {
    seen.push(received);
    sendJson(response, 200, { id: 'a/b:c&d', status: 'queued' });
  });
  const provider = providerAt(server.origin);
  const submitted = await provider.submit(paidSubmission('aimlapi'), { submissionId: MINE });
  expect(submitted).toEqual({ status: 'accepted', operation: { job: 'a/b:c&d' } });
  await provider.poll({ job: 'a/b:c&d' });
  expect(seen.map(({ method, path, headers }) => [method, path, headers['x-client-request-id']])).toEqual([
    ['POST', '/v2/video/generations', MINE],
    ['GET', '/v2/video/generations?generation_id=a%2Fb%3Ac%26d', undefined],
  ]);
});

test('the key goes to the origin, never to where the footage is, and is not to be seen in the provider', async () => {
  await using simulator = await startSimulator({
    provider: 'aimlapi',
    key: KEY,
    makeClip,
    jobSeconds: 0.01,
    separateFiles: true,
  });
  const provider = providerAt(simulator.origin, ` ${KEY}\n`);
  const submitted = await provider.submit(paidSubmission('aimlapi'), { submissionId: MINE });
  await sleep(50);
  const status = await provider.poll(submitted.status === 'accepted' ? submitted.operation : { job: '' });
  const bytes = await readAll(provider.download(status.status === 'succeeded' ? status.footage : ''));
  expect(bytes.length).toBeGreaterThan(0);
  expect(simulator.account()).toMatchObject({ keysToFiles: 0, requests: { download: 1 } });
  expect(inspect(provider, { depth: 9, showHidden: true }) + JSON.stringify(provider)).not.toContain(KEY);
});

test.each(['ftp://example.com', 'nonsense', 'https://user:pass@example.com'])('%s is no origin', (origin) => {
  expect(() => providerAt(origin)).toThrow(TypeError);
});
