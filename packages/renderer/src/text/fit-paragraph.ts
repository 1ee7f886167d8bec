import { evenLines } from './even-lines.ts';
import { fillLines, measureRange } from './fill-lines.ts';
import { orderLine } from './order-line.ts';
import type { Measure, Paragraph } from './paragraph.ts';
import type { PreparedText } from './prepare-text.ts';

/** The box a text is fitted into, in pixels. */
export type TextBox = {
  readonly width: number;
  readonly height: number;
  readonly largest: number;
  readonly smallest: number;
  /** Below this size a long word is cut rather than the text made smaller for it; `smallest` where it is not given. */
  readonly readable?: number;
};

const ELLIPSIS = '…';
/** Up to this many lines are evened out in length; longer texts read well ragged. */
const EVENED_LINES = 6;

/**
 * Lays a text out in a box at the largest size at which all of it fits without cutting a word. Below the readable size
 * words are cut; where even the smallest size is too large, the end of the text is left out.
 */
export function fitParagraph(prepared: PreparedText, box: TextBox, measure: Measure): Paragraph {
  const size = sizeFor(prepared, box, measure);
  return layOut(prepared, box, size, measure);
}

function sizeFor(prepared: PreparedText, box: TextBox, measure: Measure): number {
  const { smallest } = box;
  const readable = Math.min(box.largest, Math.max(smallest, box.readable ?? smallest));
  const filledAt = (size: number): { readonly fits: boolean; readonly cut: boolean } => {
    const { lines, cut } = fillLines(prepared, box.width, size, measure);
    return { fits: lines.length * lineHeight(prepared, size, box.largest) <= box.height, cut };
  };
  const fits = (size: number): boolean => filledAt(size).fits;
  const fitsUncut = (size: number): boolean => {
    const filled = filledAt(size);
    return filled.fits && !filled.cut;
  };
  if (fitsUncut(readable)) return largest(readable, box.largest, fitsUncut);
  if (fits(readable)) return readable;
  return fits(smallest) ? largest(smallest, readable, fits) : smallest;
}

/** The largest size between two bounds that fits, to a quarter of a pixel. */
function largest(low: number, high: number, fits: (size: number) => boolean): number {
  let from = Math.floor(low * 4);
  let to = Math.floor(high * 4);
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (fits(middle / 4)) from = middle;
    else to = middle - 1;
  }
  return from / 4;
}

function layOut(prepared: PreparedText, box: TextBox, size: number, measure: Measure): Paragraph {
  const height = lineHeight(prepared, size, box.largest);
  const filled = fillLines(prepared, box.width, size, measure).lines;
  const count = filled.length;
  const even =
    count > 1 && count <= EVENED_LINES ? evenLines(prepared, box.width, count, size, measure) : undefined;
  const room = Math.max(1, Math.floor(box.height / height + 1e-6));
  const shortened = count > room;
  const ranges = (shortened ? filled : (even ?? filled)).slice(0, room);
  const lines = ranges.map((range, index) => {
    const last = shortened && index === room - 1;
    const kept = last ? shorten(prepared, range, box.width, size, measure) : range;
    const line = orderLine(prepared, kept, size, measure, last ? ELLIPSIS : '');
    if (!prepared.rightToLeft) return line;
    const shift = box.width - line.width;
    return { ...line, runs: line.runs.map((run) => ({ ...run, x: run.x + shift })) };
  });
  return {
    lines,
    size,
    lineHeight: height,
    height: lines.length * height,
    shortened,
    rightToLeft: prepared.rightToLeft,
  };
}

/** Takes clusters off the end of a line until an ellipsis fits after it. */
function shorten(
  prepared: PreparedText,
  range: { readonly start: number; readonly end: number },
  width: number,
  size: number,
  measure: Measure,
): { readonly start: number; readonly end: number } {
  const { clusters } = prepared;
  let end = range.end;
  const tooWide = (): boolean => {
    const last = clusters[end - 1];
    if (last === undefined) return false;
    const dots = measure(ELLIPSIS, last.style, last.families, size);
    return measureRange(clusters, range.start, end, size, measure) + dots > width;
  };
  while (end > range.start + 1 && (tooWide() || clusters[end - 1]?.blank)) end--;
  return { start: range.start, end };
}

/** Large type stands closer: the larger a text is set within its bounds, the tighter its lines. */
function lineHeight(prepared: PreparedText, size: number, largest: number): number {
  const display = Math.min(1, Math.max(0, (size / largest - 0.4) / 0.6));
  return size * prepared.leading * (1 - 0.09 * display);
}
