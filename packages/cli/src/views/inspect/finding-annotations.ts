import { type Finding, visibleText } from '@storyboard/core';
import { timeText } from './time-text.ts';

/** Findings as annotations of a GitHub workflow, one line each; `file` is the film as the workflow knows it. */
export function findingAnnotations(findings: readonly Finding[], file: string, strict: boolean): string {
  return findings
    .map(({ code, message, seconds, shot }) => {
      const place = [
        ...(seconds === undefined ? [] : [timeText(seconds)]),
        ...(shot === undefined ? [] : [shot]),
      ];
      const said = visibleText(place.length === 0 ? message : `${place.join(' ')}: ${message}`);
      const properties = `title=${code},file=${escapedProperty(visibleText(file))}`;
      return `::${strict ? 'error' : 'warning'} ${properties}::${escaped(said)}\n`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
