import type { ChosenCommand, CommandSpec, FlagSpec } from './command-spec.ts';
import { COMMANDS } from './commands.ts';
import { COMMON_FLAGS } from './flags.ts';

/**
 * Reads a command line that is plain: a command, its arguments, and its own flags written out, each once. Undefined for
 * anything else, be it help, a short form or a mistake. It knows less than the full parser, and loads in no time.
 */
export function readPlainly(words: readonly string[]): ChosenCommand | undefined {
  const [name, ...rest] = words;
  const spec = COMMANDS.find((command) => command.name === name);
  if (spec === undefined) return undefined;
  const flags: Record<string, unknown> = { color: true };
  const seen = new Set<string>();
  const found: string[] = [];
  const queue = rest.values();
  for (const word of queue) {
    if (!word.startsWith('-')) {
      found.push(word);
      continue;
    }
    const flag = [...spec.flags, ...COMMON_FLAGS].find(({ flags: form }) => form.split(' ')[0] === word);
    if (flag === undefined || seen.has(word)) return undefined;
    seen.add(word);
    const read = readValue(flag, queue);
    if (read === undefined) return undefined;
    const [key, value] = word.startsWith('--no-') ? [word.slice(5), false] : [word.slice(2), read.value];
    flags[camelCase(key)] = value;
  }
  const given = readArguments(spec, found);
  return given === undefined ? undefined : { load: spec.load, flags, words: given };
}

function readValue(
  { flags, choices, many, parse }: FlagSpec,
  queue: Iterator<string>,
): { value: unknown } | undefined {
  if (!flags.includes('<')) return { value: true };
  const { value: text } = queue.next();
  if (typeof text !== 'string' || text.startsWith('-')) return undefined;
  if (choices !== undefined && !choices.includes(text)) return undefined;
  if (parse === undefined) return { value: text };
  const parsed = parse(text);
  if ('problem' in parsed) return undefined;
  return { value: many === true ? [parsed.value] : parsed.value };
}

/** The words for the arguments that a command takes; undefined where there are too few or too many. */
function readArguments(spec: CommandSpec, found: readonly string[]): readonly unknown[] | undefined {
  const forms = spec.arguments.map(({ form }) => form);
  const required = forms.filter((form) => form.startsWith('<')).length;
  if (found.length < required) return undefined;
  if (forms.length === 1 && forms[0]?.includes('...') === true) return [found];
  return found.length > forms.length ? undefined : forms.map((_, index) => found[index]);
}

function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
