import type { Submission, VideoProvider } from '@storyboard/core';
import { frameRate } from '@storyboard/core/units';
import { createAimlapiProvider } from '../aimlapi/aimlapi-provider.ts';
import { createShortapiProvider } from '../shortapi/shortapi-provider.ts';
import { type MakeClip, type Simulator, type SimulatorOptions, startSimulator } from '../simulator/index.ts';
import type { ProviderHarness } from './provider-harness.ts';

/** A paid provider's harness, with its simulator at hand. */
export type PaidHarness = ProviderHarness & { readonly simulator: Simulator };

/** A paid provider and its simulator, as the conformance suite wants them; jobs take a fifth of a second. */
export async function createPaidHarness(
  provider: 'shortapi' | 'aimlapi',
  makeClip: MakeClip,
  options: Partial<SimulatorOptions> = {},
): Promise<PaidHarness> {
  const simulator = await startSimulator({
    provider,
    makeClip,
    jobSeconds: 0.2,
    logLagSeconds: 0.1,
    ...options,
  });
  return {
    simulator,
    key: simulator.key,
    createProvider: (key = simulator.key) => createPaidProvider(simulator, key),
    submissionOf: (duration) => paidSubmission(provider, { duration }),
    failingSubmission: () => paidSubmission(provider, { prompt: 'Something else. #fault:moderation' }),
    countJobs: () => simulator.account().jobs.length,
    hold: {
      submit: () => simulator.hold('submit'),
      poll: () => simulator.hold('poll'),
      download: () => simulator.hold('download'),
    },
    loseAnswer: () => simulator.setFaults({ 'drop-after-create': { next: 1 } }),
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

/** The provider of a simulator, with a key that need not be the right one. */
export function createPaidProvider(simulator: Simulator, key: string = simulator.key): VideoProvider {
  const readFile = async (): Promise<Uint8Array> => {
    throw new Error('No reference of these tests is a file.');
  };
  const access = { key, origin: simulator.origin, readFile };
  return simulator.provider === 'shortapi' ? createShortapiProvider(access) : createAimlapiProvider(access);
}

/** A submission that suits a paid provider's default model: a fox from one reference video, 5 seconds in 720p. */
export function paidSubmission(
  provider: 'shortapi' | 'aimlapi',
  { prompt = 'A fox runs over fresh snow.', duration = 5 } = {},
): Submission {
  const isShortapi = provider === 'shortapi';
  const url = 'https://media.example/fox.mp4';
  const reference = {
    type: 'url' as const,
    name: 'fox',
    kind: 'video' as const,
    description: 'a fox',
    url,
    sha256: undefined,
  };
  return {
    request: {
      provider,
      model: isShortapi ? 'alibaba/wan-2.6/reference-to-video' : 'alibaba/wan-2-6-r2v',
      prompt,
      negativePrompt: undefined,
      references: [reference],
      duration,
      resolution: '720p',
      aspect: isShortapi ? undefined : '16:9',
      audio: isShortapi ? false : undefined,
      shotType: 'single',
      seed: undefined,
      options: {},
    },
    references: [reference],
    label: { shot: 'fox', prompt, caption: undefined, cost: '', model: 'Wan 2.6' },
    target: { size: { width: 1280, height: 720 }, frameRate: frameRate(24), frames: duration * 24 },
  };
}
