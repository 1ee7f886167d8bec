import { fromUsd, type MicroUsd } from '@storyboard/core/units';

/** Dollars as people write them (`2`, `2.50`, `$0.1575`) to money; undefined for anything else. */
export function parseUsd(text: string): MicroUsd | undefined {
  const match = /^\$?(\d{1,9}(?:\.\d{1,6})?)$/.exec(text.trim());
  return match === null ? undefined : fromUsd(Number(match[1]));
}

/** What is wrong with a text that is no amount of dollars, and how to write one. */
export function usdProblem(text: string): string {
  return /^\$?\d+\.\d{7,}$/.test(text.trim())
    ? 'Write at most six decimals: money is counted in millionths of a dollar.'
    : 'Write dollars, such as 2.50.';
}
