import type { FailureKind } from '@storyboard/core';
import { expect, test } from 'vitest';
import { COMMON_WORDS } from './failure-kind.ts';
import { refusalOf } from './refusal.ts';
import type { ApiAnswer } from './transport.ts';

const VOCABULARY = { title: 'Loom', words: COMMON_WORDS, secrets: ['sk-1234'] };

function answer(status: number, message?: string): ApiAnswer {
  const body = message === undefined ? undefined : { message };
  return { status, headers: {}, body, excerpt: message ?? '' };
}

test.each<readonly [number, string | undefined, FailureKind, string]>([
  [400, 'Body validation error!', 'invalid-input', 'Body validation error!'],
  [400, 'Prompt violates the content policy', 'moderation', 'Prompt violates the content policy'],
  [400, 'Too many images', 'invalid-input', 'Too many images'],
  [401, 'Top up to use sk-1234', 'auth', 'Top up to use [key]'],
  [402, 'Content policy', 'balance', 'Content policy'],
  [403, "You've run out of credits", 'balance', "You've run out of credits"],
  [403, 'Inappropriate content', 'moderation', 'Inappropriate content'],
  [403, 'Not your model', 'auth', 'Not your model'],
  [
    404,
    'The model does not exist; see our policies',
    'unknown',
    'The model does not exist; see our policies',
  ],
  [405, undefined, 'unknown', 'Loom: HTTP 405'],
  [413, undefined, 'invalid-input', 'Loom: HTTP 413'],
  [422, 'Insufficient balance', 'balance', 'Insufficient balance'],
  [429, 'Rate limit policy', 'quota', 'Rate limit policy'],
  [429, 'Out of credits', 'balance', 'Out of credits'],
])('%d with %j is a refusal: %s', (status, message, kind, shown) => {
  expect(refusalOf(answer(status, message), VOCABULARY)).toEqual({
    status: 'refused',
    failure: { kind, message: shown },
  });
});

test.each([200, 201, 202, 204, 301, 307, 406, 408, 409, 410, 418, 425, 499, 500, 502, 503, 504, 520, 529])(
  '%d proves no refusal',
  (status) => {
    expect(refusalOf(answer(status, 'Prompt violates the content policy'), VOCABULARY)).toBeUndefined();
  },
);
