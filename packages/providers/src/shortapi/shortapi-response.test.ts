import { isProviderError } from '@storyboard/core';
import { describe, expect, test } from 'vitest';
import { COMMON_WORDS } from '../http/failure-kind.ts';
import type { ApiAnswer } from '../http/transport.ts';
import { shortapiStatus, shortapiSubmitted } from './shortapi-response.ts';

const VOCABULARY = { title: 'ShortAPI', words: COMMON_WORDS, secrets: ['ak-secret'] };
const URL = 'https://cdn.example/a.mp4?Signature=abc';

function answer(body: unknown, headers = {}): ApiAnswer {
  return { status: 200, headers, body, excerpt: '' };
}

describe('an answer to a submission', () => {
  test.each([
    [{ code: 0, data: { amount: '0.02', job_id: 'j1' } }, 'j1', 20_000],
    [{ code: 0, data: { amount: 0.425, job_id: 'j1' } }, 'j1', 425_000],
    [{ code: '0', job_id: 'j1', amount: '0.595' }, 'j1', 595_000],
    [{ job_id: 'j1' }, 'j1', undefined],
    [{ code: 0, data: { job_id: 17, amount: '' } }, '17', undefined],
    // Half a micro-dollar is a micro-dollar; nothing and nonsense are not believed.
    [{ code: 0, data: { job_id: 'j1', amount: '0.0000005' } }, 'j1', 1],
    [{ code: 0, data: { job_id: 'j1', amount: '0.00' } }, 'j1', undefined],
    [{ code: 0, data: { job_id: 'j1', amount: '-3' } }, 'j1', undefined],
    [{ code: 0, data: { job_id: 'j1', amount: 'free' } }, 'j1', undefined],
    // Odd, but a job was named: it is not to be lost.
    [{ code: 5, info: 'queued behind others', data: { job_id: 'j1' } }, 'j1', undefined],
  ])('accepts %j', (body, job, charged) => {
    expect(shortapiSubmitted(answer(body), VOCABULARY)).toEqual({
      status: 'accepted',
      operation: { job },
      ...(charged === undefined ? {} : { charged }),
    });
  });

  test.each([
    [{ code: 1001, info: 'invalid model: alibaba/wan' }, 'invalid-input', 'invalid model: alibaba/wan'],
    [{ code: '401', message: 'Invalid API key ak-secret' }, 'auth', 'Invalid API key [key]'],
    [{ code: -1, error: { message: 'Insufficient balance' } }, 'balance', 'Insufficient balance'],
    [{ code: 429, msg: 'Too many requests' }, 'quota', 'Too many requests'],
    [
      { code: 7, info: 'Prompt rejected by content moderation' },
      'moderation',
      'Prompt rejected by content moderation',
    ],
    [{ code: 9 }, 'unknown', 'ShortAPI refused with code 9.'],
    [{ code: 401 }, 'auth', 'ShortAPI refused with code 401.'],
    [{ code: 402, info: 'Nope' }, 'balance', 'Nope'],
    [{ code: 404, info: 'model not found' }, 'unknown', 'model not found'],
    [{ code: 3, data: { job_id: '' }, info: 'system busy' }, 'transient', 'system busy'],
  ])('refuses %j', (body, kind, message) => {
    expect(shortapiSubmitted(answer(body), VOCABULARY)).toEqual({
      status: 'refused',
      failure: { kind, message },
    });
  });

  test.each([
    [{ code: 200, msg: 'success', data: { task_id: 'abc' } }],
    [{ code: 200, msg: 'nothing more' }],
    [{ code: 'success', data: {} }],
    [{ code: 'Success' }],
    [{ code: 1, info: 'ok' }],
    [{ code: 1, info: 'Job submitted, please wait' }],
    [{ code: 1, info: 'something odd', data: { task_id: 'abc' } }],
    [{ code: 1, info: 'something odd', data: { task: { taskId: 17 } } }],
    [{ code: 1, info: 'something odd', data: { ids: ['abc'] } }],
    [{ code: 1, info: 'something odd', job: 'abc' }],
    [{ code: 500, info: 'oops' }],
    [{ code: 504, info: 'upstream timeout' }],
    [{ code: 1005, info: 'The upstream timed out' }],
    [{ code: 409, info: 'duplicate' }],
  ])('is not certain that %j refuses', (body) => {
    expect(shortapiSubmitted(answer(body), VOCABULARY)).toBeUndefined();
  });

  test.each([
    [
      {
        code: 1001,
        info: 'invalid model',
        request_id: 'r-1',
        data: { trace_id: 't', user_id: 5, model_id: 'm' },
      },
    ],
    [{ code: 1001, info: 'job was not accepted', data: { job_id: '', task_id: null } }],
    [{ code: 12, info: 'Submitted prompt was rejected' }],
    [{ code: 12, info: 'queued jobs: too many, request refused' }],
  ])('is certain that %j refuses', (body) => {
    expect(shortapiSubmitted(answer(body), VOCABULARY)).toMatchObject({ status: 'refused' });
  });

  test('a refusal passes on how long to wait', () => {
    const refused = answer({ code: 429, info: 'too many' }, { 'retry-after': '3' });
    expect(shortapiSubmitted(refused, VOCABULARY)).toMatchObject({ status: 'refused', retryAfterMs: 3000 });
  });

  test.each([[{}], [{ code: 0 }], [{ code: 0, data: { job_id: '' } }], [[]], [undefined], [null], ['ok']])(
    'names no job: %j',
    (body) => {
      expect(shortapiSubmitted(answer(body), VOCABULARY)).toBeUndefined();
    },
  );
});

