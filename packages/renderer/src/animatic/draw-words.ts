import type { SKRSContext2D } from '@napi-rs/canvas';
import { drawParagraph } from '../text/draw-paragraph.ts';
import { fitParagraph } from '../text/fit-paragraph.ts';
import type { Fonts } from '../text/open-fonts.ts';
import type { Measure, Paragraph, Span, TextStyle } from '../text/paragraph.ts';
import { prepareText } from '../text/prepare-text.ts';
import type { Rectangle } from './arrange-panels.ts';
import { type SlateLayout, typeSize } from './layout-slate.ts';
import { markNames } from './mark-names.ts';
import { type Accent, ink } from './palette.ts';
import type { Slate } from './slate.ts';

/** The size of a caption with room to spare, as a multiple of the smallest that reads easily. */
const CAPTION = 1.125;
/** The same of a prompt for whose longest word no smaller type is taken. */
const UNCUT = 1.5;

/** What text is drawn with. */
export type Pen = { readonly context: SKRSContext2D; readonly fonts: Fonts; readonly measure: Measure };

/** Draws one line of text into a box, at its left edge and in its vertical middle, no larger than `size`. */
export function drawLine(pen: Pen, spans: readonly Span[], box: Rectangle, size: number): void {
  const line = fitLine(pen, spans, box, size);
  drawParagraph(pen.context, line, box.x, box.y + (box.height - line.height) / 2);
}

function fitLine(pen: Pen, spans: readonly Span[], box: Rectangle, size: number): Paragraph {
  const prepared = prepareText(spans, pen.fonts);
  const fit = { width: box.width, height: size * prepared.leading, largest: size, smallest: size * 0.8 };
  return fitParagraph(prepared, fit, pen.measure);
}

/** Draws the shot's id, its prompt with the names in their colours, and its facts. */
export function drawWords(
  pen: Pen,
  slate: Slate,
  layout: SlateLayout,
  accents: ReadonlyMap<string, Accent>,
): void {
  drawHeader(pen, slate, layout);
  drawPrompt(pen, slate, layout, accents);
  drawFooter(pen, slate, layout);
}

function drawHeader(pen: Pen, slate: Slate, layout: SlateLayout): void {
  const { header, unit } = layout;
  const shot = { color: ink.strong, weight: 600 };
  drawLine(pen, [{ text: slate.shot, style: shot }], header, typeSize(unit, 21));
}

function drawPrompt(pen: Pen, slate: Slate, layout: SlateLayout, accents: ReadonlyMap<string, Accent>): void {
  const { unit } = layout;
  const box = layout.prompt;
  const caption = slate.caption ?? '';
  const captionSize = layout.readable * CAPTION;
  const style: TextStyle = { color: ink.soft, weight: 400 };
  const captionBox = {
    width: box.width,
    height: Math.min(captionSize * 6, box.height * 0.4),
    largest: captionSize,
    smallest: layout.readable,
  };
  const below =
    caption === ''
      ? undefined
      : fitParagraph(prepareText([{ text: caption, style }], pen.fonts), captionBox, pen.measure);
  const gap = below === undefined ? 0 : Math.round(captionSize * 1.2);
  const room = Math.max(1, box.height - gap - (below?.height ?? 0));
  const { largest, smallest, readable } = layout;
  const fit = { width: box.width, height: room, largest, smallest, readable: readable * UNCUT };
  const prompt = fitParagraph(prepareText(promptSpans(slate, accents), pen.fonts), fit, pen.measure);
  const total = prompt.height + gap + (below?.height ?? 0);
  const top = box.y + Math.max(0, box.height - total) * 0.5;
  pen.context.save();
  pen.context.beginPath();
  pen.context.rect(0, box.y - unit * 10, pen.context.canvas.width, box.height + unit * 20);
  pen.context.clip();
  drawParagraph(pen.context, prompt, box.x, top);
  if (below !== undefined) drawParagraph(pen.context, below, box.x, top + prompt.height + gap);
  pen.context.restore();
}

function promptSpans(slate: Slate, accents: ReadonlyMap<string, Accent>): readonly Span[] {
  const long = slate.prompt.length > 240;
  const plain: TextStyle = { color: ink.strong, weight: long ? 400 : 500 };
  const named = new Map([...accents].map(([name, accent]) => [name, { color: accent.color, weight: 600 }]));
  return markNames(slate.prompt, new Set(accents.keys())).map((part) => ({
    text: part.text,
    isolated: part.name !== undefined,
    style: (part.name === undefined ? undefined : named.get(part.name)) ?? plain,
  }));
}

/** The facts on one line; where it is too narrow for all of them the model's name gives way. */
function drawFooter(pen: Pen, slate: Slate, layout: SlateLayout): void {
  const { footer, unit } = layout;
  const rule = Math.max(1, Math.round(unit * 2));
  const box = { ...footer, y: footer.y + rule, height: footer.height - rule };
  const size = typeSize(unit, 15);
  const all = factSpans([secondsText(slate.durationSeconds), slate.model, slate.cost]);
  const fewer = factSpans([secondsText(slate.durationSeconds), slate.cost]);
  const fits = !fitLine(pen, all, box, size).shortened;
  drawLine(pen, fits ? all : fewer, box, size);
}

function factSpans(facts: readonly string[]): readonly Span[] {
  const separator = { text: '  ·  ', style: { color: ink.faint, weight: 400 } };
  return facts
    .filter((fact) => fact !== '')
    .flatMap((text, index): readonly Span[] =>
      index === 0
        ? [{ text, style: { color: ink.strong, weight: 500 } }]
        : [separator, { text, style: { color: ink.soft, weight: 400 } }],
    );
}

/** Seconds as a person writes them: "5 s", "2.5 s". */
export function secondsText(seconds: number): string {
  return `${Number(seconds.toFixed(2))} s`;
}
