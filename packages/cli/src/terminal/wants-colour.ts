/**
 * Whether a stream gets colour: `--no-color` decides first, then `FORCE_COLOR`, then `NO_COLOR`, then whether somebody
 * looks at it on a terminal that has any.
 */
export function wantsColour(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (words.includes('--no-color')) return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (isSet(environment['NO_COLOR'])) return false;
  return isTerminal && environment['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
