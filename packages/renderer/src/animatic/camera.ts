import type { Rectangle } from './arrange-panels.ts';

/** Zoom a second, and the least and most over one clip: slow enough to be felt rather than seen. */
const ZOOM_A_SECOND = 0.014;
const LEAST_ZOOM = 0.035;
const MOST_ZOOM = 0.11;

/** The directions in which the pictures of a slate drift, one after the other. */
const DRIFTS = [
  [0.8, -0.5],
  [-0.7, 0.45],
  [0.5, 0.7],
  [-0.6, -0.6],
] as const;

/** How much a picture grows over a clip of this length. */
export function zoomOver(seconds: number): number {
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, ZOOM_A_SECOND * seconds));
}

/**
 * Where a picture lies over its panel at a moment (0 is the clip's first frame, 1 its last): it always covers the
 * panel, every other one moves in, the rest move out, and each drifts its own way. Not rounded: the move is smooth
 * because a picture lies between pixels.
 */
export function pictureAt(
  moment: number,
  index: number,
  panel: Rectangle,
  aspect: number,
  zoom: number,
): Rectangle {
  const grown = 1 + zoom * (index % 2 === 0 ? moment : 1 - moment) + 0.015;
  const height = Math.max(panel.height, panel.width / aspect) * grown;
  const width = height * aspect;
  const [driftX, driftY] = DRIFTS[index % DRIFTS.length] ?? DRIFTS[0];
  // What is worth seeing in an upright picture is rather above its middle.
  const rest = aspect < 0.9 ? 0.4 : 0.5;
  return {
    x: panel.x - offset(width - panel.width, panel.width * zoom, 0.5, driftX * (moment - 0.5)),
    y: panel.y - offset(height - panel.height, panel.height * zoom, rest, driftY * (moment - 0.5)),
    width,
    height,
  };
}

/** How much of the `spare` part of a picture lies before the panel; a picture with much to spare drifts no faster. */
function offset(spare: number, furthest: number, rest: number, drift: number): number {
  return spare * rest + Math.min(spare, furthest) * drift;
}
