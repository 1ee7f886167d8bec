import type { ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** One flag of a command: how it is written, what it does, and what makes a value of its text. */
export type FlagSpec = {
  /** As commander reads it: `--budget <usd>`. */
  readonly flags: string;
  readonly about: string;
  readonly choices?: readonly string[];
  /** May be there more than once; its value is then always a list. */
  readonly many?: true;
  /** The value that a text stands for, or what is wrong with it. */
  readonly parse?: (text: string) => { readonly value: unknown } | { readonly problem: string };
};

/** One command of the command line as data: what help says, what it takes, and the code behind it, loaded when it runs. */
export type CommandSpec = {
  readonly name: string;
  readonly group: string;
  readonly summary: string;
  /** More than the summary says, for the command's own help. */
  readonly about?: string;
  readonly arguments: readonly { readonly form: string; readonly about: string }[];
  readonly flags: readonly FlagSpec[];
  /** What help lists after the examples. */
  readonly lists?: 'faults';
  /** Lines to copy, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[];
  readonly load: () => Promise<RunCommand>;
};

/** A command at work, with its flags and arguments. Their shapes are the command's own; the parser makes what it declares. */
export type RunCommand = (terminal: Terminal, flags: never, ...words: never[]) => Promise<ExitCode>;

/** A command with what it was given, ready to run. */
export type ChosenCommand = Pick<CommandSpec, 'load'> & {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly words: readonly unknown[];
};
