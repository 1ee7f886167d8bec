import { createCanvas } from '@napi-rs/canvas';
import { drawLine, type Pen } from '../animatic/draw-words.ts';
import { hueOf, ink } from '../animatic/palette.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { drawParagraph, measureWith } from '../text/draw-paragraph.ts';
import { fitParagraph } from '../text/fit-paragraph.ts';
import { openFonts } from '../text/open-fonts.ts';
import { prepareText } from '../text/prepare-text.ts';

/** What is to be read on a test clip. */
export type TestCard = {
  /** The job's id; decides the colour. */
  readonly job: string;
  readonly prompt: string;
};

/** RGBA pixels, row by row. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgba: Buffer };

/** A still picture, and above each other what its clock shows at every tenth of a second. */
export type DrawnCard = {
  readonly still: Pixels;
  readonly clock: Pixels & { readonly x: number; readonly y: number; readonly steps: number };
};

const LONGEST_PROMPT = 240;

/** Draws a card of both even sizes: the job's id above, the beginning of its prompt, room for a clock below. */
export async function drawTestCard(
  { job, prompt }: TestCard,
  { width, height, seconds }: { readonly width: number; readonly height: number; readonly seconds: number },
): Promise<DrawnCard> {
  const title = cleanLine(job);
  const words = cleanText(prompt).slice(0, LONGEST_PROMPT);
  const fonts = await openFonts([title, words, '0123456789:.']);
  const ground = `oklch(0.36 0.09 ${hueOf(job)})`;
  const unit = even(Math.min(width, height) / 18);
  const margin = unit;
  const still = createCanvas(width, height);
  const context = still.getContext('2d');
  const pen: Pen = { context, fonts, measure: measureWith(context) };
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  const room = { x: margin, width: width - 2 * margin };
  const soft = { color: ink.soft, weight: 500 };
  drawLine(pen, [{ text: title, style: soft }], { ...room, y: margin, height: unit }, unit * 0.7);
  const clock = { ...room, y: even(height - margin - 3 * unit), height: 3 * unit };
  const box = { width: room.width, height: clock.y - 3 * margin, largest: unit * 1.3, smallest: unit * 0.6 };
  const style = { color: ink.strong, weight: 500 };
  const paragraph = fitParagraph(prepareText([{ text: words, style }], fonts), box, pen.measure);
  drawParagraph(context, paragraph, margin, 2.5 * margin);
  const steps = Math.max(1, Math.ceil(seconds * 10));
  const size = { width: even(Math.min(room.width, unit * 9)), height: clock.height };
  return {
    still: { width, height, rgba: still.data() },
    clock: { ...drawClock(pen, { ...size, steps, ground }), x: margin, y: clock.y, steps },
  };
}

function drawClock(
  { fonts }: Pen,
  {
    width,
    height,
    steps,
    ground,
  }: { readonly width: number; readonly height: number; readonly steps: number; readonly ground: string },
): Pixels {
  const canvas = createCanvas(width, height * steps);
  const context = canvas.getContext('2d');
  const pen: Pen = { context, fonts, measure: measureWith(context) };
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height * steps);
  const style = { color: ink.strong, weight: 700 };
  for (let step = 0; step < steps; step += 1) {
    const text = timeText(step);
    drawLine(pen, [{ text, style }], { x: 0, y: step * height, width, height }, height * 0.7);
  }
  return { width, height: height * steps, rgba: canvas.data() };
}

/** `1:02.3` of tenths of a second. */
function timeText(tenths: number): string {
  const seconds = String(Math.floor(tenths / 10) % 60).padStart(2, '0');
  return `${Math.floor(tenths / 600)}:${seconds}.${tenths % 10}`;
}

/** Colour is stored for two pixels at once, so nothing begins between them. */
function even(length: number): number {
  return 2 * Math.round(length / 2);
}
