import { expect, test } from 'vitest';
import { bodyOf, customerOf, idOf, jsonOf, tinyClip } from '../testing/simulator-client.ts';
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

test('a file that comes as text is taken, and not kept', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  const customer = customerOf(simulator);
  const data = `data:video/mp4;base64,${'A'.repeat(1_000_000)}`;
  const id = idOf(await customer.post(bodyOf('shortapi', 'A fox.', { video_urls: [data] })));
  const { args } = jsonOf(await customer.poll(id)).data;
  expect(args.video_urls[0].length).toBeLessThan(200);
});
