const LONGEST = 60;

/** A value of the user's file as it is named in a sentence; long ones are cut. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${cut(value).replaceAll('\n', ' ')}"`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return value === null || value === undefined ? 'nothing' : String(value);
}

/** A name or key of the user's file as it is named in a sentence; long ones are cut. */
export function ticked(name: string): string {
  return `\`${cut(name)}\``;
}

function cut(text: string): string {
  // A character has two units at most, so that there is one more than are shown wherever the text is longer.
  const start = [...text.slice(0, LONGEST * 2 + 1)];
  return start.length > LONGEST ? `${start.slice(0, LONGEST).join('')}…` : text;
}
