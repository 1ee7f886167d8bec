import { expect, test } from 'vitest';
import { SHORTAPI_SPEC } from './shortapi-models.ts';

const page = (id: string) => ({
  source: `https://shortapi.ai/models/${id}/llms.txt (undated page)`,
  asOf: '2026-11-22',
  estimated: false,
});

const models = Object.fromEntries(SHORTAPI_SPEC.models.map((model) => [model.name, model]));

test('ShortAPI’s Wan models are the three of its model pages', () => {
  expect(SHORTAPI_SPEC.models.map((model) => model.id)).toEqual([
    'alibaba/wan-2.6/reference-to-video',
    'alibaba/wan-2.6/text-to-video',
    'alibaba/wan-2.6/image-to-video',
  ]);
});

test('reference to video has the limits of its page', () => {
  expect(models['wan-2.6-r2v']).toMatchObject({
    limitsFrom: page('alibaba/wan-2.6/reference-to-video'),
    durations: { type: 'range', min: 2, max: 10, step: 1 },
    resolutions: ['720p', '1080p'],
    aspects: [],
    prompt: { maxLength: 1500 },
    negativePrompt: { maxLength: 500 },
    references: {
      image: { min: 0, max: 5, maxBytes: 10_000_000 },
      video: { min: 1, max: 3, maxBytes: 100_000_000 },
      maxTotal: 5,
      order: ['video', 'image'],
      spelling: {
        image: { type: 'token', template: '@Image{n}', numbering: 'per-kind', first: 1, verified: false },
        video: { type: 'token', template: '@Video{n}', numbering: 'per-kind', first: 1, verified: true },
      },
      localFiles: 'unverified',
    },
    audio: 'switch',
    seed: undefined,
    shotTypes: ['single', 'multi'],
    parameters: {},
    typicalSeconds: undefined,
  });
});

test('text to video has the limits of its page', () => {
  const { references, parameters, ...limits } = models['wan-2.6-t2v'] ?? {};
  expect(limits).toMatchObject({
    limitsFrom: page('alibaba/wan-2.6/text-to-video'),
    durations: { type: 'list', values: [5, 10] },
    resolutions: ['720p', '1080p'],
    aspects: ['16:9', '1:1', '9:16', '4:3', '3:4'],
    prompt: { maxLength: undefined },
    negativePrompt: { maxLength: undefined },
    audio: 'none',
    seed: undefined,
    shotTypes: ['single', 'multi'],
  });
  expect(references).toMatchObject({ image: { min: 0, max: 0 }, video: { min: 0, max: 0 }, maxTotal: 0 });
  expect(Object.keys(parameters ?? {})).toEqual(['audio_url', 'prompt_extend']);
});

test('image to video has the limits of its page', () => {
  const { references, parameters, ...limits } = models['wan-2.6-i2v'] ?? {};
  expect(limits).toMatchObject({
    limitsFrom: page('alibaba/wan-2.6/image-to-video'),
    durations: { type: 'list', values: [5, 10, 15] },
    resolutions: ['720p', '1080p'],
    aspects: [],
    prompt: { maxLength: undefined },
    negativePrompt: undefined,
    audio: 'switch',
    seed: undefined,
    shotTypes: ['single', 'multi'],
  });
  expect(references).toMatchObject({ image: { min: 1, max: 1 }, video: { min: 0, max: 0 }, maxTotal: 1 });
  expect(Object.keys(parameters ?? {})).toEqual(['audio_url', 'prompt_extend']);
});

test.each(SHORTAPI_SPEC.models)('a second of $name costs $0.085 at 720p and $0.128 at 1080p', (model) => {
  expect(model.prices.map(({ when, perSecond }) => ({ when, perSecond }))).toEqual([
    { when: { resolution: '720p' }, perSecond: 85_000 },
    { when: { resolution: '1080p' }, perSecond: 128_000 },
  ]);
  expect(model.prices.map(({ from: { note, ...from } }) => from)).toEqual([page(model.id), page(model.id)]);
});
