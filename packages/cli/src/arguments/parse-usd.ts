import { fromUsd, type MicroUsd } from '@storyboard/core/units';

/** Dollars as people write them (`2`, `2.50`, `$0.1575`) to money; undefined for anything else. */
export function parseUsd(text: string): MicroUsd | undefined {
  const match = /^\$?(\d{1,9}(?:\.\d{1,6})?)$/.exec(text.trim());
  return match === null ? undefined : fromUsd(Number(match[1]));
}
