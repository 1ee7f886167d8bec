import { expect, test } from 'vitest';
import { pictureAt, zoomOver } from './camera.ts';

const panel = { x: 20, y: 30, width: 400, height: 300 };

test.each([
  [0, 16 / 9],
  [1, 9 / 16],
  [2, 4 / 3],
  [3, 1],
  [0, 5],
  [1, 0.2],
])('picture %i always covers its panel, and moves by less than a pixel a frame', (index, aspect) => {
  const frames = 120;
  const places = Array.from({ length: frames }, (_, frame) =>
    pictureAt(frame / (frames - 1), index, panel, aspect, zoomOver(5)),
  );
  for (const [frame, place] of places.entries()) {
    expect(place.x).toBeLessThanOrEqual(panel.x);
    expect(place.y).toBeLessThanOrEqual(panel.y);
    expect(place.x + place.width).toBeGreaterThanOrEqual(panel.x + panel.width);
    expect(place.y + place.height).toBeGreaterThanOrEqual(panel.y + panel.height);
    expect(place.width / place.height).toBeCloseTo(aspect);
    const before = places[frame - 1];
    if (before === undefined) continue;
    expect(Math.abs(place.x - before.x)).toBeLessThan(1);
    expect(Math.abs(place.y - before.y)).toBeLessThan(1);
    expect(place.width).not.toBe(before.width);
  }
});

test('the longer the clip, the larger the move, within bounds', () => {
  expect(zoomOver(0.5)).toBe(zoomOver(1));
  expect(zoomOver(5)).toBeGreaterThan(zoomOver(3));
  expect(zoomOver(60)).toBe(0.11);
});
