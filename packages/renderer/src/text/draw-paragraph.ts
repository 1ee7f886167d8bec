import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Measure, Paragraph, TextStyle } from './paragraph.ts';

/** Where letters stand in a line of their own height: the part of the size above the baseline, and below it. */
const ASCENT = 0.95;
const DESCENT = 0.26;

/** Measures text with the fonts of a canvas. */
export function measureWith(context: SKRSContext2D): Measure {
  const known = new Map<string, number>();
  return (text, style, families, size) => {
    if (text === '') return 0;
    const key = `${style.weight} ${size} ${families} ${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    setFont(context, style, families, size);
    const { width } = context.measureText(text);
    known.set(key, width);
    return width;
  };
}

/** Draws a paragraph with the top left corner of its box at a point. */
export function drawParagraph(context: SKRSContext2D, paragraph: Paragraph, left: number, top: number): void {
  const { size, lineHeight } = paragraph;
  context.save();
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  let baseline = top + (lineHeight - (ASCENT + DESCENT) * size) / 2 + ASCENT * size;
  for (const line of paragraph.lines) {
    for (const run of line.runs) {
      setFont(context, run.style, run.families, size);
      context.fillStyle = run.style.color;
      context.direction = run.rightToLeft ? 'rtl' : 'ltr';
      context.fillText(run.text, left + run.x, baseline);
    }
    baseline += lineHeight;
  }
  context.restore();
}

function setFont(context: SKRSContext2D, style: TextStyle, families: string, size: number): void {
  // A language is named so that the machine's own is not asked.
  context.lang = 'en';
  context.font = `${style.weight} ${size}px ${families}`;
}
