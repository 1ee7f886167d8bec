import type { PromptPart } from './resolved.ts';

/** A name in a prompt: which `@` of the text it begins with, counted from 0, and the name as written. */
export type PromptName = { readonly name: string; readonly sign: number };

/** A prompt taken apart. */
export type ParsedPrompt = {
  readonly parts: readonly PromptPart[];
  /** Names in order, with repetitions, whether they are known or not. */
  readonly names: readonly PromptName[];
};

const NAME = /[A-Za-z0-9][A-Za-z0-9_-]*/y;
const FOREIGN_NAME = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*/uy;
const WORD = /[A-Za-z0-9]/;

/**
 * Takes a prompt apart at its `@names`. `@@` is a plain `@`, and so is an `@` after a letter or digit of the Latin
 * alphabet (an address) or before anything that cannot begin a name. A name is as long as it can be, but for `-` and
 * `_` at its end where only the name without them is known.
 */
export function parsePrompt(prompt: string, isKnown: (name: string) => boolean): ParsedPrompt {
  if (!prompt.includes('@')) return { parts: [{ text: prompt }], names: [] };
  const parts: PromptPart[] = [];
  const names: PromptName[] = [];
  let text = '';
  let sign = 0;
  let at = 0;
  while (at < prompt.length) {
    const next = prompt.indexOf('@', at);
    if (next === -1) {
      text += prompt.slice(at);
      break;
    }
    text += prompt.slice(at, next);
    if (prompt[next + 1] === '@') {
      text += '@';
      sign += 2;
      at = next + 2;
      continue;
    }
    const name =
      WORD.test(prompt[next - 1] ?? '') && next > at ? undefined : nameAt(prompt, next + 1, isKnown);
    if (name === undefined) {
      text += '@';
      at = next + 1;
    } else {
      names.push({ name, sign });
      if (text !== '') parts.push({ text });
      text = '';
      parts.push({ reference: name });
      at = next + 1 + name.length;
    }
    sign += 1;
  }
  if (text !== '') parts.push({ text });
  return { parts, names };
}

function nameAt(prompt: string, start: number, isKnown: (name: string) => boolean): string | undefined {
  NAME.lastIndex = start;
  const name = NAME.exec(prompt)?.[0];
  if (name === undefined) {
    FOREIGN_NAME.lastIndex = start;
    return FOREIGN_NAME.exec(prompt)?.[0];
  }
  if (isKnown(name)) return name;
  const trimmed = name.slice(0, endOfLetters(name));
  return isKnown(trimmed) ? trimmed : name;
}

/** Counted from the end: an expression that looks for it takes the square of a long row of dashes. */
function endOfLetters(name: string): number {
  let end = name.length;
  while (name[end - 1] === '-' || name[end - 1] === '_') end -= 1;
  return end;
}
