import { expect, test } from 'vitest';
import type { Rectangle } from './arrange-panels.ts';
import { layoutSlate } from './layout-slate.ts';

const SIZES = [
  [1280, 720],
  [1920, 1080],
  [720, 1280],
  [1080, 1920],
  [720, 720],
  [960, 720],
  [720, 960],
  [320, 180],
  [180, 320],
  [320, 320],
] as const;
const PICTURES = [[], [1.78], [0.56], [1.78, 0.56], [1.4, 1.4, 1.4], [1.78, 1.78, 0.56, 0.56, 2.4, 0.5]];

test.each(SIZES)('at %i×%i everything keeps to the safe area and apart', (width, height) => {
  const margin = Math.round(Math.min(width, height) * 0.0625);
  for (const aspects of PICTURES) {
    for (const promptLength of [0, 60, 400, 1500]) {
      const layout = layoutSlate({ width, height, aspects, promptLength });
      const parts = [...layout.panels, layout.header, layout.prompt, layout.footer];
      for (const part of parts) {
        expect(part.x).toBeGreaterThanOrEqual(margin - 1);
        expect(part.y).toBeGreaterThanOrEqual(margin - 1);
        expect(part.x + part.width).toBeLessThanOrEqual(width - margin + 1);
        expect(part.y + part.height).toBeLessThanOrEqual(height - margin + 1);
        for (const other of parts) if (other !== part) expect(overlaps(part, other)).toBe(false);
      }
      expect(layout.prompt.width).toBeGreaterThan(width * 0.25);
      expect(layout.prompt.height).toBeGreaterThan(height * 0.15);
    }
  }
});

test('a longer prompt has more room', () => {
  const room = (promptLength: number): number => {
    const { prompt } = layoutSlate({ width: 1280, height: 720, aspects: [1.78], promptLength });
    return prompt.width * prompt.height;
  };
  expect(room(1500)).toBeGreaterThan(room(300));
  expect(room(300)).toBeGreaterThan(room(40));
});

test.each([
  [1280, 720, 16],
  [960, 720, 16],
  [720, 720, 16],
  [720, 1280, 16],
  [1920, 1080, 24],
  [320, 180, 8],
])('at %i×%i type of %i pixels is the least that reads easily', (width, height, readable) => {
  const layout = layoutSlate({ width, height, aspects: [1.4], promptLength: 40 });
  expect(layout.readable).toBeCloseTo(readable);
});

function overlaps(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x + one.width > other.x &&
    other.x + other.width > one.x &&
    one.y + one.height > other.y &&
    other.y + other.height > one.y
  );
}
