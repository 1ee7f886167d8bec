import type { ModelSpec, PriceRule } from '../provider/model.ts';
import type { GenerationRequest } from '../provider/request.ts';
import { formatUsd, fromUsd, microUsd } from '../units.ts';
import type { Cost } from './cost.ts';

/** A list of prices that somebody spoilt is no reason to fail: no budget allows this, and thousands of it can be added. */
const MOST = fromUsd(1_000_000);

/** What a request costs by the model's price rules: the first one that fits, or unknown for the model's reason. */
export function priceRequest(
  spec: ModelSpec,
  request: Pick<GenerationRequest, 'duration' | 'resolution' | 'audio'>,
): Cost {
  const rule = spec.prices.find(({ when }) => fits(when, request));
  if (rule === undefined) return { known: false, reason: spec.unpriced };
  // Whole milliseconds keep the product exact; a broken micro-dollar counts as a whole one.
  const amount = Math.ceil((rule.perSecond * Math.round(request.duration * 1000)) / 1000);
  return {
    known: true,
    amount: microUsd(Math.min(MOST, amount)),
    from: rule.from,
    detail: detailOf(rule, request),
  };
}

function fits(when: PriceRule['when'], request: Pick<GenerationRequest, 'resolution' | 'audio'>): boolean {
  return (
    (when.resolution === undefined || when.resolution === request.resolution) &&
    (when.audio === undefined || when.audio === request.audio)
  );
}

/** `5 s × $0.085 (720p, sound)`: only what the price hangs on is named. */
function detailOf(rule: PriceRule, request: Pick<GenerationRequest, 'duration'>): string {
  if (rule.perSecond === 0) return 'free';
  const conditions: string[] = [];
  if (rule.when.resolution !== undefined) conditions.push(rule.when.resolution);
  if (rule.when.audio !== undefined) conditions.push(rule.when.audio ? 'sound' : 'no sound');
  const suffix = conditions.length === 0 ? '' : ` (${conditions.join(', ')})`;
  return `${request.duration} s × ${formatUsd(rule.perSecond)}${suffix}`;
}
