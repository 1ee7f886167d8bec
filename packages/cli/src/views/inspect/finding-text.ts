import { type Finding, visibleText } from '@storyboard/core';
import type { Look } from '../look.ts';
import { padToWidth, textWidth } from '../text-width.ts';
import { timeText } from './time-text.ts';

/** What a look at a film found, a line each: when, in which shot, what, and the code that scripts match. */
export function findingLines(findings: readonly Finding[], look: Look): readonly string[] {
  const rows = findings.map((finding) => ({
    finding,
    when: finding.seconds === undefined ? '' : timeText(finding.seconds),
    shot: visibleText(finding.shot ?? ''),
  }));
  const whenWidth = Math.max(0, ...rows.map(({ when }) => textWidth(when)));
  const shotWidth = Math.max(0, ...rows.map(({ shot }) => textWidth(shot)));
  return rows.map(({ finding, when, shot }) => {
    const columns = [
      ...(whenWidth === 0 ? [] : [padToWidth(when, whenWidth, 'right')]),
      ...(shotWidth === 0 ? [] : [look.paint('bold', padToWidth(shot, shotWidth))]),
      `${visibleText(finding.message)} ${look.paint('dim', `[${finding.code}]`)}`,
    ];
    return `${look.paint('yellow', '!')} ${columns.join('  ')}`;
  });
}
