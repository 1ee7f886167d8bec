import { type Cost, fromUsd, type GenerationRequest } from '@storyboard/core';
import type { Intent, SpendingLimits } from '../ledger/ledger.ts';

/** Limits of a storyboard that has none. */
export const NO_LIMITS: SpendingLimits = { render: undefined, total: undefined };

/** A price in dollars as a plan has it; absent: unknown. */
export function priceOf(dollars: number | undefined): Cost {
  if (dollars === undefined) return { known: false, reason: 'nobody says' };
  const from = { source: 'test', asOf: '2026-11-01', estimated: false };
  return { known: true, amount: fromUsd(dollars), from, detail: '' };
}

/** An intent to have a take made; `letter` stands for its fingerprint. */
export function intentOf(
  letter: string,
  dollars: number | undefined = 0.5,
  more: Partial<Intent> = {},
): Intent {
  return {
    fingerprint: fingerprintOf(letter),
    shot: `shot-${letter}`,
    take: 1,
    provider: 'house',
    model: 'house/one',
    cost: priceOf(dollars),
    request: REQUEST,
    ...more,
  };
}

/** 64 letters that look like a digest. */
export function fingerprintOf(letter: string): string {
  return letter.padStart(64, '0');
}

const REQUEST: GenerationRequest = {
  provider: 'house',
  model: 'house/one',
  prompt: 'red',
  negativePrompt: undefined,
  references: [],
  duration: 1,
  resolution: '720p',
  aspect: '16:9',
  audio: false,
  shotType: undefined,
  seed: undefined,
  options: {},
};
