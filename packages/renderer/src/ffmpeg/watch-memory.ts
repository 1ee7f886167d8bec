import { readFile } from 'node:fs/promises';

const INTERVAL_MS = 200;

/**
 * Watches how much memory a process has in use and tells once when it is more than it may. Does nothing where the
 * system has no `/proc`. It never keeps the program running.
 *
 * A limit set before the start would count addresses, not memory: a program with threads reserves far more of them
 * than it uses, and how much more depends on the machine.
 */
export function watchMemory(processId: number, limitBytes: number, onExceeded: () => void): Disposable {
  let isOver = process.platform !== 'linux';
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const bytes = await residentBytes(processId);
    if (isOver) return;
    if (bytes !== undefined && bytes > limitBytes) {
      isOver = true;
      onExceeded();
      return;
    }
    timer = setTimeout(look, INTERVAL_MS).unref();
  };
  if (!isOver) timer = setTimeout(look, INTERVAL_MS).unref();
  return {
    [Symbol.dispose]: () => {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** Undefined for a process that is not there any more. */
async function residentBytes(processId: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${processId}/status`, 'latin1').catch(() => '');
  const kilobytes = /^VmRSS:\s*(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
