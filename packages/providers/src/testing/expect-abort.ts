import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';

/** How long a call may take to notice an abort. */
const PROMPT_MS = 3000;

/**
 * Starts a call, aborts it `afterMs` later (at once, before the call, for zero) and holds it to rejecting promptly
 * with the signal's own reason.
 */
export async function expectAbort(
  call: (signal: AbortSignal) => Promise<unknown>,
  { afterMs }: { readonly afterMs: number },
): Promise<void> {
  const controller = new AbortController();
  const reason = new Error('stopped by the conformance suite');
  if (afterMs === 0) {
    controller.abort(reason);
  }
  const ended = endOf(call(controller.signal));
  if (afterMs > 0) {
    const early = await Promise.race([ended, sleep(afterMs, undefined)]);
    expect(early, 'what a call that is held ends with before the abort').toBeUndefined();
    controller.abort(reason);
  }
  const late = sleep(PROMPT_MS, { tooLateMs: PROMPT_MS }, { ref: false });
  expect(await Promise.race([ended, late])).toEqual({ rejected: reason });
  const end = await ended;
  expect('rejected' in end && end.rejected === reason, 'the reason is the signal’s own').toBe(true);
}

function endOf(call: Promise<unknown>): Promise<{ resolved: unknown } | { rejected: unknown }> {
  return call.then(
    (resolved) => ({ resolved }),
    (rejected: unknown) => ({ rejected }),
  );
}
