import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('ledger-child.ts', import.meta.url));

/** Starts a process that works on the ledger of a store; see `ledger-child.ts`. */
export function startLedgerChild(store: string, ...work: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [
    '--expose-gc',
    '--conditions=@storyboard/source',
    CHILD,
    store,
    ...work,
  ]);
  child.stderr.pipe(process.stderr);
  return child;
}

/** The first line that a process says, as JSON. */
export async function firstLine<T>(child: ChildProcessWithoutNullStreams): Promise<T> {
  let text = '';
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end >= 0) return JSON.parse(text.slice(0, end)) as T;
  }
  throw new Error(`The process ended without a line: ${text}`);
}
