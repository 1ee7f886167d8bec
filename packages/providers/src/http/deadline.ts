/** A signal that is aborted after a time, or when another one is; disposing of it lets go of both. */
export type Deadline = Disposable & {
  readonly signal: AbortSignal;
  /** Whether it was the time. */
  readonly isOver: () => boolean;
};

/**
 * Opens a deadline. `AbortSignal.timeout` and `AbortSignal.any` would each stay until the time is over, long after the
 * call that needed them.
 */
export function openDeadline(timeMs: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  let isOver = false;
  const timer = setTimeout(() => {
    isOver = true;
    controller.abort(new DOMException('It takes too long.', 'TimeoutError'));
  }, timeMs);
  const stop = (): void => controller.abort(outer?.reason);
  if (outer?.aborted === true) stop();
  else outer?.addEventListener('abort', stop, { once: true });
  return {
    signal: controller.signal,
    isOver: () => isOver,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stop);
    },
  };
}
