import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { measureWith } from '../text/draw-paragraph.ts';
import { openFonts } from '../text/open-fonts.ts';
import type { Rectangle } from './arrange-panels.ts';
import { pictureAt, zoomOver } from './camera.ts';
import { cleanSlate } from './clean-slate.ts';
import { drawGrain, drawGround, hueOfPicture } from './draw-ground.ts';
import { clipToPanel, drawCard, overlayOf, type Panel } from './draw-panels.ts';
import { drawWords, type Pen } from './draw-words.ts';
import { layoutSlate, type SlateLayout } from './layout-slate.ts';
import { accentsFor, hueOf, ink } from './palette.ts';
import { readStill, type Still, scaleStill } from './read-still.ts';
import type { Slate } from './slate.ts';

/** A slate ready to be drawn at any moment of its clip: 0 is the first frame, 1 the last. Frames are RGBA. */
export type ComposedSlate = { readonly frameAt: (moment: number) => Buffer };

/** A part of the frame that changes: drawn on a canvas of its own, because reading pixels back is what takes time. */
type MovingPart = { readonly place: Rectangle; readonly drawAt: (moment: number) => Canvas };

/** As many references as are shown with a picture; the rest are counted. */
const MOST_PANELS = 6;
/**
 * A picture is held larger than it is ever shown: where it came to its own size, every pixel would fall between
 * others at the same moment, and the picture would blur and clear again.
 */
const OVERSIZE = 1.15;
/** The aspect of a card that stands for a picture. */
const CARD_ASPECT = 1.4;

/** Reads the references, lays the slate out, and draws all that stays the same once. */
export async function composeSlate(
  written: Slate,
  size: { readonly width: number; readonly height: number },
  ffmpeg: string,
  signal?: AbortSignal,
): Promise<ComposedSlate> {
  const slate = cleanSlate(written);
  const shown = slate.references.slice(0, MOST_PANELS);
  const stills = await Promise.all(shown.map((reference) => readStill(reference, ffmpeg, signal)));
  const fonts = await openFonts(textsOf(slate));
  signal?.throwIfAborted();
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  const pen: Pen = { context, fonts, measure: measureWith(context) };
  const accents = accentsFor(slate.references.map((reference) => reference.name));
  const layout = layoutSlate({
    ...size,
    aspects: stills.map((still) => Math.min(2.4, Math.max(0.5, still?.aspect ?? CARD_ASPECT))),
    promptLength: slate.prompt.length,
  });
  const panels = shown.map((reference, index): Panel => {
    const accent = accents.get(reference.name) ?? { hue: 0, color: ink.strong };
    const others = index === shown.length - 1 ? slate.references.length - shown.length : 0;
    const unreadable = reference.file !== undefined && stills[index] === undefined;
    return { reference, accent, place: layout.panels[index] ?? layout.prompt, others, unreadable };
  });
  const moving: MovingPart[] = [];
  drawUnder(pen, slate, stills);
  drawWords(pen, slate, layout, accents);
  for (const [index, panel] of panels.entries()) {
    const still = stills[index];
    if (still === undefined) drawCard(pen, panel, layout.unit);
    else moving.push(movingPicture(pen, panel, still, index, layout.unit, slate.durationSeconds));
  }
  moving.push(movingProgress(pen, layout, panels[0]?.accent.color ?? ink.strong));
  const still = canvas.data();
  return {
    frameAt: (moment) => {
      const frame = Buffer.from(still);
      for (const part of moving) paste(part.drawAt(moment).data(), part.place, frame, size.width);
      return frame;
    },
  };
}

/** Copies the pixels of a part into the frame. */
function paste(pixels: Buffer, place: Rectangle, into: Buffer, frameWidth: number): void {
  const row = place.width * 4;
  for (let y = 0; y < place.height; y++) {
    pixels.copy(into, ((place.y + y) * frameWidth + place.x) * 4, y * row, (y + 1) * row);
  }
}

function textsOf(slate: Slate): readonly string[] {
  const references = slate.references.flatMap(({ name, description = '' }) => [name, description]);
  return [slate.shot, slate.prompt, slate.caption ?? '', slate.cost, slate.model, ...references];
}

function drawUnder(pen: Pen, slate: Slate, stills: readonly (Still | undefined)[]): void {
  const first = stills.find((still) => still !== undefined);
  if (first === undefined) {
    drawGround(pen.context, hueOf(slate.prompt), slate.references.length === 0 ? 0.07 : 0.03);
  } else {
    const { hue, strength } = hueOfPicture(first);
    drawGround(pen.context, hue, 0.008 + 0.032 * strength);
  }
  drawGrain(pen.context);
}

/** The picture of a panel in slow motion, under its name. */
function movingPicture(
  pen: Pen,
  panel: Panel,
  still: Still,
  index: number,
  unit: number,
  seconds: number,
): MovingPart {
  const place = { ...panel.place, x: 0, y: 0 };
  const at = (moment: number): Rectangle => pictureAt(moment, index, place, still.aspect, zoomOver(seconds));
  const largest = Math.max(at(0).width, at(1).width) * OVERSIZE;
  const picture = scaleStill(still, Math.ceil(largest), Math.ceil(largest / still.aspect));
  const overlay = overlayOf(pen, panel, unit);
  const { canvas, context, ground } = cutOut(pen, panel.place);
  context.imageSmoothingQuality = 'low';
  return {
    place: panel.place,
    drawAt: (moment) => {
      const { x, y, width, height } = at(moment);
      context.drawImage(ground, 0, 0);
      context.save();
      clipToPanel(context, place, unit);
      context.drawImage(picture, x, y, width, height);
      context.drawImage(overlay, 0, 0);
      context.restore();
      return canvas;
    },
  };
}

/** A fine line above the facts that fills as the clip goes by. */
function movingProgress(pen: Pen, layout: SlateLayout, color: string): MovingPart {
  // Even, because colour is stored at half the height: else the line would bleed.
  const height = Math.max(2, Math.round(layout.unit) * 2);
  const place = { ...layout.footer, y: Math.round(layout.footer.y / 2) * 2, height };
  const { canvas, context, ground } = cutOut(pen, place);
  return {
    place,
    drawAt: (moment) => {
      context.drawImage(ground, 0, 0);
      context.fillStyle = ink.line;
      context.fillRect(0, 0, place.width, height);
      context.fillStyle = color;
      context.fillRect(0, 0, place.width * moment, height);
      return canvas;
    },
  };
}

/** A canvas for a part of the frame, and what the frame shows there. */
function cutOut(
  pen: Pen,
  place: Rectangle,
): { readonly canvas: Canvas; readonly context: SKRSContext2D; readonly ground: Canvas } {
  const ground = createCanvas(place.width, place.height);
  ground.getContext('2d').drawImage(pen.context.canvas, -place.x, -place.y);
  const canvas = createCanvas(place.width, place.height);
  return { canvas, context: canvas.getContext('2d'), ground };
}
