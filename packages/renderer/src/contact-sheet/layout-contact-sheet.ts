import type { Rectangle } from '../animatic/arrange-panels.ts';

/** Where everything on a contact sheet goes, in pixels. */
export type ContactSheetLayout = {
  readonly height: number;
  readonly margin: number;
  readonly title: Rectangle;
  readonly subtitle: Rectangle;
  readonly cells: readonly { readonly picture: Rectangle; readonly words: Rectangle }[];
  readonly titleSize: number;
  readonly subtitleSize: number;
  readonly wordSize: number;
};

/** Stills stay large enough to be told apart; only very long films get more columns. */
const MOST_COLUMNS = 6;
const MOST_COLUMNS_OF_MANY = 12;
const MANY = 90;

/** Lays out a heading and a grid of pictures of one aspect, as many columns as suit their number. */
export function layoutContactSheet(width: number, count: number, aspect: number): ContactSheetLayout {
  const unit = width / 1600;
  const margin = Math.round(64 * unit);
  const inner = width - 2 * margin;
  const titleSize = Math.max(14, 42 * unit);
  const subtitleSize = Math.max(9, 20 * unit);
  const title = { x: margin, y: margin, width: inner, height: Math.round(titleSize * 1.3) };
  const subtitle = {
    x: margin,
    y: title.y + title.height + Math.round(4 * unit),
    width: inner,
    height: Math.round(subtitleSize * 1.5),
  };
  const columns = columnsFor(count, aspect);
  const gap = Math.max(4, Math.round((columns > 6 ? 14 : 28) * unit));
  const pictureWidth = Math.max(1, Math.floor((inner - gap * (columns - 1)) / columns));
  const pictureHeight = Math.max(1, Math.round(pictureWidth / aspect));
  const wordSize = Math.max(8, Math.min(19 * unit, pictureWidth * 0.06));
  const wordHeight = Math.round(wordSize * 2.1);
  const top = subtitle.y + subtitle.height + Math.round(40 * unit);
  const cells = Array.from({ length: count }, (_, index) => {
    const x = margin + (index % columns) * (pictureWidth + gap);
    const y = top + Math.floor(index / columns) * (pictureHeight + wordHeight + gap);
    return {
      picture: { x, y, width: pictureWidth, height: pictureHeight },
      words: { x, y: y + pictureHeight, width: pictureWidth, height: wordHeight },
    };
  });
  const rows = Math.ceil(count / columns);
  const height = top + rows * (pictureHeight + wordHeight + gap) - gap + Math.round(margin * 0.7);
  return { height, margin, title, subtitle, cells, titleSize, subtitleSize, wordSize };
}

/** About as many columns as make the sheet as wide as it is high; of two numbers the one with fewer holes. */
function columnsFor(count: number, aspect: number): number {
  const most = Math.max(1, Math.min(count, count > MANY ? MOST_COLUMNS_OF_MANY : MOST_COLUMNS));
  const about = Math.min(most, Math.max(Math.min(2, most), Math.round(Math.sqrt((count / aspect) * 1.9))));
  const holes = (columns: number): number => (columns - (count % columns)) % columns;
  const more = Math.min(most, about + 1);
  return holes(more) < holes(about) ? more : about;
}
