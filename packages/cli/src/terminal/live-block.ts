import type { Terminal } from './terminal.ts';

const REDRAW_MS = 100;
const ESCAPE = '\u001B[';

/** Lines at the bottom of the terminal that are drawn over; what is said for good goes above them. */
export type LiveBlock = Disposable & {
  /** Says something for good. */
  readonly say: (text: string) => void;
};

/** Opens a block of lines; `lines` is asked for them ten times a second, as long as something changes them. */
export function openLiveBlock(terminal: Terminal, lines: () => readonly string[]): LiveBlock {
  let drawn = 0;
  const erase = (): string => (drawn === 0 ? '' : `${ESCAPE}${drawn}A${ESCAPE}0J`);
  const draw = (above = ''): void => {
    const now = lines();
    // One write, so that no half-drawn block is ever seen.
    terminal.note(`${erase()}${above}${now.map((line) => `${line}\n`).join('')}`);
    drawn = now.length;
  };
  const timer = setInterval(() => {
    if (drawn > 0 || lines().length > 0) draw();
  }, REDRAW_MS);
  timer.unref();
  return {
    say: draw,
    [Symbol.dispose]: () => {
      clearInterval(timer);
      terminal.note(erase());
      drawn = 0;
    },
  };
}
