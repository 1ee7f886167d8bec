import { readFile } from 'node:fs/promises';
import { CATALOGUE, createAimlapiProvider, createShortapiProvider } from '@storyboard/providers';
import {
  type SimulatedProvider,
  type SimulatorOptions,
  startSimulator,
} from '@storyboard/providers/simulator';
import { expect, test } from 'vitest';
import { executeFile } from '../testing/execute-file.ts';
import { makeClip } from '../testing/make-clip.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const PROVIDERS = { shortapi: createShortapiProvider, aimlapi: createAimlapiProvider };

/** A film of so many shots at one of the services, which is simulated. */
async function renderAt(provider: SimulatedProvider, shots: number, options: Partial<SimulatorOptions>) {
  await using simulator = await startSimulator({
    provider,
    makeClip: ({ seconds }) => makeClip(seconds),
    jobSeconds: [0.2, 0.5],
    ...options,
  });
  await using folder = await temporaryFolder({
    'film.yaml': JSON.stringify({
      version: 1,
      title: 'A test',
      defaults: { provider, duration: 5 },
      references: { cat: { video: 'https://example.com/cat.mp4' } },
      shots: Array.from({ length: shots }, (_, index) => ({
        id: `s${index}`,
        prompt: `@cat walks away for the ${index}th time`,
      })),
    }),
  });
  const { key, origin } = simulator;
  const limits = new Map([[provider, { concurrency: 20, submitsPerSecond: 20, pollsPerSecond: 100 }]]);
  const made = PROVIDERS[provider]({ key, origin, readFile: (path) => readFile(path) });
  const render = () =>
    executeFile(folder.file('film.yaml'), made, {
      catalogue: CATALOGUE,
      limits,
      policy: { firstAskMs: 200 },
    });
  const first = await render();
  const second = await render();
  return { first, second, account: simulator.account() };
}

test.each(['shortapi', 'aimlapi'] as const)(
  'every shot is paid for once at %s, and nothing the second time',
  async (provider) => {
    const { first, second, account } = await renderAt(provider, 12, {});
    expect(first.outcomes.map(({ status }) => status)).toEqual(Array(12).fill('succeeded'));
    expect(second.outcomes).toMatchObject(Array(12).fill({ status: 'succeeded', reused: true }));
    expect(account.jobs).toHaveLength(12);
    expect(new Set(account.jobs.map(({ prompt }) => prompt)).size).toBe(12);
  },
);

test('a service that takes three jobs at once is found out, and gets every shot once', async () => {
  // Its time goes by while it is asked, once it has refused: however slow this machine is, three jobs run until then.
  let nowMs = Date.now();
  let submitted = 0;
  const { first, account } = await renderAt('aimlapi', 16, {
    limits: { concurrency: 3 },
    jobSeconds: [0.8, 1.2],
    now: () => nowMs,
    onRequest: ({ kind }) => {
      if (kind === 'submit') submitted += 1;
      if (kind === 'poll' && submitted > 3) nowMs += 100;
    },
  });
  expect(first.outcomes.map(({ status }) => status)).toEqual(Array(16).fill('succeeded'));
  expect(account.jobs).toHaveLength(16);
  expect(account.limited).toBeGreaterThan(0);
  // On a slow disk all are sent before the first refusal is read; on a quick one it is five or so.
  expect(account.limited).toBeLessThanOrEqual(24);
});

test('answers that are lost half of the time cost no shot and no second payment where jobs can be found again', async () => {
  const { first, account } = await renderAt('aimlapi', 8, {
    logLagSeconds: 0,
    faults: { 'drop-after-create': 0.5 },
  });
  expect(first.outcomes.map(({ status }) => status)).toEqual(Array(8).fill('succeeded'));
  expect(account.jobs).toHaveLength(8);
});
