import { type Cost, costText } from '@storyboard/core';

/** A cost within a sentence: `$0.64`, `~$0.70`, `free`, `price unknown`. */
export function priceText(cost: Cost): string {
  return cost.known ? costText(cost) : 'price unknown';
}
