import type { Look } from '../views/look.ts';

/**
 * Where the command runs: what it may write to, how wide and colourful that is, and what the environment says. The one
 * door between commands and the process, so that nothing else reads or writes it.
 */
export type Terminal = {
  /** The words of the command line, without the program's name. */
  readonly words: readonly string[];
  /** Writes a result to standard output; nothing else goes there. */
  readonly print: (text: string) => void;
  /** Writes progress and remarks to standard error. */
  readonly note: (text: string) => void;
  /** Whether a part of the results could not be written; a reader who had seen enough is no such case. */
  readonly isOutputLost: () => boolean;
  /** How results look. */
  readonly results: Look;
  /** How remarks look. */
  readonly notes: Look;
  /** Whether lines of standard error can be drawn over. */
  readonly live: boolean;
  /** How many lines the terminal has, for what is drawn over. */
  readonly rows: () => number;
  /** Whether a person can be asked. */
  readonly interactive: () => boolean;
  /** The next line that the person types; undefined when there will be none. Rejects with the signal's reason. */
  readonly readLine: (signal: AbortSignal) => Promise<string | undefined>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working folder, absolute. */
  readonly folder: string;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
};
