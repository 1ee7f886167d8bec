import type { ProviderSpec } from '@storyboard/core';
import type { Look } from '../look.ts';
import { textWidth, wrapToWidth } from '../text-width.ts';

/** The line above a provider's models: its name, its id, and the variable of its key; more lines where it is narrow. */
export function providerHeading({ id, title, keyVariable }: ProviderSpec, look: Look): readonly string[] {
  const key = keyVariable === undefined ? 'no key, free' : `key in ${keyVariable}`;
  const facts = `${id} · ${key}`;
  const isNarrow = textWidth(title) + 2 + textWidth(facts) > look.columns;
  if (!isNarrow) return [`${look.paint('bold', title)}  ${look.paint('dim', facts)}`];
  return [
    ...wrapToWidth(title, look.columns).map((line) => look.paint('bold', line)),
    ...wrapToWidth(facts, look.columns).map((line) => look.paint('dim', line)),
  ];
}
