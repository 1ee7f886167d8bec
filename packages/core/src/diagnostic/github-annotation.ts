import { DIAGNOSTIC_CODES } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import { visibleText } from './visible-text.ts';

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** A diagnostic as a workflow command of GitHub Actions, which puts it on the line of the pull request. */
export function githubAnnotation(diagnostic: Diagnostic): string {
  const { code, severity, message, hint, place } = diagnostic;
  const onLine = place !== undefined && place.start.line === place.end.line;
  const properties = Object.entries({
    title: `${DIAGNOSTIC_CODES[code].title} (${code})`,
    ...(place === undefined
      ? {}
      : { file: visibleText(place.path), line: place.start.line, endLine: place.end.line }),
    // Columns count only where both are on one line.
    ...(onLine ? { col: place.start.column, endColumn: place.end.column } : {}),
  });
  const written = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`).join(',');
  const lines = [message, ...(hint === undefined ? [] : [hint])].map(visibleText).join('\n');
  return `::${COMMANDS[severity]} ${written}::${escapeData(lines)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
