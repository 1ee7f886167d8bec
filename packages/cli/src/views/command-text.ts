/** A command to copy: words with spaces or signs of the shell in quotes. */
export function commandText(words: readonly string[]): string {
  return ['storyboard', ...words].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
