import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { openDeadline } from './deadline.ts';

test('the time aborts, and says so', async () => {
  using deadline = openDeadline(20, undefined);
  await new Promise((resolve) => deadline.signal.addEventListener('abort', resolve));
  expect(deadline.isOver()).toBe(true);
});

test('the outer signal aborts with its reason, also one that is aborted already', () => {
  const reason = new Error('enough');
  const controller = new AbortController();
  using before = openDeadline(10_000, controller.signal);
  controller.abort(reason);
  using after = openDeadline(10_000, controller.signal);
  for (const deadline of [before, after]) {
    expect(deadline.signal.reason).toBe(reason);
    expect(deadline.isOver()).toBe(false);
  }
});

test('a deadline that is let go of leaves nothing behind', async () => {
  const { signal } = new AbortController();
  const deadline = openDeadline(20, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  deadline[Symbol.dispose]();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(deadline.signal.aborted).toBe(false);
});
