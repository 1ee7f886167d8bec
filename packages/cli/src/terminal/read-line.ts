/** The next line of standard input; undefined at its end. Rejects with the signal's reason. */
export async function readLine(signal: AbortSignal): Promise<string | undefined> {
  signal.throwIfAborted();
  const { createInterface } = await import('node:readline');
  // An earlier question let go of it.
  process.stdin.ref();
  // Not a terminal for readline: Ctrl-C stays a signal of the process, and the line is edited by the terminal itself.
  const lines = createInterface({ input: process.stdin, terminal: false });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('close', () => resolve(undefined));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  } finally {
    lines.close();
    process.stdin.unref();
  }
}
