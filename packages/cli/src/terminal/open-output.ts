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
 * left is not written, the work goes on.
 */
export function openOutput(descriptor: 1 | 2): Output {
  return isDevice(descriptor) ? openStream(process[STREAMS[descriptor]]) : openDirectly(descriptor);
}

/** Terminals are devices, and so is what swallows everything. A stream that is closed altogether is none. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

function openStream(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!['EPIPE', 'EIO'].includes(error.code ?? '')) throw error;
  });
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    size: () => (isTerminal ? { columns: stream.columns, rows: stream.rows } : undefined),
  };
}

function openDirectly(descriptor: number): Output {
  let isOpen = true;
  return {
    write: (text) => {
      let rest: Uint8Array = Buffer.from(text);
      while (isOpen && rest.length > 0) {
        try {
          rest = rest.subarray(writeSync(descriptor, rest));
        } catch (thrown) {
          const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
          if (code === 'EPIPE' || code === 'ECONNRESET') isOpen = false;
          else if (code === 'EAGAIN') pause();
          else throw thrown;
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
