import type { Span } from '../text/paragraph.ts';
import type { Rectangle } from './arrange-panels.ts';
import { drawLine, type Pen } from './draw-words.ts';
import { typeSize } from './layout-slate.ts';
import { ink } from './palette.ts';

const STYLE = { color: ink.strong, weight: 500 };

/**
 * Counts the references that are not shown ("+ 3 more") on a tag in the upper right corner of a panel, where no name
 * however long is in its way. Returns how much of the panel's width the tag takes; nothing is drawn for none.
 */
export function drawOthers(pen: Pen, others: number, panel: Rectangle, unit: number): number {
  if (others <= 0) return 0;
  const size = typeSize(unit, 15);
  const inset = Math.round(Math.min(10 * unit, panel.width * 0.05));
  const padding = size * 0.55;
  const room = panel.width - 2 * inset - 2 * padding;
  const widthOf = (text: string): number => pen.measure(text, STYLE, pen.fonts.text, size);
  const long = `+ ${others} more`;
  const text = widthOf(long) <= room ? long : `+${others}`;
  const width = Math.ceil(widthOf(text) + 2 * padding);
  const height = Math.round(size * 1.7);
  const x = panel.x + panel.width - inset - width;
  const y = panel.y + inset;
  const { context } = pen;
  context.save();
  context.fillStyle = 'rgba(8, 8, 10, 0.66)';
  context.beginPath();
  context.roundRect(x, y, width, height, height / 2);
  context.fill();
  context.restore();
  const spans: readonly Span[] = [{ text, style: STYLE }];
  drawLine(pen, spans, { x: x + padding, y, width: width - 2 * padding + 1, height }, size);
  return inset + width;
}