describe('an answer about a job', () => {
  test.each([0, 1, '0', '1', 'queued', 'PROCESSING', 'whatever-comes-next'])('%j is pending', (status) => {
    expect(shortapiStatus(answer({ code: 0, data: { status } }), VOCABULARY)).toEqual({ status: 'pending' });
  });

  test.each([
    [{ code: 0, data: { status: 2, result: { videos: [{ url: URL }] } } }],
    [{ code: '0', data: { status: '2', result: { videos: [URL] } } }],
    [{ code: 0, data: { status: 'Succeeded', result: { video: { url: URL } } } }],
    [{ code: 0, data: { status: 'completed', result: { video_url: URL } } }],
    [{ status: 2, result: { url: URL } }],
  ])('%j has footage', (body) => {
    expect(shortapiStatus(answer(body), VOCABULARY)).toEqual({ status: 'succeeded', footage: URL });
  });

  test.each([
    [
      { status: 3, error: 'data_inspection_failed', refunded: true },
      'moderation',
      'data_inspection_failed',
      0,
    ],
    [
      { status: '3', error: { message: 'Could not download video 1' } },
      'invalid-input',
      'Could not download video 1',
      undefined,
    ],
    [
      { status: 'failed', error: '', refunded: false },
      'unknown',
      'ShortAPI says that the job failed, with status failed and no reason.',
      undefined,
    ],
    [{ status: -1, error: 'upstream timeout', refunded: true }, 'transient', 'upstream timeout', 0],
    [
      { status: 3, error: [{ loc: ['body'], msg: 'Face\u0007 not visible' }] },
      'unknown',
      'Face not visible',
      undefined,
    ],
  ])('%j has failed', (data, kind, message, charged) => {
    expect(shortapiStatus(answer({ code: 0, data }), VOCABULARY)).toEqual({
      status: 'failed',
      failure: { kind, message },
      ...(charged === undefined ? {} : { charged }),
    });
  });

  test.each([
    [{ code: 0, data: {} }, 'malformed'],
    [{ code: 0, data: { status: 4 } }, 'malformed'],
    [{ code: 0, data: { status: -1, error: 'paused' } }, 'malformed'],
    [{ code: 0, data: { status: 2, result: { videos: [] } } }, 'malformed'],
    [{ code: 12, info: 'job not found' }, 'not-found'],
    [{ code: 12, info: 'Unauthorized' }, 'auth'],
    [{ code: 12, info: 'rate limit' }, 'quota'],
    [{ code: 12 }, 'transient'],
  ])('%j says nothing about it', (body, kind) => {
    const problem = thrownBy(() => shortapiStatus(answer(body), VOCABULARY));
    expect(isProviderError(problem)).toBe(true);
    expect(problem).toMatchObject({ kind });
  });
});

function thrownBy(call: () => unknown): unknown {
  try {
    return { returned: call() };
  } catch (error) {
    return error;
  }
}
