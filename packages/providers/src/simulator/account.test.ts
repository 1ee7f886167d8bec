import { setTimeout as sleep } from 'node:timers/promises';
import { fromUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { customerOf, idOf, jsonOf, send, startAt, tinyClip } from '../testing/simulator-client.ts';
import { startSimulator } from './start-simulator.ts';

const OPTIONS = { makeClip: tinyClip, jobSeconds: 0.05 };

test('shortapi takes the money when a job starts', async () => {
  const { clock, simulator, customer } = await startAt({ provider: 'shortapi', balance: fromUsd(1) });
  await using _ = simulator;
  const id = idOf(await customer.submit('A fox.'));
  expect(simulator.account()).toMatchObject({ balance: 575_000, held: 0, spent: 425_000 });
  expect(jsonOf(await customer.poll(id)).data).toMatchObject({ status: 0, credit: '0.425' });
  clock.ms += 30_000;
  expect(jsonOf(await customer.poll(id)).data.status).toBe(1);
  clock.ms += 31_000;
  expect(jsonOf(await customer.poll(id)).data.status).toBe(2);
  expect(simulator.account()).toMatchObject({ balance: 575_000, spent: 425_000, refunds: [] });
});

test('shortapi gives it back where the job fails', async () => {
  const { clock, simulator, customer } = await startAt({ provider: 'shortapi' });
  await using _ = simulator;
  const id = idOf(await customer.submit('A fox. #fault:moderation'));
  expect(simulator.account().spent).toBe(425_000);
  clock.ms += 61_000;
  expect(jsonOf(await customer.poll(id)).data).toMatchObject({
    status: 3,
    refunded: true,
    error: 'Output data may contain inappropriate content.',
  });
  const { spent, charges, refunds } = simulator.account();
  expect({ spent, charges: charges.length, refunds: refunds.map(({ job }) => job) }).toEqual({
    spent: 0,
    charges: 1,
    refunds: [id],
  });
});

test('aimlapi holds the money when a job starts, takes it when it is done, and nothing where it fails', async () => {
  const { clock, simulator, customer } = await startAt({ provider: 'aimlapi' });
  await using _ = simulator;
  const good = idOf(await customer.submit('A fox.', { resolution: '1080p' }));
  const bad = idOf(await customer.submit('A hare. #fault:job-failed', { resolution: '1080p' }));
  expect(simulator.account()).toMatchObject({ spent: 0, held: 1_575_000 });
  expect(jsonOf(await customer.get('/v2/billing/transactions?direction=CHARGE')).data).toEqual([]);
  clock.ms += 61_000;
  expect(jsonOf(await customer.poll(good))).toEqual({
    id: good,
    status: 'completed',
    video: { url: expect.stringMatching(/\.mp4\?Expires=\d+&OSSAccessKeyId=\w+&Signature=/) },
    meta: { usage: { credits_used: 1_575_000 } },
  });
  expect(jsonOf(await customer.poll(bad))).toEqual({
    id: bad,
    status: 'error',
    error: { name: 'GenerationError', message: expect.any(String) },
  });
  expect(simulator.account()).toMatchObject({ spent: 787_500, held: 0 });
  expect(jsonOf(await customer.get('/v2/billing/transactions?direction=CHARGE'))).toEqual({
    data: [
      {
        created_at: '2026-11-22T12:01:00.000Z',
        direction: 'CHARGE',
        type: 'MODEL_USAGE',
        amount: { usd: 0.7875, credits: 1_575_000 },
        model: 'alibaba/wan-2-6-r2v',
        reference_id: good,
      },
    ],
    pagination: { next_cursor: null, has_more: false },
  });
  expect(jsonOf(await customer.get('/v2/billing'))).toEqual({ current_balance: 9999.2125, currency: 'USD' });
});

test('aimlapi answers a submission with credits, its id and the caller’s own', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'aimlapi' });
  const customer = customerOf(simulator);
  const headers = { 'x-client-request-id': 'order-8f21c4' };
  const outcome = await customer.submit('A fox.', { resolution: '1080p' }, headers);
  const id = idOf(outcome);
  expect(jsonOf(outcome)).toEqual({ id, status: 'queued', meta: { usage: { credits_used: 1_575_000 } } });
  expect(Object.fromEntries(outcome.headers ?? [])).toMatchObject({
    'x-inference-id': id,
    'x-client-request-id': 'order-8f21c4',
    'x-aimlapi-credits-used': '1575000',
    'x-aimlapi-usd-spent': '0.787500000',
  });
  const odd = await customer.submit('A fox.', {}, { 'x-client-request-id': 'not allowed!' });
  expect(odd.status).toBe(200);
  expect(odd.headers?.has('x-client-request-id')).toBe(false);
  expect(simulator.account().jobs.map(({ clientRequestId }) => clientRequestId)).toEqual([
    'order-8f21c4',
    undefined,
  ]);
});

test.each([
  ['shortapi', 200],
  ['aimlapi', 403],
] as const)(
  '%s refuses a job that its balance does not cover, money that is held included',
  async (provider, status) => {
    await using simulator = await startSimulator({
      ...OPTIONS,
      provider,
      jobSeconds: 60,
      balance: fromUsd(1),
    });
    const customer = customerOf(simulator);
    expect(idOf(await customer.submit('One.'))).toEqual(expect.any(String));
    if (provider === 'shortapi') expect(idOf(await customer.submit('Two.'))).toEqual(expect.any(String));
    const refused = await customer.submit('Three.');
    expect(refused.status).toBe(status);
    expect(jsonOf(refused)).toMatchObject(
      provider === 'shortapi' ? { code: 402, info: 'insufficient balance' } : { statusCode: '403' },
    );
    expect(simulator.account().jobs).toHaveLength(provider === 'shortapi' ? 2 : 1);
  },
);

