import { arrangePanels, type Rectangle } from './arrange-panels.ts';

/** Where everything on a slate goes, in pixels. */
export type SlateLayout = {
  /** A length that grows with the picture: 1 at 1280×720 and at 720×1280. */
  readonly unit: number;
  readonly panels: readonly Rectangle[];
  readonly header: Rectangle;
  readonly prompt: Rectangle;
  readonly footer: Rectangle;
  /** The largest and smallest type of the prompt. */
  readonly largest: number;
  readonly smallest: number;
  /** The smallest type that reads easily: of the caption, and of a prompt whose words are too long for it. */
  readonly readable: number;
};

/** The frame, and what decides how room is shared between pictures and words. */
export type SlateContent = {
  readonly width: number;
  readonly height: number;
  /** Width by height of each picture. */
  readonly aspects: readonly number[];
  /** Characters of the prompt. */
  readonly promptLength: number;
};

/** Type below this is not read, at any size of the film. */
const SMALLEST_TYPE = 8;
/** From this aspect on, pictures stand beside the words; below, above them. */
const WIDE = 1.2;

/** Type this high in a film 720 pixels high, or wide, reads easily. */
const READABLE_AT_720 = 16;

/** Shares a frame between pictures and words: the longer the prompt, the more room it gets. */
export function layoutSlate(content: SlateContent): SlateLayout {
  const { width, height } = content;
  const unit = Math.sqrt(width * height) / 960;
  const margin = Math.round(Math.min(width, height) * 0.0625);
  const frame = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin };
  const readable = READABLE_AT_720 * Math.max(unit, Math.min(width, height) / 720);
  return { ...layoutParts(content, frame, unit), readable: Math.max(SMALLEST_TYPE, readable) };
}

type Parts = Omit<SlateLayout, 'readable'>;

function layoutParts(content: SlateContent, frame: Rectangle, unit: number): Parts {
  if (content.aspects.length === 0) return layoutCard(frame, unit, content.promptLength);
  const wide = content.width / content.height >= WIDE;
  return wide ? layoutWide(content, frame, unit) : layoutTall(content, frame, unit);
}

/** How much a prompt asks for room, from 0 (a few words) to 1 (as much as any model takes). */
function wordiness(promptLength: number): number {
  return Math.min(1, Math.max(0, (promptLength - 60) / 900)) ** 0.7;
}

function layoutWide(content: SlateContent, frame: Rectangle, unit: number): Parts {
  const gutter = Math.round(frame.x * 0.9);
  const share = 0.33 + 0.2 * wordiness(content.promptLength);
  const most = Math.round((frame.width - gutter) * (1 - share));
  const area = { ...frame, x: frame.x + frame.width - most, width: most };
  const centred = arrangePanels(content.aspects, area, gapFor(unit));
  const right = Math.max(...centred.map((panel) => panel.x + panel.width));
  const shift = frame.x + frame.width - right;
  const panels = centred.map((panel) => ({ ...panel, x: panel.x + shift }));
  const left = Math.min(...panels.map((panel) => panel.x));
  return { panels, ...layoutWords({ ...frame, width: left - gutter - frame.x }, unit) };
}

function layoutTall(content: SlateContent, frame: Rectangle, unit: number): Parts {
  const share = 0.6 - 0.2 * wordiness(content.promptLength);
  const headerHeight = lineOf(unit, 30);
  const top = frame.y + headerHeight + Math.round(18 * unit);
  const area = { ...frame, y: top, height: Math.round(frame.height * share) };
  const centred = arrangePanels(content.aspects, area, gapFor(unit));
  const rise = Math.min(...centred.map((panel) => panel.y)) - top;
  const shift = Math.min(...centred.map((panel) => panel.x)) - frame.x;
  const panels = centred.map((panel) => ({ ...panel, x: panel.x - shift, y: panel.y - rise }));
  const bottom = Math.max(...panels.map((panel) => panel.y + panel.height));
  const words = layoutWords(frame, unit);
  const promptTop = bottom + Math.round(26 * unit);
  const promptEnd = words.footer.y - Math.round(20 * unit);
  return {
    ...words,
    panels,
    prompt: { ...frame, y: promptTop, height: Math.max(1, promptEnd - promptTop) },
  };
}

function layoutCard(frame: Rectangle, unit: number, promptLength: number): Parts {
  const words = layoutWords(frame, unit);
  const large = promptLength <= 24 ? 104 : promptLength <= 60 ? 82 : 64;
  const width = Math.round(Math.min(frame.width, Math.max(frame.width * 0.8, 620 * unit)));
  return {
    ...words,
    panels: [],
    prompt: { ...words.prompt, width },
    largest: Math.max(SMALLEST_TYPE, large * unit),
  };
}

/** The words in one column: the shot above, what it is in the middle, the facts below. */
function layoutWords(column: Rectangle, unit: number): Omit<Parts, 'panels'> {
  const headerHeight = lineOf(unit, 30);
  const footerHeight = lineOf(unit, 40);
  const header = { ...column, height: headerHeight };
  const footer = { ...column, y: column.y + column.height - footerHeight, height: footerHeight };
  const top = header.y + header.height + Math.round(22 * unit);
  const bottom = footer.y - Math.round(22 * unit);
  return {
    unit,
    header,
    footer,
    prompt: { ...column, y: top, height: Math.max(1, bottom - top) },
    largest: Math.max(SMALLEST_TYPE, Math.min(56 * unit, Math.max(36 * unit, column.width * 0.108))),
    smallest: typeSize(unit, 12.5),
  };
}

/** A size of type that stays readable in small films. */
export function typeSize(unit: number, size: number): number {
  return Math.max(SMALLEST_TYPE, size * unit);
}

function lineOf(unit: number, height: number): number {
  return Math.round(Math.max(SMALLEST_TYPE * 1.6, height * unit));
}

function gapFor(unit: number): number {
  return Math.max(2, Math.round(10 * unit));
}
