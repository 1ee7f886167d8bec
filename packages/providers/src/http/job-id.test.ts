import { expect, test } from 'vitest';
import { isJobId } from './job-id.ts';

const KEY = 'ak-0123456789abcdef';

test.each([
  'F4ydZjZhuZFinNQMnQleh',
  '60ac7c34-3224-4b14-8e7d-0aa0db708325',
  '60ac7c34-3224-4b14-8e7d-0aa0db708325:kling-video/v1.6/standard',
  '42',
])('%s is an id', (id) => {
  expect(isJobId(id, [KEY])).toBe(true);
});

test.each([
  ['nothing', ''],
  ['a space', 'a b'],
  ['an escape', '\u001b[2J'],
  ['letters that turn', 'a\u202eb'],
  ['the key', `job-${KEY}`],
  ['the key in base64', btoa(KEY)],
  ['an address', 'https://files.example/a.mp4'],
  ['a signature', 'a?Signature=abc'],
  ['a whole page', 'a'.repeat(900_000)],
])('%s is none', (_, id) => {
  expect(isJobId(id, [KEY])).toBe(false);
});
