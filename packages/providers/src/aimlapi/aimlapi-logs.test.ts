import { expect, test } from 'vitest';
import { logPath, readLogPage } from './aimlapi-logs.ts';

const SINCE = '2026-11-22T10:00:00.000Z';
const MINE = '5f2b0b0e-0000-4000-8000-000000000001';

function row(inference_id: string, client_request_id: string | null, created = SINCE, status = 'succeeded') {
  return { created, status, inference_id, client_request_id };
}

test.each([
  ['2026-11-22T10:00:00.000Z', 24],
  ['2026-11-21T10:00:00.000Z', 26],
  ['2026-11-12T10:00:00.000Z', 242],
  ['2020-01-01T00:00:00.000Z', 2200],
  ['no date', 24],
])('what was sent at %s is looked for in the last %d hours', (since, hours) => {
  const now = Date.parse('2026-11-22T10:30:00.000Z');
  expect(logPath(2, since, now)).toBe(`/v2/logs?period=${hours}h&limit=100&offset=200`);
});

test('only rows with the very id match, newest first', () => {
  const data = [
    row('c', MINE.toUpperCase()),
    row('b', MINE),
    row('x', null),
    row('a', MINE, SINCE, 'failed'),
    row('', MINE),
    'nonsense',
  ];
  expect(readLogPage({ data, pagination: { has_more: true } }, MINE, SINCE)).toEqual({
    matches: [{ job: 'b' }, { job: 'a', logged: 'failed' }],
    more: true,
  });
});

test.each([
  ['there are no more', { data: [row('a', null)], pagination: { has_more: false } }],
  ['it is empty', { data: [], pagination: { has_more: true } }],
  [
    'it ends an hour before the submission',
    { data: [row('a', null, '2026-11-22T08:59:59.000Z')], pagination: { has_more: true } },
  ],
  ['it does not say', { data: [row('a', null)] }],
  ['it is no page', { data: 'none' }],
])('a page is the last one where %s', (_, body) => {
  expect(readLogPage(body, MINE, SINCE)).toEqual({ matches: [], more: false });
});
