import { expect, test } from 'vitest';
import { startSimulator } from './start-simulator.ts';

const makeClip = async (): Promise<Uint8Array> => Buffer.from([0, 0, 0, 8, 102, 116, 121, 112]);

const R2V = {
  model: 'alibaba/wan-2.6/reference-to-video',
  args: { prompt: 'A fox.', video_urls: ['https://media.example/fox.mp4'], duration: 5, resolution: '720p' },
};

test('shortapi makes a job from its submission to its footage', async () => {
  let nowMs = Date.now();
  const now = () => nowMs;
  await using simulator = await startSimulator({ provider: 'shortapi', makeClip, jobSeconds: 60, now });
  const headers = { authorization: `Bearer ${simulator.key}`, 'content-type': 'application/json' };
  const created = await fetch(`${simulator.origin}/api/v1/job/create`, {
    method: 'POST',
    headers,
    body: JSON.stringify(R2V),
  });
  const body = JSON.parse(await created.text());
  expect(body).toEqual({ code: 0, data: { amount: '0.425', job_id: expect.stringMatching(/^job_/) } });
  const ask = async () =>
    JSON.parse(
      await (await fetch(`${simulator.origin}/api/v1/job/query?id=${body.data.job_id}`, { headers })).text(),
    );
  expect(await ask()).toMatchObject({ code: 0, data: { status: 0, result: null } });
  nowMs += 61_000;
  const done = await ask();
  expect(done).toMatchObject({ code: 0, data: { status: 2, refunded: false } });
  const clip = await fetch(done.data.result.videos[0].url);
  expect(Buffer.from(await clip.arrayBuffer()).toString('latin1')).toContain(body.data.job_id);
  expect(simulator.account()).toMatchObject({ spent: 425_000, jobs: [{ charged: 425_000, polls: 2 }] });
});
