import { expect, test } from 'vitest';

test('works', () => {
  expect(1).toBe(1);
});
