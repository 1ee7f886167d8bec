import { isStoryboardError, StoryboardError } from '@storyboard/core';

/** How long what is running may take to stop by itself; long enough to end a child process and remove its files. */
const GRACE_MS = 600;

/** The error that a stopped run ends with; a run-ending error that stopped it is kept as it is. */
export function interruption(signal: AbortSignal): StoryboardError {
  const reason: unknown = signal.reason;
  if (isStoryboardError(reason)) return reason;
  return new StoryboardError('interrupted', 'The run was stopped.', {
    hint: 'Everything that was complete is kept; the same command goes on from there.',
    cause: reason,
  });
}

/**
 * Waits for a promise. Once the signal is given it waits only a moment longer, for its maker to clean up, and then no
 * more, whether or not its maker listens to the signal.
 *
 * @throws the `interruption` once the signal is given
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  let grace: NodeJS.Timeout | undefined;
  const stop = () => {
    grace = setTimeout(resolve, GRACE_MS);
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  try {
    const value = await Promise.race([promise, stopped.then(() => Promise.reject(interruption(signal)))]);
    if (signal.aborted) throw interruption(signal);
    return value;
  } catch (error) {
    throw signal.aborted ? interruption(signal) : error;
  } finally {
    clearTimeout(grace);
    signal.removeEventListener('abort', stop);
  }
}

/** The items of an iterable until the signal is given, whether or not their maker listens to the signal. */
export function itemsUntilAborted<T>(items: AsyncIterable<T>, signal: AbortSignal): AsyncIterable<T> {
  return itemsAwaited(items, (next) => untilAborted(next, signal));
}

/** The items of an iterable, each awaited by `wait`, which may give up on a maker that never answers. */
export async function* itemsAwaited<T>(
  items: AsyncIterable<T>,
  wait: (next: Promise<IteratorResult<T>>) => Promise<IteratorResult<T>>,
): AsyncIterable<T> {
  const iterator = items[Symbol.asyncIterator]();
  let pending = true;
  try {
    while (true) {
      const next = await wait(iterator.next());
      if (next.done === true) {
        pending = false;
        return;
      }
      yield next.value;
    }
  } finally {
    // Not awaited: an iterator that hangs in `next` answers no `return` either.
    if (pending) iterator.return?.()?.catch(() => {});
  }
}

/**
 * Does something with a signal that is also given when it takes too long, and waits for it as `untilAborted` does. What is
 * thrown when it took too long is the `late` error.
 */
export async function withinDeadline<T>(
  milliseconds: number,
  signal: AbortSignal,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return stoppedLate(milliseconds, signal, late, (either) => untilAborted(work(either), either));
}

/** Like `withinDeadline`, for what is sure to end within a moment once its signal is given. */
export async function stoppedLate<T>(
  milliseconds: number,
  signal: AbortSignal,
  late: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), milliseconds);
  try {
    return await work(AbortSignal.any([signal, deadline.signal]));
  } catch (error) {
    throw deadline.signal.aborted && !signal.aborted ? late() : error;
  } finally {
    clearTimeout(timer);
  }
}

/** A signal that is given so much later than another one. */
export function laterSignal(
  signal: AbortSignal,
  milliseconds: number,
): { readonly signal: AbortSignal } & Disposable {
  const later = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    timer = setTimeout(() => later.abort(signal.reason), milliseconds);
  };
  if (signal.aborted) later.abort(signal.reason);
  else signal.addEventListener('abort', stop, { once: true });
  return {
    signal: later.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}
