import type { DurationRule, ModelSpec, PriceRule, ReferenceKind } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import { count, sizeText } from '../words.ts';

/** Seconds that a model offers: `2–10`, `5, 10, 15`. */
export function secondsText(durations: DurationRule): string {
  if (durations.type === 'list') return durations.values.join(', ');
  const { min, max, step } = durations;
  return `${min}–${max}${step === 1 || step < 0.1 ? '' : ` in steps of ${step}`}`;
}

/** How many references of one kind a model takes: `1–3 videos`, `1 image`; undefined for none. */
export function referenceText({ references }: ModelSpec, kind: ReferenceKind): string | undefined {
  const { min, max } = references[kind];
  if (max === 0) return undefined;
  if (isAny(max)) return `any ${kind}s`;
  return min === max ? count(max, kind) : `${min}–${max} ${kind}s`;
}

/** All references that a model takes, in the order in which it gets them; `–` for none. */
export function referencesText(model: ModelSpec): string {
  const kinds = model.references.order.flatMap((kind) => referenceText(model, kind) ?? []);
  if (kinds.length === 0) return '–';
  if (kinds.every((text) => text.startsWith('any'))) return 'any';
  return kinds.join(', ');
}

/** Whether a limit is so high that it is none. */
export function isAny(max: number): boolean {
  return max >= 1000;
}

/** A limit of characters: `1,500 characters`, or that none is known. */
export function lengthLimitText(maxLength: number | undefined): string {
  return maxLength === undefined ? 'no limit known' : `up to ${count(maxLength, 'character')}`;
}

/** The cheapest and the dearest second of a model: `$0.10`, `$0.10–0.15`, `free`, `unknown`. */
export function priceRangeText({ prices }: ModelSpec): string {
  const amounts = prices.map(({ perSecond }) => perSecond).sort((a, b) => a - b);
  const [lowest] = amounts;
  const highest = amounts.at(-1);
  if (lowest === undefined || highest === undefined) return 'unknown';
  if (highest === 0) return 'free';
  const estimated = prices.some(({ from }) => from.estimated) ? '~' : '';
  const range = lowest === highest ? '' : `–${formatUsd(highest).slice(1)}`;
  return `${estimated}${formatUsd(lowest)}${range}`;
}

/** One price with what it is for: `$0.10 a second at 720p`. */
export function priceText({ when, perSecond, from }: PriceRule): string {
  if (perSecond === 0) return 'free';
  const resolution = when.resolution === undefined ? '' : ` at ${when.resolution}`;
  const audio = when.audio === undefined ? '' : when.audio ? ' with sound' : ' without sound';
  return `${from.estimated ? '~' : ''}${formatUsd(perSecond)} a second${resolution}${audio}`;
}

/** Everything that is asked of references of one kind. */
export function referenceDetails(model: ModelSpec, kind: ReferenceKind): string | undefined {
  const number = referenceText(model, kind);
  if (number === undefined) return undefined;
  const { maxBytes, note } = model.references[kind];
  const size = maxBytes === undefined ? [] : [`up to ${sizeText(maxBytes)} each`];
  const more = [...(note === undefined ? [] : [note]), ...size];
  return more.length === 0 ? number : `${number} (${more.join('; ')})`;
}
