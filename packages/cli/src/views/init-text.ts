import { visibleText } from '@storyboard/core';
import { commandText } from './command-text.ts';
import type { Look } from './look.ts';

/** A file that `init` saw to. */
export type WrittenFile = {
  /** As the user would type it. */
  readonly file: string;
  readonly how: 'written' | 'changed' | 'unchanged';
};

/** What `init` did, and what to do next. */
export function initText(written: readonly WrittenFile[], film: string, look: Look): string {
  const shown = written.map(({ file, how }) => ({ file: visibleText(file), how }));
  const width = Math.max(...shown.map(({ file }) => file.length));
  const lines = shown.map(
    ({ file, how }) => `${look.paint('green', '✓')} ${file.padEnd(width)}  ${look.paint('dim', how)}`,
  );
  const steps = [
    [commandText(['plan', film]), 'what would be made, and what it would cost'],
    [commandText(['render', film]), 'the film, drawn on this machine for nothing'],
  ] as const;
  const stepWidth = Math.max(...steps.map(([command]) => command.length));
  return [
    ...lines,
    '',
    'Next:',
    '',
    ...steps.map(([command, does]) => `  ${command.padEnd(stepWidth)}  ${look.paint('dim', does)}`),
    '',
  ].join('\n');
}
