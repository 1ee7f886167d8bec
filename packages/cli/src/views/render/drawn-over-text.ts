import { commandText } from '../command-text.ts';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { listing } from '../words.ts';

/** Says which shots are drawings in the film that was just made, though the lock file keeps paid takes of them; else ''. */
export function drawnOverText(shots: readonly string[], file: string, look: Look): string {
  if (shots.length === 0) return '';
  const takes =
    shots.length === 1 ? 'a drawing stands for the take that' : 'drawings stand for the takes that';
  return [
    `\n${look.paint('yellow', 'warning:')} Of ${listing(shots, 5)}, ${takes} the lock file keeps.`,
    'To put the film together of the locked takes again:',
    '',
    indented(commandText(['render', file])),
    '\n',
  ].join('\n');
}
