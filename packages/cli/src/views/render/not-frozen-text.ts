import { visibleText } from '@storyboard/core';
import type { FrozenProblem } from '@storyboard/engine';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { plainLines } from '../plain-lines.ts';

/** Why a film cannot be made of its lock file and the store alone: every reason, each with what to do about it once. */
export function notFrozenText(problems: readonly FrozenProblem[], look: Look): string {
  const hints = [...new Set(problems.flatMap(({ hint }) => (hint === undefined ? [] : [plainLines(hint)])))];
  return [
    `${look.paint(['bold', 'red'], 'Not frozen')}: the film cannot be made of the lock file and the store alone. Nothing was written.`,
    ...problems.map(({ shot, reason }) => {
      const subject = shot === undefined ? '' : `${look.paint('bold', visibleText(shot))}  `;
      return `  ${subject}${visibleText(reason).trim()}`;
    }),
    ...(hints.length === 0 ? [] : ['', ...hints.map((hint) => indented(hint))]),
    '',
  ].join('\n');
}
