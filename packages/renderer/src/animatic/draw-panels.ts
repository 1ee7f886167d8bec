import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { drawParagraph } from '../text/draw-paragraph.ts';
import { fitParagraph } from '../text/fit-paragraph.ts';
import type { Span } from '../text/paragraph.ts';
import { prepareText } from '../text/prepare-text.ts';
import type { Rectangle } from './arrange-panels.ts';
import { describeReference } from './describe-reference.ts';
import { drawOthers } from './draw-others.ts';
import { drawLine, type Pen } from './draw-words.ts';
import { typeSize } from './layout-slate.ts';
import { type Accent, ink } from './palette.ts';
import type { SlateReference } from './slate.ts';

/** One reference's place on the slate. */
export type Panel = {
  readonly reference: SlateReference;
  readonly accent: Accent;
  readonly place: Rectangle;
  /** References that are not shown for want of room: the last panel counts them. */
  readonly others: number;
  /** Whether there is a file that could not be read as a picture. */
  readonly unreadable: boolean;
};

const CANNOT_BE_SHOWN = 'cannot be shown';

/** How round the corners of a panel are. */
function cornerOf(unit: number): number {
  return Math.max(2, Math.round(9 * unit));
}

/** Cuts the rounded shape of a panel out of all that is drawn until the context is restored. */
export function clipToPanel(context: SKRSContext2D, place: Rectangle, unit: number): void {
  context.beginPath();
  context.roundRect(place.x, place.y, place.width, place.height, cornerOf(unit));
  context.clip();
}

/** What lies over a picture: a shade that carries its name, the mark in its colour, a fine edge. */
export function overlayOf(pen: Pen, panel: Panel, unit: number): Canvas {
  const { width, height } = panel.place;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const over = { ...pen, context };
  const shade = Math.min(height, Math.max(34, 92 * unit));
  const fade = context.createLinearGradient(0, height - shade, 0, height);
  fade.addColorStop(0, 'rgba(8, 8, 10, 0)');
  fade.addColorStop(0.5, 'rgba(8, 8, 10, 0.28)');
  fade.addColorStop(1, 'rgba(8, 8, 10, 0.72)');
  context.fillStyle = fade;
  context.fillRect(0, height - shade, width, shade);
  drawName(over, panel, { x: 0, y: 0, width, height }, unit);
  drawOthers(over, panel.others, { x: 0, y: 0, width, height }, unit);
  drawEdge(context, { x: 0, y: 0, width, height }, unit);
  return canvas;
}

/** A card for a reference without a picture: its kind, its name and what is said of it. */
export function drawCard(pen: Pen, panel: Panel, unit: number): void {
  const { context } = pen;
  const { place, accent } = panel;
  context.save();
  clipToPanel(context, place, unit);
  const sheen = context.createLinearGradient(place.x, place.y, place.x + place.width, place.y + place.height);
  sheen.addColorStop(0, `oklch(0.37 0.05 ${accent.hue})`);
  sheen.addColorStop(1, `oklch(0.24 0.035 ${accent.hue})`);
  context.fillStyle = sheen;
  context.fillRect(place.x, place.y, place.width, place.height);
  const large = Math.min(place.width, place.height) * 0.62;
  context.fillStyle = `oklch(0.83 0.115 ${accent.hue} / 0.07)`;
  context.beginPath();
  context.arc(place.x + place.width - large * 0.42, place.y + large * 0.5, large, 0, 2 * Math.PI);
  context.fill();
  drawCardWords(pen, panel, unit);
  context.restore();
  drawEdge(context, place, unit);
}

