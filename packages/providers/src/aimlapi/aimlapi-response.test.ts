import { describe, expect, test } from 'vitest';
import { COMMON_WORDS } from '../http/failure-kind.ts';
import type { ApiAnswer } from '../http/transport.ts';
import { aimlapiStatus, aimlapiSubmitted } from './aimlapi-response.ts';

const VOCABULARY = { title: 'AI/ML API', words: COMMON_WORDS, secrets: [] };
const URL = 'https://cdn.example/a.mp4?Expires=1&Signature=abc';

function answer(body: unknown, headers = {}): ApiAnswer {
  return { status: 200, headers, body, excerpt: '' };
}

describe('an answer to a submission', () => {
  test.each([
    [{ id: 'F4y', status: 'queued', meta: { usage: { credits_used: 3_150_000 } } }, {}, 'F4y', 1_575_000],
    [{ id: 'F4y', status: 'queued', meta: { usage: { credits_used: '787501' } } }, {}, 'F4y', 393_751],
    [{ id: 'a:b/c', status: 'queued', meta: null }, { 'x-aimlapi-credits-used': '2' }, 'a:b/c', 1],
    [{ generation_id: 'F4y' }, { 'x-aimlapi-usd-spent': '0.001240000' }, 'F4y', 1240],
    [
      { id: 'F4y', meta: { usage: { credits_used: 0 } } },
      { 'x-aimlapi-credits-used': '0' },
      'F4y',
      undefined,
    ],
    [{ id: 'F4y', status: 'error' }, {}, 'F4y', undefined],
    [undefined, { 'x-inference-id': 'F4y' }, 'F4y', undefined],
  ])('accepts %j with %j', (body, headers, job, charged) => {
    expect(aimlapiSubmitted(answer(body, headers))).toEqual({
      status: 'accepted',
      operation: { job },
      ...(charged === undefined ? {} : { charged }),
    });
  });

  test.each([[{}], [{ id: '' }], [{ id: {} }], [undefined], [[]]])('names no job: %j', (body) => {
    expect(aimlapiSubmitted(answer(body))).toBeUndefined();
  });
});

describe('an answer about a job', () => {
  test.each(['queued', 'generating', 'QUEUED', 'something-new'])('%s is pending', (status) => {
    expect(aimlapiStatus(answer({ id: 'x', status }), VOCABULARY)).toEqual({ status: 'pending' });
  });

  test.each([
    [{ status: 'completed', video: { url: URL } }, {}, undefined],
    [{ status: 'completed', video: { url: URL }, meta: { usage: { credits_used: 1_575_000 } } }, {}, 787_500],
    [{ status: 'completed', video: [{ url: URL }], error: null }, {}, undefined],
    [{ status: 'completed', videos: [{ url: URL }] }, { 'x-aimlapi-credits-used': '0' }, undefined],
  ])('%j has footage', (body, headers, charged) => {
    expect(aimlapiStatus(answer(body, headers), VOCABULARY)).toEqual({
      status: 'succeeded',
      footage: URL,
      ...(charged === undefined ? {} : { charged }),
    });
  });

  test.each([
    [{ name: 'Bad', message: 'Content policy violation' }, 'moderation', 'Content policy violation'],
    [
      {
        detail: [
          {
            loc: ['body', 'image_url'],
            msg: 'Could not detect face in the image',
            type: 'face_detection_error',
          },
        ],
      },
      'invalid-input',
      'Could not detect face in the image',
    ],
    ['Generation timeout', 'transient', 'Generation timeout'],
    [{ code: { deep: { nothing: true } } }, 'unknown', '{"code":{"deep":{"nothing":true}}}'],
    [{ name: 'InternalServerError' }, 'transient', 'InternalServerError'],
    [null, 'unknown', 'AI/ML API says that the job failed, and no reason.'],
  ])('error %j has failed and costs nothing', (error, kind, message) => {
    expect(aimlapiStatus(answer({ id: 'x', status: 'error', error }), VOCABULARY)).toEqual({
      status: 'failed',
      failure: { kind, message },
      charged: 0,
    });
  });

  test.each([[{}], [{ id: 'x' }], [{ id: 'x', status: 'completed', video: null }]])(
    '%j says nothing about it',
    (body) => {
      expect(() => aimlapiStatus(answer(body), VOCABULARY)).toThrow(/AI\/ML API/);
    },
  );
});
