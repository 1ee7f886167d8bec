import { expect, test } from 'vitest';
import { microUsd } from '../units.ts';
import { costText } from './cost-text.ts';

test('a cost is one short word', () => {
  const from = { source: 'a page', asOf: '2026-11-22', estimated: false };
  const known = { known: true, amount: microUsd(425_000), from, detail: '' } as const;
  expect(costText(known)).toBe('$0.425');
  expect(costText({ ...known, from: { ...from, estimated: true } })).toBe('~$0.425');
  expect(costText({ ...known, amount: microUsd(0) })).toBe('free');
  expect(costText({ known: false, reason: 'not listed' })).toBe('unknown');
});