function drawCardWords(pen: Pen, panel: Panel, unit: number): void {
  const { place, accent } = panel;
  const reference = describeReference(panel.reference);
  const padding = Math.round(Math.min(24 * unit, Math.min(place.width, place.height) * 0.11));
  const box = { x: place.x + padding, width: place.width - 2 * padding };
  const kindSize = typeSize(unit, 14);
  const radius = kindSize * 0.3;
  const top = place.y + padding;
  drawMark(pen.context, panel, box.x + radius, top + kindSize * 0.8, radius);
  const indent = radius * 2 + kindSize * 0.5;
  const kind = {
    text: panel.reference.kind === 'video' ? 'Video' : 'Image',
    style: { color: accent.color, weight: 500 },
  };
  const taken = drawOthers(pen, panel.others, place, unit);
  const kindWidth = box.width - indent - Math.max(0, taken - padding);
  const kindBox = { x: box.x + indent, y: top, width: kindWidth, height: kindSize * 1.6 };
  if (kindWidth > kindSize * 2) drawLine(pen, [kind], kindBox, kindSize);
  const rest = place.height - 2 * padding - kindSize * 2;
  const noted = panel.unreadable && rest > typeSize(unit, 15) * 3.2;
  if (noted) {
    const note = { text: CANNOT_BE_SHOWN, style: { color: ink.soft, weight: 400 } };
    const noteBox = { ...kindBox, y: top + kindSize * 1.5, width: box.width - indent };
    drawLine(pen, [note], noteBox, kindSize);
  }
  const room = noted ? rest - kindSize * 1.6 : rest;
  const nameSize = Math.max(typeSize(unit, 15), Math.min(30 * unit, room * 0.4));
  const name = fitParagraph(
    prepareText([{ text: reference.name, style: { color: ink.strong, weight: 600 } }], pen.fonts),
    {
      width: box.width,
      height: nameSize * 1.4,
      largest: nameSize,
      smallest: Math.min(nameSize, typeSize(unit, 12)),
    },
    pen.measure,
  );
  const text = reference.description;
  const descriptionRoom = room - name.height;
  const size = typeSize(unit, 15);
  const description =
    text === '' || descriptionRoom < size * 1.5
      ? undefined
      : fitParagraph(
          prepareText([{ text, style: { color: `oklch(0.86 0.03 ${accent.hue})`, weight: 400 } }], pen.fonts),
          { width: box.width, height: descriptionRoom, largest: size, smallest: typeSize(unit, 12) },
          pen.measure,
        );
  const bottom = place.y + place.height - padding;
  const descriptionTop = bottom - (description?.height ?? 0);
  if (description !== undefined) drawParagraph(pen.context, description, box.x, descriptionTop);
  drawParagraph(pen.context, name, box.x, descriptionTop - name.height);
}

/** The mark of a reference in its colour: a disc for an image, a triangle for a video. */
function drawMark(context: SKRSContext2D, panel: Panel, x: number, y: number, radius: number): void {
  context.fillStyle = panel.accent.color;
  context.beginPath();
  if (panel.reference.kind === 'video') {
    context.moveTo(x - radius * 0.9, y - radius * 1.15);
    context.lineTo(x + radius * 1.15, y);
    context.lineTo(x - radius * 0.9, y + radius * 1.15);
    context.closePath();
  } else {
    context.arc(x, y, radius, 0, 2 * Math.PI);
  }
  context.fill();
}

function nameHeight(unit: number): number {
  return typeSize(unit, 15) * 1.6;
}

/** The mark of a reference and its name, bottom left. */
function drawName(pen: Pen, panel: Panel, place: Rectangle, unit: number): void {
  const size = typeSize(unit, 15);
  const padding = Math.min(Math.round(16 * unit), Math.round(place.width * 0.06)) + 1;
  const height = nameHeight(unit);
  const middle = place.y + place.height - padding * 0.8 - height / 2;
  const radius = size * 0.3;
  const centre = place.x + padding + radius;
  drawMark(pen.context, panel, centre, middle, radius);
  const left = centre + radius + size * 0.5;
  const box = { x: left, y: middle - height / 2, width: place.x + place.width - padding - left, height };
  if (box.width < size * 2) return;
  const { name, part } = describeReference(panel.reference);
  const spans: Span[] = [{ text: name, style: { color: ink.strong, weight: 500 } }];
  if (part !== '') spans.push({ text: `  ${part}`, style: { color: ink.soft, weight: 400 } });
  drawLine(pen, spans, box, size);
}

function drawEdge(context: SKRSContext2D, place: Rectangle, unit: number): void {
  context.save();
  context.strokeStyle = 'rgba(255, 255, 255, 0.1)';
  context.lineWidth = Math.max(1, unit);
  const inset = context.lineWidth / 2;
  context.beginPath();
  context.roundRect(
    place.x + inset,
    place.y + inset,
    place.width - 2 * inset,
    place.height - 2 * inset,
    cornerOf(unit) - inset,
  );
  context.stroke();
  context.restore();
}