test.each([
  ['shortapi', { concurrency: 2, retryAfterSeconds: 3 }, 429],
  ['shortapi', { concurrency: 2, retryAfterSeconds: 3, manner: 'code' }, 200],
  ['shortapi', { submitsPerSecond: 2, retryAfterSeconds: 3 }, 429],
  ['aimlapi', { concurrency: 2, retryAfterSeconds: 3 }, 429],
  ['aimlapi', { submitsPerSecond: 2, retryAfterSeconds: 3 }, 429],
] as const)('%s refuses what is beyond %j', async (provider, limits, status) => {
  const { clock, simulator, customer } = await startAt({ provider, limits });
  await using _ = simulator;
  for (const prompt of ['One.', 'Two.'])
    expect(idOf(await customer.submit(prompt))).toEqual(expect.any(String));
  const refused = await customer.submit('Three.');
  expect(refused.status).toBe(status);
  expect(refused.headers?.get('retry-after')).toBe('3');
  expect(jsonOf(refused)?.code ?? Number(jsonOf(refused)?.statusCode)).toBe(429);
  expect(simulator.account()).toMatchObject({ limited: 1, jobs: { length: 2 } });
  clock.ms += 61_000;
  expect(idOf(await customer.submit('Three.'))).toEqual(expect.any(String));
});

test('questions are limited too', async () => {
  const { clock, simulator, customer } = await startAt({
    provider: 'aimlapi',
    limits: { pollsPerSecond: 1 },
  });
  await using _ = simulator;
  const id = idOf(await customer.submit('A fox.'));
  expect([(await customer.poll(id)).status, (await customer.poll(id)).status]).toEqual([200, 429]);
  clock.ms += 1000;
  expect((await customer.poll(id)).status).toBe(200);
});

test('a link works until it expires, and is then another', async () => {
  const { clock, simulator, customer } = await startAt({ provider: 'aimlapi', linkSeconds: 100 });
  await using _ = simulator;
  const id = idOf(await customer.submit('A fox.'));
  clock.ms += 61_000;
  const first = jsonOf(await customer.poll(id)).video.url;
  expect(jsonOf(await customer.poll(id)).video.url).toBe(first);
  const clip = await send(first);
  expect(clip.headers?.get('content-type')).toBe('video/mp4');
  expect((await send(first.replace(/Signature=./, 'Signature=_'))).status).toBe(403);
  clock.ms += 100_000;
  expect(await send(first)).toMatchObject({ status: 403 });
  const second = jsonOf(await customer.poll(id)).video.url;
  expect(second).not.toBe(first);
  expect((await send(second)).body).toEqual(clip.body);
});

test('a link that has expired before its time is replaced when the job is asked about again', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  const customer = customerOf(simulator);
  const { id, url } = await customer.finish('A fox. #fault:link-expired-once');
  expect((await send(url)).status).toBe(403);
  expect((await send(url)).status).toBe(403);
  const next = jsonOf(await customer.poll(id)).data.result.videos[0].url;
  expect((await send(next)).status).toBe(200);
});

test('a download can go on where it was cut, and no two jobs have the same bytes', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  const customer = customerOf(simulator);
  const [one, two] = [await customer.finish('A fox.'), await customer.finish('A fox.')];
  const [whole, other] = [await send(one.url), await send(two.url)];
  expect(other.body).not.toEqual(whole.body);
  const rest = await send(one.url, { headers: { range: 'bytes=100-' } });
  expect(rest.status).toBe(206);
  expect(rest.headers?.get('etag')).toBe(whole.headers?.get('etag'));
  expect(rest.body).toEqual(whole.body?.subarray(100));
});

test('a key that is sent to the footage is seen, which may be served from elsewhere', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi', separateFiles: true });
  const { url } = await customerOf(simulator).finish('A fox.');
  expect(new URL(url).origin).not.toBe(simulator.origin);
  await send(url);
  expect(simulator.account().keysToFiles).toBe(0);
  await send(url, { headers: { authorization: `Bearer ${simulator.key}` } });
  expect(simulator.account().keysToFiles).toBe(1);
});

test('requests are heard of before they are answered, and can be waited for', async () => {
  const heard: string[] = [];
  await using simulator = await startSimulator({
    ...OPTIONS,
    provider: 'aimlapi',
    onRequest: async ({ kind, hasKey }) => {
      await sleep(20);
      heard.push(`${kind} ${hasKey}`);
    },
  });
  const customer = customerOf(simulator);
  const both = simulator.waitForRequests('submit', 2);
  await Promise.all([customer.submit('One.'), customer.submit('Two.'), both]);
  await customer.get('/v2/logs?period=1h');
  await send(`${simulator.origin}/v1/models`);
  expect(heard).toEqual(['submit true', 'submit true', 'logs true', 'models false']);
  expect(simulator.account().requests).toMatchObject({ submit: 2, poll: 0, logs: 1, models: 1 });
});

test('the account can be read over HTTP without a key', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  await customerOf(simulator).submit('A fox.');
  const answer = jsonOf(await send(`${simulator.origin}/simulator/account`));
  expect(answer).toMatchObject({ provider: 'shortapi', spent: 425_000, jobs: [{ prompt: 'A fox.' }] });
  expect(JSON.stringify(answer)).not.toContain(simulator.key);
});

test('a simulator ends although a request is still waiting', async () => {
  const simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  simulator.hold('submit');
  const held = customerOf(simulator).submit('A fox.');
  await simulator.waitForRequests('submit', 1);
  await simulator[Symbol.asyncDispose]();
  expect((await held).ends).toBe('broken');
  expect(simulator.account().jobs).toHaveLength(1);
});
