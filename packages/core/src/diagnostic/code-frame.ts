import type { Place } from './diagnostic.ts';
import { type Paint, plainPaint } from './paint.ts';
import { type Cell, cellsOf } from './visible-text.ts';

/** Columns of the file that are shown of a line; longer ones are cut around the place. */
const WIDTH = 96;

/** How many units of a very long line are looked at on each side of the place. */
const REACH = 400;

/**
 * The line of a place with the one before and after it, numbered, and a row of carets under the place. Of a place that
 * goes over lines its first line is marked.
 */
export function codeFrame(text: string, place: Place, paint: Paint = plainPaint): string {
  const { line, column, offset } = place.start;
  const start = Math.min(offset, text.length) - (column - 1);
  const marked = lineAt(text, start);
  const before = start > 0 ? lineAt(text, text.lastIndexOf('\n', start - 2) + 1) : undefined;
  const next = text.indexOf('\n', start);
  const after = next === -1 || next + 1 >= text.length ? undefined : lineAt(text, next + 1);

  const from = Math.min(column - 1, marked.length);
  const isOneLine = place.end.line === line;
  const to = isOneLine ? Math.min(Math.max(place.end.column - 1, from), marked.length) : marked.length;
  const window = cut(marked, from, to);
  const gutter = String(line + 1).length;
  const row = (number: string, mark: string, content: string) =>
    `${paint.dim(`${mark} ${number.padStart(gutter)} │`)}${content === '' ? '' : ` ${content}`}`;
  return [
    ...(before === undefined ? [] : [row(String(line - 1), ' ', context(before))]),
    row(String(line), '>', window.text),
    row('', ' ', `${' '.repeat(window.indent)}${paint.mark('^'.repeat(Math.max(1, window.length)))}`),
    ...(after === undefined ? [] : [row(String(line + 1), ' ', context(after))]),
  ].join('\n');
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? text.length : end);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

type Window = { readonly text: string; readonly indent: number; readonly length: number };

/** A line as it is shown, cut where it is too long, and where in it the marked stretch is, in columns. */
function cut(line: string, from: number, to: number): Window {
  const first = Math.max(0, from - REACH);
  const cells = cellsOf(line.slice(first, to + REACH));
  const isWhole = first === 0 && to + REACH >= line.length;
  const head = takeWhile(cells, from - first);
  const body = takeWhile(cells.slice(head.length), to - from);
  const tail = cells.slice(head.length + body.length);
  if (isWhole && columns(cells) <= WIDTH) {
    return { text: shown(cells), indent: columns(head), length: columns(body) };
  }
  // A third of the room shows what stands before the place.
  const left = fit(head.toReversed(), Math.floor(WIDTH / 3)).toReversed();
  const middle = fit(body, WIDTH - columns(left));
  const right = fit(tail, WIDTH - columns(left) - columns(middle));
  const opening = left.length < head.length || first > 0 ? '…' : '';
  const closing =
    middle.length < body.length || right.length < tail.length || to + REACH < line.length ? '…' : '';
  return {
    text: `${opening}${shown([...left, ...middle, ...right])}${closing}`,
    indent: opening.length + columns(left),
    length: columns(middle),
  };
}

function context(line: string): string {
  const cells = cellsOf(line.slice(0, REACH));
  const kept = fit(cells, WIDTH);
  return `${shown(kept)}${kept.length < cells.length || line.length > REACH ? '…' : ''}`;
}

function takeWhile(cells: readonly Cell[], units: number): readonly Cell[] {
  let sum = 0;
  const end = cells.findIndex((cell) => {
    sum += cell.units;
    return sum > units;
  });
  return end === -1 ? cells : cells.slice(0, end);
}

function fit(cells: readonly Cell[], room: number): readonly Cell[] {
  let sum = 0;
  const end = cells.findIndex((cell) => {
    sum += cell.columns;
    return sum > room;
  });
  return end === -1 ? cells : cells.slice(0, end);
}

function columns(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.columns, 0);
}

function shown(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.shown).join('');
}
