import { expect, test } from 'vitest';
import { createMeter } from './meter.ts';

test('parts add up by their weight, and what is said never goes back', () => {
  const said: number[] = [];
  const meter = createMeter(10, (fraction) => said.push(fraction));
  const [light, heavy] = [meter.part(2), meter.part(8)];
  light.to(0.5);
  heavy.to(0.25);
  heavy.to(0.1);
  light.to(7);
  heavy.to(0.999);
  meter.end();
  meter.end();
  expect(said).toEqual([0.1, 0.3, 0.4, expect.closeTo(0.9992, 6), 1]);
});
