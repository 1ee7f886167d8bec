import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangePanels, type Rectangle } from './arrange-panels.ts';

const area = { x: 100, y: 50, width: 770, height: 630 };

test('one picture is as large as the area lets it be', () => {
  const [panel] = arrangePanels([16 / 9], area, 10);
  expect(panel).toMatchObject({ x: 100, width: 770 });
  const [upright] = arrangePanels([9 / 16], area, 10);
  expect(upright).toMatchObject({ y: 50, height: 630 });
});

test('two upright pictures stand side by side, two wide ones above each other', () => {
  const [left, right] = arrangePanels([0.6, 0.6], area, 10);
  expect(right?.y).toBe(left?.y);
  const [upper, lower] = arrangePanels([1.8, 1.8], area, 10);
  expect(lower?.x).toBe(upper?.x);
});

test('panels keep to the area, apart from each other, in the shape of their pictures', () => {
  const aspect = fc.double({ min: 0.5, max: 2.4, noNaN: true });
  const frame = fc.record({
    x: fc.integer({ min: 0, max: 100 }),
    y: fc.integer({ min: 0, max: 100 }),
    width: fc.integer({ min: 160, max: 1800 }),
    height: fc.integer({ min: 160, max: 1800 }),
  });
  fc.assert(
    fc.property(fc.array(aspect, { minLength: 1, maxLength: 6 }), frame, (aspects, within) => {
      const panels = arrangePanels(aspects, within, 4);
      expect(panels).toHaveLength(aspects.length);
      for (const [index, panel] of panels.entries()) {
        expect(contains(within, panel)).toBe(true);
        for (const other of panels.slice(index + 1)) expect(overlaps(panel, other)).toBe(false);
        const stretch = panel.width / panel.height / (aspects[index] ?? 1);
        // Whole pixels weigh more in small panels.
        const tolerance = 1.12 * (1 + 2 / Math.min(panel.width, panel.height));
        expect(Math.max(stretch, 1 / stretch)).toBeLessThan(tolerance);
      }
    }),
  );
});

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x - 1 &&
    inner.y >= outer.y - 1 &&
    inner.x + inner.width <= outer.x + outer.width + 1 &&
    inner.y + inner.height <= outer.y + outer.height + 1
  );
}

function overlaps(one: Rectangle, other: Rectangle): boolean {
  const apart =
    one.x + one.width <= other.x ||
    other.x + other.width <= one.x ||
    one.y + one.height <= other.y ||
    other.y + other.height <= one.y;
  return !apart;
}
