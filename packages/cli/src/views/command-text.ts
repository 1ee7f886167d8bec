import { visibleText } from '@storyboard/core';

/** A command to copy: words with spaces or signs of the shell in quotes, what cannot be seen in escapes. */
export function commandText(words: readonly string[]): string {
  return ['storyboard', ...words].map(quoted).join(' ');
}

function quoted(word: string): string {
  if (visibleText(word) !== word) return `$'${[...word].map(escaped).join('')}'`;
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  if (visibleText(character) === character) return character;
  const code = character.codePointAt(0) ?? 0;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
