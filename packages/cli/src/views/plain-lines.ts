import { visibleText } from '@storyboard/core';

/** Text of others over several lines, made fit for a terminal; its line breaks stay. */
export function plainLines(text: string): string {
  return text.split(/\r?\n/).map(visibleText).join('\n');
}
