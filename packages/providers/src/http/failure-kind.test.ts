import { expect, test } from 'vitest';
import { COMMON_WORDS, failureKind } from './failure-kind.ts';

test.each([
  ['Output data may contain inappropriate content.', 'moderation'],
  ['data_inspection_failed', 'moderation'],
  ['The prompt was flagged by the safety checker', 'moderation'],
  ['Your request violates our content policy', 'moderation'],
  ["You've run out of credits. Please top up your balance", 'balance'],
  ['insufficient balance', 'balance'],
  ['Arrearage: payment overdue', 'balance'],
  ['Too Many Requests', 'quota'],
  ['Requests rate limit exceeded', 'quota'],
  ['Maximum concurrency reached', 'quota'],
  ['This request requires a valid API key. You can create a new one.', 'auth'],
  ['Unauthorized', 'auth'],
  ['invalid token', 'auth'],
  ['The model is under maintenance', 'transient'],
  ['Something wrong with the server. Please, try again later.', 'transient'],
  ['Generation timeout', 'transient'],
  ['the model is not available right now', 'transient'],
  ['invalid model: alibaba/wan', 'invalid-input'],
  ["Invalid enum value. Expected 5 | 10 | 15, received '7'", 'invalid-input'],
  ['Could not detect face in the image', 'invalid-input'],
  ['Failed to download the reference video', 'invalid-input'],
  ['A monkey with a keyboard', 'unknown'],
  ['', 'unknown'],
])('%j is %s', (words, kind) => {
  expect(failureKind(words, COMMON_WORDS, 'unknown')).toBe(kind);
});
