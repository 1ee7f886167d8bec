const MAX_LINES = 3;
const MAX_LENGTH = 600;

/** Lines that say only that something failed; the line before them says what. */
const ECHOES =
  /^(?:Conversion failed!|Error while (?:filtering|processing)|Nothing was written|Terminating thread|Task finished with error|Error sending frames|Failed to inject frame)/;

/**
 * The lines of an ffmpeg log (written with `-loglevel level+…`) that say what went wrong, as one line of plain text:
 * paths as their last part, without addresses and control characters, bounded. '' for a log that says nothing.
 *
 * @param paths - Absolute paths that were passed to ffmpeg.
 */
export function explainLog(log: string, paths: readonly string[]): string {
  const lines = log
    .split(/[\r\n]+/)
    .map((line) => shorten(line, paths))
    .filter((line) => line.text !== '');
  const telling = lines.filter((line) => line.severe && !ECHOES.test(line.text));
  const chosen = telling.length > 0 ? telling : lines;
  const unique = [...new Set(chosen.map((line) => line.text))].slice(-MAX_LINES);
  const text = unique.join('; ');
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function shorten(line: string, paths: readonly string[]): { severe: boolean; text: string } {
  const severe = /\[(?:error|fatal|panic)\]/.test(line);
  const bare = [...paths]
    .sort((a, b) => b.length - a.length)
    .reduce(
      (text, path) => text.replaceAll(`file:${path}`, lastPart(path)).replaceAll(path, lastPart(path)),
      line,
    )
    .replace(/^(?:\[[^\]]* @ 0x[0-9a-f]+\]\s*)+/, '')
    .replace(/\[(?:error|fatal|panic|warning|info|verbose|debug)\]\s*/g, '');
  return { severe, text: plainText(bare) };
}

function lastPart(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** Foreign text without anything that a terminal would act on. */
function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, ' ').trim();
}
