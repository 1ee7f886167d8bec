import type { Submission } from '@storyboard/core';
import { frameRate } from '@storyboard/core/units';
import type { ProviderHarness } from '../testing/index.ts';
import { createLoomProvider } from './loom-provider.ts';
import { startLoomSimulator } from './loom-simulator.ts';

/** What the conformance suite needs of Loom: its simulator, and submissions that suit it. */
export async function createLoomHarness(
  makeClip: (seconds: number) => Promise<Uint8Array>,
): Promise<ProviderHarness> {
  const simulator = await startLoomSimulator({ key: 'loom-key', makeClip });
  return {
    key: 'loom-key',
    createProvider: (key = 'loom-key') => createLoomProvider({ key, origin: simulator.origin }),
    submissionOf: (duration) => submissionOf('A fox runs over fresh snow.', duration),
    failingSubmission: () => submissionOf('Something forbidden.', 1),
    countJobs: () => simulator.countJobs(),
    hold: {
      submit: () => simulator.hold('submit'),
      poll: () => simulator.hold('poll'),
      download: () => simulator.hold('download'),
    },
    loseAnswer: () => simulator.loseAnswer(),
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

/** A submission that suits Loom. */
export function submissionOf(prompt: string, duration: number): Submission {
  return {
    request: {
      provider: 'loom',
      model: 'loom-1',
      prompt,
      negativePrompt: undefined,
      references: [],
      duration,
      resolution: '720p',
      aspect: '16:9',
      audio: undefined,
      shotType: undefined,
      seed: undefined,
      options: {},
    },
    references: [],
    label: { shot: 'fox', prompt, caption: undefined, cost: '', model: 'Loom 1' },
    target: { size: { width: 1280, height: 720 }, frameRate: frameRate(24), frames: duration * 24 },
  };
}
