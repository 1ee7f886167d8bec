import { codeFrame } from './code-frame.ts';
import type { Diagnostic, Place } from './diagnostic.ts';
import { plainPaint, terminalPaint } from './paint.ts';
import { visibleText } from './visible-text.ts';

/**
 * A diagnostic for people: where it is, what is wrong, the line with a caret under it, and what to do. `text` is the
 * text of the file it is about; without it, or without a place, there is no code frame. No line break at the end.
 */
export function explainDiagnostic(
  diagnostic: Diagnostic,
  text: string | undefined,
  options: { readonly color: boolean },
): string {
  const { code, severity, message, hint, place, related = [] } = diagnostic;
  const paint = options.color ? terminalPaint(severity) : plainPaint;
  const where = place === undefined ? '' : `${paint.strong(`${placeText(place)}:`)} `;
  const lines = [
    `${where}${paint.severity(`${severity}:`)} ${visibleText(message)} ${paint.dim(`[${code}]`)}`,
  ];
  if (place !== undefined && text !== undefined && text !== '')
    lines.push('', indented(codeFrame(text, place, paint)));
  if (related.length > 0) lines.push('');
  for (const other of related) lines.push(`  ${placeText(other.place)}: ${visibleText(other.message)}`);
  if (hint !== undefined) lines.push('', `  ${paint.hint(visibleText(hint))}`);
  return lines.join('\n');
}

/** A place as editors and terminals know it: `film.yaml:12:18`. */
export function placeText({ path, start }: Place): string {
  return `${visibleText(path)}:${start.line}:${start.column}`;
}

function indented(lines: string): string {
  return lines.replaceAll(/^/gm, '  ');
}
