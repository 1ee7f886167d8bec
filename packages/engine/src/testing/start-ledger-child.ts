import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('ledger-child.ts', import.meta.url));

/** Starts a process that works on the ledger of a store; see `ledger-child.ts`. */
export function startLedgerChild(store: string, ...work: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, argumentsOf(store, work));
}

/** The same, of a process that no file can outgrow some size of: writing beyond it fails as it does on a full disk. */
export function startLimitedLedgerChild(
  store: string,
  mostKilobytes: number,
  ...work: readonly string[]
): ChildProcessWithoutNullStreams {
  const limited = `ulimit -f ${mostKilobytes}; exec "$0" "$@"`;
  return spawn('bash', ['-c', limited, process.execPath, ...argumentsOf(store, work)]);
}

/** The first line that a process says, as JSON. */
export async function firstLine<T>(child: ChildProcessWithoutNullStreams): Promise<T> {
  let text = '';
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk);
  });
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end >= 0) return JSON.parse(text.slice(0, end)) as T;
  }
  throw new Error(`The process ended without a line: ${text}${complaint}`);
}

/** Garbage is collected all the time: what lives only as long as somebody refers to it does not live long. */
function argumentsOf(store: string, work: readonly string[]): readonly string[] {
  return ['--expose-gc', '--conditions=@storyboard/source', CHILD, store, ...work];
}
