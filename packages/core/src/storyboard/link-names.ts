import { didYouMean } from '../diagnostic/nearest-name.ts';
import type { ParsedPrompt, PromptName } from './parse-prompt.ts';
import type { ProblemPlace } from './problem.ts';
import type { ShotSurroundings } from './resolve-shot.ts';
import type { Continuity } from './resolved.ts';
import type { ShotSettings } from './shot-settings.ts';
import { ticked } from './shown.ts';

/**
 * The references of a shot: its own list, else the names in its prompt in order of first use. Names that lead nowhere
 * are reported where they stand.
 */
export function linkNames(input: {
  readonly settings: ShotSettings;
  readonly parsed: ParsedPrompt;
  readonly continues: Continuity | undefined;
  readonly surroundings: ShotSurroundings;
}): readonly string[] {
  const { settings, parsed, continues, surroundings } = input;
  const { references, report } = surroundings;
  const { at, written } = settings;
  const own = written.references;
  for (const { name, sign } of parsed.names) {
    if (own?.includes(name) || (own === undefined && references.has(name))) continue;
    if (!references.has(name) && (name === continues?.shot || surroundings.isDeclared(name))) continue;
    const place = {
      path: at.path,
      pointer: [...at.pointer, 'prompt'],
      sign: { index: sign, text: `@${name}` },
    };
    reportName(name, place);
  }
  if (own === undefined) {
    return [...new Set(parsed.names.map(({ name }) => name).filter((name) => references.has(name)))];
  }
  own.forEach((name, index) => {
    const place = { path: at.path, pointer: [...at.pointer, 'references', index] };
    if (!references.has(name)) {
      if (!surroundings.isDeclared(name)) reportName(name, place);
    } else if (!isNamed(name, parsed.names)) {
      report({
        code: 'unnamed-reference',
        severity: 'warning',
        message: `The reference \`${name}\` is attached to this shot, but the prompt never names it.`,
        hint: `Name it in the prompt with \`@${name}\`, or take it off the list.`,
        at: place,
      });
    }
  });
  return own.filter((name) => references.has(name));

  function reportName(name: string, place: ProblemPlace): void {
    if (references.has(name)) {
      report({
        code: 'unknown-reference',
        severity: 'error',
        message: `The reference \`${name}\` is not in this shot’s own list of references.`,
        hint: 'Add it to the list, or leave the list out: the names in the prompt are enough.',
        at: place,
      });
      return;
    }
    report({
      code: 'unknown-reference',
      severity: 'error',
      message: `No reference is called ${ticked(name)}.`,
      hint: () => didYouMean(name, known(), otherwise(name, place)),
      at: place,
    });
  }

  function known(): readonly string[] {
    return [...references.keys(), ...(continues === undefined ? [] : [continues.shot])];
  }

  function otherwise(name: string, place: ProblemPlace): string {
    if (surroundings.shotIds.has(name)) {
      return `\`${name}\` is a shot; to go on from it, add \`continues: ${name}\` to this one.`;
    }
    return place.sign === undefined
      ? 'Declare it under `references`.'
      : 'Declare it under `references`, or write `@@` for a plain `@`.';
  }
}

function isNamed(name: string, names: readonly PromptName[]): boolean {
  return names.some((other) => other.name === name);
}
