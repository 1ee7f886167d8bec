import { expect, test } from 'vitest';
import { customerOf, idOf, jsonOf, send, startAt, tinyClip } from '../testing/simulator-client.ts';
import { startSimulator } from './start-simulator.ts';

const OPTIONS = { makeClip: tinyClip, jobSeconds: 0.05 };

test('the list of requests lags, lists running jobs, and is newest first, page by page', async () => {
  const { clock, simulator, customer } = await startAt({ provider: 'aimlapi', logLagSeconds: 10 });
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
  const { clock, simulator, customer } = await startAt({ provider: 'aimlapi' });
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
  const { clock, simulator, customer } = await startAt({ provider: 'aimlapi', faults: { [name]: 1 } });
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
  const { clock, simulator, customer } = await startAt({ provider: 'aimlapi' });
  await using _ = simulator;
  const statuses = await Promise.all(
    Array.from({ length: 201 }, async () => (await customer.get('/v2/logs?period=1h')).status),
  );
  expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  clock.ms += 60_001;
  expect((await customer.get('/v2/logs?period=1h')).status).toBe(200);
});

test('what moved the balance comes page by page', async () => {
  const { clock, simulator, customer } = await startAt({ provider: 'aimlapi' });
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
