// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** The first character of a text that YAML and terminals have no place for, as `U+0007`; absent where there is none. */
export function forbiddenCharacter(text: string): string | undefined {
  const found = CONTROL.exec(text)?.[0] ?? (text.isWellFormed() ? undefined : loneSurrogate(text));
  return found === undefined ? undefined : codePointName(found);
}

/** Where that character stands; -1 where there is none. */
export function forbiddenCharacterAt(text: string): number {
  const at = text.search(CONTROL);
  if (at !== -1 || text.isWellFormed()) return at;
  return text.indexOf(loneSurrogate(text) ?? '');
}

/** A character's code point as people write it: `U+0007`. */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function loneSurrogate(text: string): string | undefined {
  return /\p{Surrogate}/u.exec(text)?.[0];
}
