import { expect, test } from 'vitest';
import { bodyOf, customerOf, idOf, jsonOf, send, tinyClip } from '../testing/simulator-client.ts';
import type { SimulatorOptions } from './simulator.ts';
import { startSimulator } from './start-simulator.ts';

const OPTIONS = { makeClip: tinyClip, jobSeconds: 0.05 };
const URLS = ['https://media.example/fox.mp4'];

test.each([
  [{ duration: 11 }, 'duration: Number must be at most 10'],
  [{ duration: 2.5 }, 'duration: Expected integer, received number'],
  [{ resolution: '4k' }, "resolution: Invalid enum value. Expected '720p' | '1080p', received '4k'"],
  [{ prompt: 'x'.repeat(1501) }, 'prompt: String must contain at most 1500 character(s)'],
  [{ prompt: undefined }, 'prompt: Required'],
  [{ negative_prompt: 'x'.repeat(501) }, 'negative_prompt: String must contain at most 500 character(s)'],
  [{ video_urls: undefined }, 'video_urls: Required'],
  [{ video_urls: [] }, 'video_urls: Array must contain at least 1 element(s)'],
  [{ video_urls: ['fox.mp4'] }, 'video_urls[0]: Invalid url'],
  [{ video_urls: ['file:///fox.mp4'] }, 'video_urls[0]: Invalid url'],
  [
    { image_urls: [...URLS, ...URLS, ...URLS, ...URLS, ...URLS] },
    'image_urls and video_urls: at most 5 in all',
  ],
  [{ audio: 'yes' }, "audio: Expected boolean, received 'yes'"],
  [{ seed: 7 }, "Unrecognized key: 'seed'"],
])('shortapi refuses %j', async (more, problem) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  const outcome = await customerOf(simulator).submit('A fox.', more);
  expect(outcome.status).toBe(200);
  expect(jsonOf(outcome)).toEqual({ code: 400, info: `invalid args: ${problem}` });
  expect(simulator.account().jobs).toEqual([]);
});

test.each([
  ['not json', { code: 400, info: 'model is required' }],
  [
    { model: 'alibaba/wan-9', args: {} },
    { code: 404, info: 'invalid model: alibaba/wan-9' },
  ],
])('shortapi refuses the body %j', async (body, answer) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  expect(jsonOf(await customerOf(simulator).post(body))).toEqual(answer);
});

test.each([
  [{ duration: 7 }, "duration: Invalid enum value. Expected '5' | '10' | '15', received number"],
  [{ aspect_ratio: '2:1' }, 'aspect_ratio: Invalid enum value.'],
  [
    { video_urls: [...URLS, ...URLS, ...URLS, ...URLS] },
    'video_urls: Array must contain at most 3 element(s)',
  ],
  [{ model: 'alibaba/wan-9' }, "received 'alibaba/wan-9'"],
  [{ image_urls: URLS }, "Unrecognized key: 'image_urls'"],
])('aimlapi refuses %j', async (more, problem) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'aimlapi' });
  const outcome = await customerOf(simulator).submit('A fox.', more);
  expect(outcome.status).toBe(400);
  expect(jsonOf(outcome)).toEqual({
    message: expect.stringMatching(/^Body validation error!\n/),
    path: '/v2/video/generations',
    requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    statusCode: '400',
    timestamp: expect.any(String),
  });
  expect(jsonOf(outcome).message).toContain(problem);
  expect(simulator.account().jobs).toEqual([]);
});

test('a duration may come as text, as in the vendor’s own sample, and what is not said has its default', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'aimlapi' });
  const customer = customerOf(simulator);
  await customer.submit('A fox.', { duration: '5' });
  await customer.submit('A fox.', { duration: undefined, resolution: undefined });
  expect(simulator.account().jobs.map(({ seconds, resolution }) => ({ seconds, resolution }))).toEqual([
    { seconds: 5, resolution: '720p' },
    { seconds: 10, resolution: '1080p' },
  ]);
});

