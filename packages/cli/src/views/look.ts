import type { styleText } from 'node:util';

/** A colour or weight of text. */
export type Format = Parameters<typeof styleText>[0];

/** How text is to look: how wide it may be, and what puts colour on it (or leaves it as it is). */
export type Look = {
  readonly columns: number;
  /** It goes into a file or to another program, not to a terminal: nothing is cut, however wide it gets. */
  readonly uncut?: boolean;
  readonly colour: boolean;
  readonly paint: (format: Format, text: string) => string;
};
