import * as engine from '@storyboard/engine';
import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type CarryOutFlags, carryOut } from './carry-out.ts';

/** `storyboard preview`: the same cut with every shot drawn on this machine, for nothing. */
export async function preview(
  terminal: Terminal,
  flags: CarryOutFlags & { readonly only?: readonly string[] },
  file: string,
): Promise<ExitCode> {
  const from = { storyboard: file, goOn: terminal.words };
  return carryOut(terminal, { ...flags, drawn: true }, from, (options) =>
    engine.preview({ ...options, ...(flags.only === undefined ? {} : { only: flags.only }) }),
  );
}
