import type { Operation } from '@storyboard/core';
import { fieldOf, firstText } from '../http/json-fields.ts';

/** Rows of one page; the most that the service gives. */
const PAGE_ROWS = 100;

/** What one page of the usage logs says about a submission. */
export type LogPage = {
  /** Jobs with the submission's id, newest first. */
  readonly matches: readonly Operation[];
  /** Whether older rows may follow that are not too old. */
  readonly more: boolean;
};

/** The path of a page of the usage logs, which reach back to `since` at least. */
export function logPath(page: number, since: string, nowMs: number): string {
  const hours = Math.ceil((nowMs - Date.parse(since)) / 3_600_000) + 1;
  const period = Number.isNaN(hours) ? 24 : Math.min(Math.max(24, hours), MAX_HOURS);
  return `/v2/logs?period=${period}h&limit=${PAGE_ROWS}&offset=${page * PAGE_ROWS}`;
}

/** The window may be 92 days at most. */
const MAX_HOURS = 2200;

/** Reads a page of the usage logs, which are newest first. */
export function readLogPage(body: unknown, submissionId: string, since: string): LogPage {
  const data = fieldOf(body, 'data');
  const rows: readonly unknown[] = Array.isArray(data) ? data : [];
  const matches = rows.flatMap((row) => {
    const job = firstText(fieldOf(row, 'inference_id'));
    if (fieldOf(row, 'client_request_id') !== submissionId || job === undefined) return [];
    return [fieldOf(row, 'status') === 'failed' ? { job, logged: 'failed' } : { job }];
  });
  // The service's clock is not ours: an hour is more than they may differ.
  const oldestMs = Date.parse(String(fieldOf(rows.at(-1), 'created')));
  const tooOld = oldestMs < Date.parse(since) - 3_600_000;
  return { matches, more: fieldOf(body, 'pagination', 'has_more') === true && rows.length > 0 && !tooOld };
}
