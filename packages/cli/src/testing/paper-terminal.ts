import type { Terminal } from '../terminal/terminal.ts';
import { plainLook } from './plain-look.ts';

/** A terminal that keeps what is written on it. */
export type PaperTerminal = Terminal & {
  readonly written: { stdout: string; stderr: string };
};

/** Makes a terminal of 80 columns without colour, on which nobody can be asked; `changes` make it another one. */
export function paperTerminal(changes: Partial<Terminal> = {}): PaperTerminal {
  const written = { stdout: '', stderr: '' };
  return {
    words: [],
    print: (text) => {
      written.stdout += text;
    },
    note: (text) => {
      written.stderr += text;
    },
    isOutputLost: () => false,
    results: plainLook(80),
    notes: plainLook(80),
    live: false,
    rows: () => 24,
    interactive: () => false,
    readLine: async () => undefined,
    environment: {},
    folder: '/films',
    now: () => 0,
    ...changes,
    written,
  };
}
