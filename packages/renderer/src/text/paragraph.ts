/** How a stretch of text looks. */
export type TextStyle = {
  readonly color: string;
  /** From 100 (thin) to 900 (black). */
  readonly weight: number;
};

/** A stretch of text in one style. */
export type Span = {
  readonly text: string;
  readonly style: TextStyle;
  /** Keeps its own characters in order within text of the other direction, such as a name with its sign. */
  readonly isolated?: boolean;
};

/** A stretch of a line that is drawn in one go: one style, one direction, one set of fonts. */
export type PlacedRun = {
  readonly text: string;
  readonly style: TextStyle;
  /** Family names, as `ctx.font` takes them. */
  readonly families: string;
  readonly rightToLeft: boolean;
  /** Pixels from the left edge of the paragraph's box. */
  readonly x: number;
  readonly width: number;
};

/** One line of a paragraph, its runs in the order of the eye, from left to right. */
export type Line = { readonly runs: readonly PlacedRun[]; readonly width: number };

/** Text laid out in a box: sizes are pixels. */
export type Paragraph = {
  readonly lines: readonly Line[];
  readonly size: number;
  readonly lineHeight: number;
  readonly height: number;
  /** Whether text was left out, with an ellipsis in its place. */
  readonly shortened: boolean;
  readonly rightToLeft: boolean;
};

/** The width in pixels of a text in one style, one size and one set of fonts. */
export type Measure = (text: string, style: TextStyle, families: string, size: number) => number;
