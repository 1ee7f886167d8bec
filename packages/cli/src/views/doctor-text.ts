import { visibleText } from '@storyboard/core';
import type { Check, CheckStatus } from '../doctor/check.ts';
import { indented } from './indented.ts';
import type { Format, Look } from './look.ts';
import { plainLines } from './plain-lines.ts';

const MARKS: Readonly<Record<CheckStatus, readonly [mark: string, format: Format]>> = {
  ok: ['✓', 'green'],
  note: ['·', 'dim'],
  warning: ['!', 'yellow'],
  problem: ['✗', 'red'],
};

/** What was found on this machine, a line each, and what to do about it. */
export function doctorText(checks: readonly Check[], look: Look): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, status, found, advice }) => {
    const [mark, format] = MARKS[status];
    const line = `${look.paint(format, mark)} ${look.paint('bold', name.padEnd(width))}  ${visibleText(found)}`;
    return advice === undefined ? [line] : [line, indented(plainLines(advice))];
  });
  const problems = checks.filter(({ status }) => status === 'problem').length;
  const end =
    problems === 0
      ? look.paint('green', 'Ready to render.')
      : look.paint('red', 'Rendering is not possible until what is marked ✗ is mended.');
  return `${[...lines, '', end].join('\n')}\n`;
}
