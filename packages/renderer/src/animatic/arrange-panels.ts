/** A rectangle in pixels. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** How much taller or flatter than its picture a panel may be: what is cut off the picture stays small. */
const STRETCH = 1.12;

/**
 * Arranges pictures of these aspects (width by height) in an area, in order, in rows or columns whose panels share
 * their height or width, so that they fill as much of the area as they can with next to nothing cut off.
 * The block is as large as it gets and centred.
 */
export function arrangePanels(
  aspects: readonly number[],
  area: Rectangle,
  gap: number,
): readonly Rectangle[] {
  const flipped = { x: area.y, y: area.x, width: area.height, height: area.width };
  let best: readonly Rectangle[] = [];
  let bestScore = -1;
  for (const rows of groupings(aspects.length)) {
    const across = arrangeRows(aspects, rows, area, gap);
    const inverse = aspects.map((aspect) => 1 / aspect);
    const down = arrangeRows(inverse, rows, flipped, gap).map(flip);
    for (const candidate of [across, down]) {
      const score = scoreOf(candidate, area);
      // A clear win only: equal arrangements must not depend on rounding.
      if (score > bestScore + 1e-6) [best, bestScore] = [candidate, score];
    }
  }
  return best.map(toWholePixels);
}

/** Every way to cut a row of `count` things into rows, as the lengths of the rows. */
function groupings(count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  const all: number[][] = [];
  for (let first = 1; first <= count; first++) {
    for (const rest of groupings(count - first)) all.push([first, ...rest]);
  }
  return all;
}

function arrangeRows(
  aspects: readonly number[],
  rows: readonly number[],
  area: Rectangle,
  gap: number,
): readonly Rectangle[] {
  const gaps = gap * (rows.length - 1);
  const natural = (width: number): readonly number[] => {
    let index = 0;
    return rows.map((count) => {
      const sum = aspects.slice(index, index + count).reduce((total, aspect) => total + aspect, 0);
      index += count;
      return Math.max(1, width - gap * (count - 1)) / sum;
    });
  };
  const total = (width: number): number => natural(width).reduce((sum, height) => sum + height, 0);
  const fill = (area.height - gaps) / total(area.width);
  const stretch = Math.min(STRETCH, Math.max(1 / STRETCH, fill));
  // Where even flattened rows are too tall for the area, the block is made narrower.
  const width = fill < 1 / STRETCH ? narrower(area, gaps, total) : area.width;
  const heights = natural(width).map((height) => height * stretch);
  const blockHeight = heights.reduce((sum, height) => sum + height, 0) + gaps;
  let y = area.y + (area.height - blockHeight) / 2;
  let index = 0;
  return rows.flatMap((count, row) => {
    const height = heights[row] ?? 0;
    let x = area.x + (area.width - width) / 2;
    const panels = aspects.slice(index, index + count).map((aspect) => {
      const panel = { x, y, width: (aspect * height) / stretch, height };
      x += panel.width + gap;
      return panel;
    });
    index += count;
    y += height + gap;
    return panels;
  });
}

function narrower(area: Rectangle, gaps: number, total: (width: number) => number): number {
  let [low, high] = [0, area.width];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (total(middle) / STRETCH + gaps > area.height) high = middle;
    else low = middle;
  }
  return low;
}

/** How much of the area is used, less where one panel dwarfs another. */
function scoreOf(panels: readonly Rectangle[], area: Rectangle): number {
  const sizes = panels.map((panel) => panel.width * panel.height);
  const used = sizes.reduce((sum, size) => sum + size, 0) / (area.width * area.height);
  return used * (0.55 + 0.45 * (Math.min(...sizes) / Math.max(...sizes)));
}

function flip(panel: Rectangle): Rectangle {
  return { x: panel.y, y: panel.x, width: panel.height, height: panel.width };
}

function toWholePixels(panel: Rectangle): Rectangle {
  const x = Math.round(panel.x);
  const y = Math.round(panel.y);
  return {
    x,
    y,
    width: Math.max(1, Math.round(panel.x + panel.width) - x),
    height: Math.max(1, Math.round(panel.y + panel.height) - y),
  };
}
