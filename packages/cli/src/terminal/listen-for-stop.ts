import { StoryboardError } from '@storyboard/core';
import { EXIT_CODES } from '../exit-codes.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Listens for Ctrl-C, and for being told to end. The first time it aborts the signal, with `interrupted` as the reason,
 * and says so through `onStop`; the second time the process ends at once. Dispose of it to stop listening.
 */
export function listenForStop(onStop: () => void): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT_CODES.interrupted);
    controller.abort(new StoryboardError('interrupted', 'Stopped before the end.'));
    onStop();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      // The second time may come while the last words are written, and ends with the same code.
      if (controller.signal.aborted) return;
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}
