import { fstatSync, writeSync } from 'node:fs';

/** One of the two streams that the process writes to. */
export type Output = {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Undefined where it is no terminal. */
  readonly size: () => { readonly columns: number; readonly rows: number } | undefined;
};

const STREAMS = { 1: 'stdout', 2: 'stderr' } as const;
const WAIT_MS = 5;

/**
 * Opens standard output (1) or standard error (2). A pipe or a file is written to directly: what Node's own stream
 * for it loads takes a tenth of a short command. A reader that has seen enough, such as `head`, is no failure: what is
 * left is not written, the work goes on. Nor does a full disk end the work, which may have cost money: it is told once,
 * through `onLost`, and what is left is not written either.
 */
export function openOutput(descriptor: 1 | 2, onLost: (error: Error) => void = () => {}): Output {
  return isTerminalOrClosed(descriptor)
    ? openStream(process[STREAMS[descriptor]], onLost)
    : openDirectly(descriptor, onLost);
}

/** Terminals are devices, and so is what swallows everything or takes nothing; those are written to like files. */
function isTerminalOrClosed(descriptor: number): boolean {
  try {
    // The module of terminals takes a while to load, so it is asked only about what may be one.
    return (
      fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor)
    );
  } catch {
    return true;
  }
}

function openStream(stream: NodeJS.WriteStream, onLost: (error: Error) => void): Output {
  let isLost = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (isLost || ['EPIPE', 'EIO'].includes(error.code ?? '')) return;
    isLost = true;
    onLost(error);
  });
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    size: () => (isTerminal ? { columns: stream.columns, rows: stream.rows } : undefined),
  };
}

function openDirectly(descriptor: number, onLost: (error: Error) => void): Output {
  let isOpen = true;
  return {
    write: (text) => {
      let rest: Uint8Array = Buffer.from(text);
      while (isOpen && rest.length > 0) {
        try {
          rest = rest.subarray(writeSync(descriptor, rest));
        } catch (thrown) {
          const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
          if (code === 'EAGAIN') {
            pause();
            continue;
          }
          isOpen = false;
          if (code !== 'EPIPE' && code !== 'ECONNRESET') onLost(thrown as Error);
        }
      }
    },
    isTerminal: false,
    size: () => undefined,
  };
}

/** Somebody else made the pipe one that does not wait; so this does. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
}