test.each([
  ['shortapi', 200, { code: 401, info: 'invalid api key' }],
  ['aimlapi', 401, { statusCode: '401' }],
] as const)('%s tells a wrong key, whatever it asks', async (provider, status, body) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider });
  const stranger = customerOf(simulator, { key: 'stranger' });
  const id = idOf(await customerOf(simulator).submit('A fox.'));
  for (const outcome of [await stranger.submit('A fox.'), await stranger.poll(id)]) {
    expect(outcome.status).toBe(status);
    expect(jsonOf(outcome)).toMatchObject(body);
  }
  expect(simulator.account().jobs).toHaveLength(1);
});

test.each([
  ['shortapi', 200],
  ['aimlapi', 404],
] as const)('%s does not know every job', async (provider, status) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider });
  expect((await customerOf(simulator).poll('nobody')).status).toBe(status);
  expect((await customerOf(simulator).get('/v9/nothing')).status).toBe(404);
});

/** A simulator whose clock only moves when the test says so. */
async function startAt(options: Partial<SimulatorOptions>) {
  const clock = { ms: Date.parse('2026-11-22T12:00:00Z') };
  const simulator = await startSimulator({
    ...OPTIONS,
    jobSeconds: 60,
    provider: 'aimlapi',
    ...options,
    now: () => clock.ms,
  });
  return { clock, simulator, customer: customerOf(simulator) };
}

test('the list of requests lags, lists running jobs, and is newest first, page by page', async () => {
  const { clock, simulator, customer } = await startAt({ logLagSeconds: 10 });
  await using _ = simulator;
  const ids: string[] = [];
  for (const name of ['one', 'two', 'three']) {
    ids.push(idOf(await customer.submit(name, {}, { 'x-client-request-id': name })));
    clock.ms += 1000;
  }
  expect(jsonOf(await customer.get('/v2/logs?period=24h')).data).toEqual([]);
  clock.ms += 9000;
  const page = jsonOf(await customer.get('/v2/logs?period=24h&limit=2'));
  expect(page).toEqual({
    data: [
      {
        created: '2026-11-22T12:00:02.000Z',
        status: 'succeeded',
        origin: 'api',
        model: 'alibaba/wan-2-6-r2v',
        cost: { usd: 0.525, credits: 1_050_000 },
        tokens: { input: 0, output: 0, total: 0 },
        request_id: expect.any(String),
        inference_id: ids[2],
        client_request_id: 'three',
      },
      expect.objectContaining({ inference_id: ids[1] }),
    ],
    pagination: { limit: 2, offset: 0, total: 3, has_more: true },
  });
  const rest = jsonOf(await customer.get('/v2/logs?period=24h&limit=2&offset=2'));
  expect(rest.data.map((row: { inference_id: string }) => row.inference_id)).toEqual([ids[0]]);
  expect(rest.pagination).toEqual({ limit: 2, offset: 2, total: 3, has_more: false });
  const window = 'start=2026-11-22T12:00:00&end=2026-11-22T12:00:00.500Z';
  expect(jsonOf(await customer.get(`/v2/logs?${window}`)).pagination.total).toBe(1);
  expect(jsonOf(await customer.get('/v2/logs?period=24h&status=failed')).data).toEqual([]);
  expect(jsonOf(await customer.get('/v2/logs?period=24h&model=wan-2-6-r2v')).pagination.total).toBe(3);
});

test('jobs that failed are listed with no cost', async () => {
  const { clock, simulator, customer } = await startAt({});
  await using _ = simulator;
  await customer.submit('A fox. #fault:job-failed');
  clock.ms += 61_000;
  const [row] = jsonOf(await customer.get('/v2/logs?period=1d&status=failed')).data;
  expect(row).toMatchObject({ status: 'failed', cost: { usd: 0, credits: 0 } });
});

