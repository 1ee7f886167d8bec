import { readFileSync } from 'node:fs';
import type { GenerationRequest, ModelSpec, ParameterRule } from '@storyboard/core';
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AIMLAPI_SPEC } from './aimlapi-models.ts';
import { aimlapiBody } from './aimlapi-request.ts';

const FILES: Readonly<Record<string, string>> = {
  'alibaba/wan-2-6-r2v': 'wan2.6-r2v',
  'alibaba/wan-2-6-t2v': 'wan2.6-t2v',
  'alibaba/wan-2-6-i2v': 'wan2.6-i2v',
  'alibaba/wan-2-7-r2v': 'wan2.7-r2v',
};

const REQUEST: GenerationRequest = {
  provider: 'aimlapi',
  model: 'alibaba/wan-2-6-r2v',
  prompt: 'character1 waits.',
  negativePrompt: undefined,
  references: [],
  duration: 5,
  resolution: '720p',
  aspect: undefined,
  audio: undefined,
  shotType: undefined,
  seed: undefined,
  options: {},
};

test.each(AIMLAPI_SPEC.models)('whatever is asked of $id satisfies its OpenAPI file', (model) => {
  const validate = validatorOf(model);
  fc.assert(
    fc.property(anyRequest(model), ({ request, urls }) => {
      const sent = JSON.parse(JSON.stringify(aimlapiBody(request, urls)));
      validate(sent);
      expect(validate.errors ?? []).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('the OpenAPI files tell a wrong body from a right one', () => {
  const [model] = AIMLAPI_SPEC.models;
  const validate = validatorOf(model as ModelSpec);
  const right = aimlapiBody(REQUEST, { video: ['https://example.com/a.mp4'], image: [] });
  expect(validate(right)).toBe(true);
  for (const wrong of [
    { duration: 7 },
    { duration: '5' },
    { video_urls: [] },
    { image_urls: ['https://example.com/a.png'] },
    { resolution: '720P' },
    { generate_audio: true },
  ]) {
    expect(validate({ ...right, ...wrong }), JSON.stringify(wrong)).toBe(false);
  }
});

test('everything of a request arrives, and options take nothing over', () => {
  const request: GenerationRequest = {
    ...REQUEST,
    negativePrompt: 'rain',
    aspect: '9:16',
    shotType: 'multi',
    seed: 0,
    options: { enhance_prompt: false, prompt: 'something else', model: 'dearer' },
  };
  expect(
    aimlapiBody(request, { video: ['https://example.com/1.mp4', 'https://example.com/2.mp4'], image: [] }),
  ).toEqual({
    model: 'alibaba/wan-2-6-r2v',
    prompt: 'character1 waits.',
    negative_prompt: 'rain',
    video_urls: ['https://example.com/1.mp4', 'https://example.com/2.mp4'],
    duration: 5,
    resolution: '720p',
    aspect_ratio: '9:16',
    shot_type: 'multi',
    seed: 0,
    enhance_prompt: false,
  });
});

test('silence is said where the model has a switch', () => {
  const silent = { ...REQUEST, model: 'alibaba/wan-2-6-t2v', audio: false };
  expect(aimlapiBody(silent, { video: [], image: [] })).toMatchObject({ generate_audio: false });
});

function validatorOf({ id }: ModelSpec): ValidateFunction {
  const file = new URL(`openapi/${FILES[id]}.json`, import.meta.url);
  const { schema } = JSON.parse(readFileSync(file, 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  // The files allow fields that they do not name; what they do not name does nothing, so it must not be sent.
  return ajv.compile({ ...schema, additionalProperties: false });
}

function anyRequest(model: ModelSpec) {
  const { durations, references, seed, parameters } = model;
  const values = durations.type === 'list' ? durations.values : [durations.min, durations.max];
  const url = fc.webUrl().map((text) => `${text.split(/[?#]/)[0]}`);
  const file = fc.base64String().map((text) => `data:video/mp4;base64,${text}`);
  const urls = (kind: 'image' | 'video') =>
    fc.array(fc.oneof(url, file), { minLength: references[kind].min, maxLength: references[kind].max });
  return fc.record({
    urls: fc.record({ image: urls('image'), video: urls('video') }),
    request: fc.record<GenerationRequest>({
      provider: fc.constant('aimlapi'),
      model: fc.constant(model.id),
      prompt: fc.string({ minLength: 1, unit: 'grapheme' }),
      negativePrompt: optional(
        model.negativePrompt === undefined
          ? undefined
          : fc.string({ maxLength: model.negativePrompt.maxLength ?? 2000 }),
      ),
      references: fc.constant([]),
      duration: fc.constantFrom(...values),
      resolution: fc.constantFrom(...model.resolutions),
      aspect: optional(model.aspects.length === 0 ? undefined : fc.constantFrom(...model.aspects)),
      audio: optional(model.audio === 'none' ? undefined : fc.boolean()),
      shotType: optional(model.shotTypes.length === 0 ? undefined : fc.constantFrom(...model.shotTypes)),
      seed: optional(seed === undefined ? undefined : fc.integer(seed)),
      options: fc.record(
        Object.fromEntries(Object.entries(parameters).map(([name, rule]) => [name, anyValue(rule)])),
        { requiredKeys: [] },
      ),
    }),
  });
}

function optional<T>(values: fc.Arbitrary<T> | undefined): fc.Arbitrary<T | undefined> {
  return values === undefined ? fc.constant(undefined) : fc.option(values, { nil: undefined });
}

function anyValue(rule: ParameterRule): fc.Arbitrary<unknown> {
  switch (rule.type) {
    case 'boolean':
      return fc.boolean();
    case 'enum':
      return fc.constantFrom(...rule.values);
    case 'string':
      // The strings among the parameters are addresses.
      return fc.constant('https://example.com/sound.mp3');
    default:
      return fc.integer({ min: rule.min ?? 0, max: rule.max ?? 1000 });
  }
}
