import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import type { Rectangle } from '../animatic/arrange-panels.ts';
import { capturePicture } from '../animatic/capture-picture.ts';
import { drawGrain, drawGround } from '../animatic/draw-ground.ts';
import { drawLine, type Pen } from '../animatic/draw-words.ts';
import { ink } from '../animatic/palette.ts';
import { inputFile } from '../ffmpeg/file-arguments.ts';
import { writeWhole } from '../files/write-whole.ts';
import { cleanLine } from '../text/clean-text.ts';
import { measureWith } from '../text/draw-paragraph.ts';
import { openFonts } from '../text/open-fonts.ts';
import { type ContactSheetLayout, layoutContactSheet } from './layout-contact-sheet.ts';

/** One still of a contact sheet. */
export type ContactSheetCell = {
  /** Under the still at the left: the shot's id. */
  readonly label: string;
  /** Under the still at the right: its time in the film, its duration. */
  readonly detail: string;
  /** Seconds from the start of the film. */
  readonly atSeconds: number;
};

/** A contact sheet to be made of a film. */
export type ContactSheet = {
  readonly title: string;
  readonly subtitle: string;
  /** Path of an MP4 file. */
  readonly film: string;
  readonly cells: readonly ContactSheetCell[];
  /** Pixels; 1600 by default. The height follows from the stills. */
  readonly width?: number;
  readonly outFile: string;
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string;
};

/** How the drawing of a contact sheet is watched and stopped. */
export type ContactSheetOptions = {
  readonly signal?: AbortSignal;
  /** Takes the fraction that is done. */
  readonly onProgress?: (fraction: number) => void;
};

const WIDTH = 1600;
/** Of the whole work: until the stills are there, and until all is drawn but not packed yet. */
const STILLS_SHARE = 0.5;
const DRAWN_SHARE = 0.7;
/** Stills read at the same time. */
const AT_ONCE = 2;
/** A sheet of more would be taller than pictures may be; the heading says how many are left out. */
const MOST_CELLS = 600;

/**
 * Draws one PNG with a still of each shot, its name, its time and its duration under a heading. The same film and
 * words give the same bytes. The file appears whole or not at all.
 *
 * @throws The signal's reason; StoryboardError where the film cannot be read.
 */
export async function drawContactSheet(
  sheet: ContactSheet,
  options: ContactSheetOptions = {},
): Promise<void> {
  const cells = sheet.cells.slice(0, MOST_CELLS);
  const stills = await readStills(sheet, cells, options);
  const first = stills.find((still) => still !== undefined);
  const aspect = first === undefined ? 16 / 9 : first.width / first.height;
  const width = sheet.width ?? WIDTH;
  const layout = layoutContactSheet(width, cells.length, aspect);
  const left = sheet.cells.length - cells.length;
  const subtitle = left > 0 ? `${sheet.subtitle} · the first ${cells.length}` : sheet.subtitle;
  const context = createCanvas(width, layout.height).getContext('2d');
  const fonts = await openFonts(
    [sheet.title, subtitle, ...cells.flatMap((cell) => [cell.label, cell.detail])].map(cleanLine),
  );
  const pen: Pen = { context, fonts, measure: measureWith(context) };
  drawGround(context, 60, 0.012);
  drawGrain(context);
  drawHeading(pen, sheet.title, subtitle, layout);
  for (const [index, place] of layout.cells.entries()) {
    drawStill(context, stills[index], place.picture, layout);
    const cell = cells[index];
    if (cell !== undefined) drawCellWords(pen, cell, place.words, layout.wordSize);
  }
  options.signal?.throwIfAborted();
  options.onProgress?.(DRAWN_SHARE);
  const png = await context.canvas.encode('png');
  await writeWhole(resolve(sheet.outFile), (unfinished) => writeFile(unfinished, png));
}

/** A still of each cell; undefined where the film has no frame at its time. */
async function readStills(
  sheet: ContactSheet,
  cells: readonly ContactSheetCell[],
  { signal, onProgress }: ContactSheetOptions,
): Promise<readonly (Image | undefined)[]> {
  const stills: (Image | undefined)[] = Array.from(cells, () => undefined);
  const waiting = cells.entries();
  let done = 0;
  const read = async (): Promise<void> => {
    for (const [index, cell] of waiting) {
      const at = Math.max(0, cell.atSeconds).toFixed(6);
      const bytes = await capturePicture({
        input: inputFile(sheet.film, ['-ss', at]),
        largest: Math.min(1920, sheet.width ?? WIDTH),
        ffmpeg: sheet.ffmpeg,
        signal,
      });
      if (bytes.length > 0) stills[index] = await loadImage(bytes);
      done += 1;
      onProgress?.((STILLS_SHARE * done) / cells.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, read));
  return stills;
}

function drawHeading(pen: Pen, title: string, subtitle: string, layout: ContactSheetLayout): void {
  const strong = { color: ink.strong, weight: 600 };
  const soft = { color: ink.soft, weight: 400 };
  drawLine(pen, [{ text: cleanLine(title), style: strong }], layout.title, layout.titleSize);
  drawLine(pen, [{ text: cleanLine(subtitle), style: soft }], layout.subtitle, layout.subtitleSize);
}

function drawStill(
  context: SKRSContext2D,
  still: Image | undefined,
  place: Rectangle,
  layout: ContactSheetLayout,
): void {
  const corner = Math.max(2, layout.wordSize * 0.45);
  context.save();
  context.beginPath();
  context.roundRect(place.x, place.y, place.width, place.height, corner);
  context.clip();
  context.fillStyle = 'rgba(255, 255, 255, 0.06)';
  context.fillRect(place.x, place.y, place.width, place.height);
  if (still !== undefined) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(still, place.x, place.y, place.width, place.height);
  }
  context.restore();
  context.strokeStyle = 'rgba(255, 255, 255, 0.1)';
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(place.x + 0.5, place.y + 0.5, place.width - 1, place.height - 1, corner);
  context.stroke();
}

/** The label has the room that the detail leaves. */
function drawCellWords(pen: Pen, cell: ContactSheetCell, box: Rectangle, size: number): void {
  const detail = [{ text: cleanLine(cell.detail), style: { color: ink.soft, weight: 400 } }];
  const label = [{ text: cleanLine(cell.label), style: { color: ink.strong, weight: 550 } }];
  const detailWidth = Math.min(
    box.width * 0.6,
    pen.measure(detail[0]?.text ?? '', { color: '', weight: 400 }, pen.fonts.text, size) + 1,
  );
  drawLine(pen, detail, { ...box, x: box.x + box.width - detailWidth, width: detailWidth }, size);
  drawLine(pen, label, { ...box, width: Math.max(size, box.width - detailWidth - size * 0.6) }, size);
}