test.each([
  ['logs-empty', { total: 0, later: 0 }],
  ['logs-ended-only', { total: 0, later: 1 }],
] as const)('%s', async (name, { total, later }) => {
  const { clock, simulator, customer } = await startAt({ faults: { [name]: 1 } });
  await using _ = simulator;
  await customer.submit('A fox.');
  clock.ms += 5000;
  expect(jsonOf(await customer.get('/v2/logs?period=1h')).pagination.total).toBe(total);
  clock.ms += 60_000;
  expect(jsonOf(await customer.get('/v2/logs?period=1h')).pagination.total).toBe(later);
});

test.each([
  '',
  'period=24',
  'period=1h&start=2026-11-22T12:00:00Z',
  'start=2026-11-22T12:00:00Z',
  'start=2026-11-22T12:00:00Z&end=2026-11-21T12:00:00Z',
  'start=2026-01-01T00:00:00Z&end=2026-11-21T12:00:00Z',
  'period=1h&limit=101',
  'period=1h&offset=-1',
  'period=1h&status=succeeded,failed',
])('the list of requests is not given for %j', async (query) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'aimlapi' });
  expect((await customerOf(simulator).get(`/v2/logs?${query}`)).status).toBe(400);
});

test('more than 200 questions for the list in a minute are too many', async () => {
  const { clock, simulator, customer } = await startAt({});
  await using _ = simulator;
  const statuses = await Promise.all(
    Array.from({ length: 201 }, async () => (await customer.get('/v2/logs?period=1h')).status),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  clock.ms += 60_001;
  expect((await customer.get('/v2/logs?period=1h')).status).toBe(200);
});

test('what moved the balance comes page by page', async () => {
  const { clock, simulator, customer } = await startAt({});
  await using _ = simulator;
  for (const name of ['one', 'two', 'three']) await customer.submit(name);
  clock.ms += 61_000;
  const first = jsonOf(await customer.get('/v2/billing/transactions?limit=2'));
  expect(first.pagination).toEqual({ next_cursor: expect.any(String), has_more: true });
  const next = `/v2/billing/transactions?limit=2&cursor=${first.pagination.next_cursor}`;
  const second = jsonOf(await customer.get(next));
  expect([first.data.length, second.data.length]).toEqual([2, 1]);
  expect(second.pagination).toEqual({ next_cursor: null, has_more: false });
  expect((await customer.get('/v2/billing/transactions?cursor=odd')).status).toBe(400);
});

test('the models are listed for everybody, with prices where they are asked for, and not sent twice', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'aimlapi' });
  const url = `${simulator.origin}/v1/models?id=alibaba/wan-2-6-r2v&include=pricing`;
  const outcome = await send(url);
  expect(jsonOf(outcome)).toMatchObject({
    object: 'list',
    data: [
      {
        id: 'alibaba/wan-2-6-r2v',
        pricing: {
          kind: 'variants',
          currency: 'USD',
          dimensions: ['resolution'],
          variants: [
            { when: { resolution: '720p' }, price: 0.105, unit: 'second', per: 1 },
            { when: { resolution: '1080p' }, price: 0.1575, unit: 'second', per: 1 },
          ],
        },
      },
    ],
  });
  const etag = outcome.headers?.get('etag') ?? '';
  expect(await send(url, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304 });
  expect(jsonOf(await send(`${simulator.origin}/v1/models`)).data[0]).not.toHaveProperty('pricing');
  const one = await send(`${simulator.origin}/model/alibaba/wan-2-6-r2v`);
  expect(jsonOf(one)).toMatchObject({ object: 'model', data: { id: 'alibaba/wan-2-6-r2v' } });
  expect((await send(`${simulator.origin}/model/nothing`)).status).toBe(404);
});

test('a file that comes as text is taken, and not kept', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  const customer = customerOf(simulator);
  const data = `data:video/mp4;base64,${'A'.repeat(1_000_000)}`;
  const id = idOf(await customer.post(bodyOf('shortapi', 'A fox.', { video_urls: [data] })));
  const { args } = jsonOf(await customer.poll(id)).data;
  expect(args.video_urls[0].length).toBeLessThan(200);
});
