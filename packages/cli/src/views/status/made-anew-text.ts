import { visibleText } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import type { MadeAnew } from '@storyboard/engine';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { count, listing } from '../words.ts';

/** That takes of other shots go on from a shot of which another take was picked, and what that costs; '' where none does. */
export function madeAnewText(shot: string, { takes, total }: MadeAnew, look: Look): string {
  if (takes.length === 0) return '';
  const subject = takes.length === 1 ? 'goes on from it and is' : 'go on from it and are';
  const unknown = total.unknown === 0 ? [] : [count(total.unknown, 'unknown price')];
  const known = total.amount === 0 && total.unknown > 0 ? [] : [formatUsd(total.amount)];
  const cost = total.amount + total.unknown === 0 ? 'nothing' : [...known, ...unknown].join(' and ');
  const mark = look.paint('yellow', '!');
  return `${mark} ${look.paint('bold', visibleText(shot))}  ${listing(takes.map(takeName))} ${subject} made anew by the next render, for ${cost}\n`;
}
