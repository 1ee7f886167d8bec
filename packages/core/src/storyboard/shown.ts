const LONGEST = 60;

/** A value of the user's file as it is named in a sentence; long ones are cut. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    const cut = [...value.slice(0, LONGEST * 2)];
    const text = cut.length > LONGEST ? `${cut.slice(0, LONGEST).join('')}…` : value;
    return `"${text.replaceAll('\n', ' ')}"`;
  }
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a mapping';
  return value === null || value === undefined ? 'nothing' : String(value);
}
