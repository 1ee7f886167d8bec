import { nearestName, StoryboardError } from '@storyboard/core';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { VERSION } from '../version.ts';
import { faultsText } from '../views/faults-text.ts';
import { examplesText, exitCodesText } from '../views/help-text.ts';
import type { ChosenCommand, CommandSpec, FlagSpec } from './command-spec.ts';
import { COMMANDS } from './commands.ts';
import { COMMON_FLAGS } from './flags.ts';

/**
 * Finds the command that the words of a command line name, with its arguments and flags, or gives help.
 *
 * @returns the command, or the exit code where help was all that was asked for
 * @throws StoryboardError `usage` where the words make no sense
 */
export function parseCommandLine(words: readonly string[], terminal: Terminal): ChosenCommand | ExitCode {
  let chosen: ChosenCommand | undefined;
  const program = createProgram(words, terminal, (command) => {
    chosen = command;
  });
  if (words.length === 0) {
    program.outputHelp({ error: true });
    return EXIT_CODES.usage;
  }
  refuseHelpOfNothing(words);
  try {
    program.parse(words.join(' ') === 'help help' ? ['help'] : words, { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    if (thrown.exitCode !== 0) throw usageError(thrown.message, words);
  }
  return chosen ?? EXIT_CODES.done;
}

/** Commander answers `help foo` and `foo --help` with the help of everything. */
function refuseHelpOfNothing(words: readonly string[]): void {
  const [command, argument] = words.filter((word) => !word.startsWith('-'));
  const isAsked = command === 'help' || (command === words[0] && words.some((word) => HELP.has(word)));
  const named = command === 'help' ? argument : command;
  const names = COMMANDS.map(({ name }) => name);
  if (!isAsked || named === undefined || named === 'help' || names.includes(named)) return;
  const nearest = nearestName(named, names);
  const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new StoryboardError('usage', `Unknown command '${named}'.${suggestion}`, {
    hint: 'storyboard --help',
  });
}

const HELP: ReadonlySet<string> = new Set(['-h', '--help']);

function createProgram(
  words: readonly string[],
  terminal: Terminal,
  choose: (command: ChosenCommand) => void,
): Command {
  const program = new Command('storyboard')
    .description('Films as text in git: plan them, price them, render them, never above the budget.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .usage('<command> [options]')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.print,
      writeErr: terminal.note,
      // What is wrong is thrown, and said in one place.
      outputError: () => {},
      getOutHelpWidth: () => terminal.results.columns,
      getErrHelpWidth: () => terminal.notes.columns,
      getOutHasColors: () => terminal.results.colour,
      getErrHasColors: () => terminal.notes.colour,
    })
    .configureHelp({ styleTitle: (title) => terminal.results.paint('bold', title) });
  for (const flag of COMMON_FLAGS) program.addOption(optionOf(flag));
  // Making all commands takes longer than any of them needs to be parsed.
  const named = COMMANDS.filter(({ name }) => name === words[0]);
  for (const spec of named.length === 1 ? named : COMMANDS) addCommand(program, spec, terminal, choose);
  program.addHelpText('after', () =>
    [
      '',
      examplesText(
        [
          ['storyboard init my-film', 'write a first storyboard'],
          ['storyboard plan my-film/film.yaml', 'see what it would cost'],
          ['storyboard render my-film/film.yaml', 'make the film'],
        ],
        terminal.results,
      ),
      exitCodesText(terminal.results),
    ].join('\n'),
  );
  return program;
}

function addCommand(
  program: Command,
  spec: CommandSpec,
  terminal: Terminal,
  choose: (command: ChosenCommand) => void,
): void {
  const command = program
    .command(spec.name)
    .helpGroup(`${spec.group}:`)
    .summary(spec.summary)
    .description(
      spec.about === undefined ? sentence(spec.summary) : `${sentence(spec.summary)} ${spec.about}`,
    );
  for (const { form, about } of spec.arguments) command.argument(form, about);
  for (const flag of [...spec.flags, ...COMMON_FLAGS]) command.addOption(optionOf(flag));
  command.addHelpText('after', () => `\n${examplesText(spec.examples, terminal.results)}`);
  if (spec.lists === 'faults') command.addHelpText('after', () => faultsText(terminal.results));
  command.action((...given: unknown[]) => {
    // Commander hands over the arguments, then the flags, then itself.
    choose({ load: spec.load, flags: command.optsWithGlobals(), words: given.slice(0, -2) });
  });
}

function optionOf({ flags, about, choices, many, parse }: FlagSpec): Option {
  const option = new Option(flags, about);
  if (choices !== undefined) option.choices(choices).argParser((text) => chosenOf(text, choices));
  if (parse !== undefined) {
    option.argParser((text, before: unknown) => {
      const parsed = parse(text);
      if ('problem' in parsed) throw new InvalidArgumentError(parsed.problem);
      return many === true ? [...(Array.isArray(before) ? before : []), parsed.value] : parsed.value;
    });
  }
  return option;
}

/** Commander lists the choices; this also says which was probably meant. */
function chosenOf(text: string, choices: readonly string[]): string {
  if (choices.includes(text)) return text;
  const nearest = nearestName(text, choices);
  const suggestion = nearest === undefined ? '' : `Did you mean ${nearest}? `;
  throw new InvalidArgumentError(`${suggestion}Allowed choices are ${choices.join(', ')}.`);
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** Commander's `error: unknown option '--x'\n(Did you mean --y?)` in the house's form. */
function usageError(message: string, words: readonly string[]): StoryboardError {
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n');
  const suggestion = more.join(' ').replace(/^\((.*)\)$/, '$1');
  const file = /^unknown option '(-[^']*\.\w+)'/.exec(first)?.[1];
  const asFile = file === undefined ? '' : `If it is a file, write ./${file}`;
  const said = [sentence(first.replace(/\.$/, '')), suggestion, asFile]
    .filter((part) => part !== '')
    .join(' ');
  const command = COMMANDS.find(({ name }) => name === words[0]);
  return new StoryboardError('usage', said, {
    hint: `storyboard ${command === undefined ? '' : `${command.name} `}--help`,
  });
}
