import { type RenderEvent, visibleText } from '@storyboard/core';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { count, listing } from '../words.ts';

/** Footage that was paid for, and that no take of the plan waited for. */
export type StrayEnd = RenderEvent & { readonly type: 'stray-end' };

/**
 * How to be done with what was paid for earlier and cannot be used, which every render would fetch again; '' where there
 * is none. `giveUp`: the command that does it for a job.
 */
export function straysText(strays: readonly StrayEnd[], giveUp: (job: string) => string, look: Look): string {
  const left = strays.flatMap(({ shot, take, unusable }) =>
    unusable === undefined ? [] : [{ name: takeName(`${shot}/${take}`), job: unusable }],
  );
  if (left.length === 0) return '';
  const [it, stays] = left.length === 1 ? ['it', 'It stays'] : ['them', 'They stay'];
  return [
    `\n${look.paint('yellow', count(left.length, 'take'))} paid for earlier cannot be used (${listing(left.map(({ name }) => name))}); every render asks for ${it} again.`,
    `${stays} counted as paid when you give ${it} up, with:`,
    '',
    ...left.map(({ job }) => indented(giveUp(visibleText(job)))),
    '\n',
  ].join('\n');
}
