import { type Cost, fromUsd, type GenerationRequest, type Json } from '@storyboard/core';
import type { Claimed, Intent, Ledger, SpendingLimits } from '../ledger/ledger.ts';
import { openLedger } from '../ledger/open-ledger.ts';
import type { TemporaryFolder } from './temporary-folder.ts';

/** The time by the clock of `LEDGER_OPTIONS`. */
export const AT = '2026-11-22T05:00:00.000Z';

/** What a run of `film.yaml` tells the ledger. */
export const LEDGER_OPTIONS = { film: 'film.yaml', now: () => Date.parse(AT) };

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

/** Claims a take that can be claimed. */
export function claimTake(
  ledger: Ledger,
  letter: string,
  limits: SpendingLimits = NO_LIMITS,
  more: Partial<Intent> = {},
): Extract<Claimed, { readonly status: 'claimed' }> {
  const claimed = ledger.claim(intentOf(letter, 0.5, more), limits);
  if (claimed.status !== 'claimed') throw new Error(claimed.status);
  return claimed;
}

/** A run that claimed a take, perhaps got an answer, and is over. */
export function claimAndLeave(
  folder: TemporaryFolder,
  answer: Json | undefined,
  letter = 'a',
): Extract<Claimed, { readonly status: 'claimed' }> {
  using ledger = openLedger(folder.path, LEDGER_OPTIONS);
  const claimed = claimTake(ledger, letter);
  if (answer !== undefined) ledger.recordStep(claimed.job, 'submit', answer);
  return claimed;
}
