import { expect, test } from 'vitest';
import { AIMLAPI_SPEC } from './aimlapi-models.ts';

/** What the vendor's OpenAPI files say, in their own words: the properties of each request and their enums. */
const COMMON = {
  duration: [5, 10, 15],
  resolution: ['720p', '1080p'],
  seed: 'integer',
};
const ASPECT_RATIO = ['16:9', '9:16', '1:1', '4:3', '3:4'];
const SHOT_TYPE = ['single', 'multi'];

test.each([
  [
    'alibaba/wan-2-6-r2v',
    {
      ...COMMON,
      aspect_ratio: ASPECT_RATIO,
      negative_prompt: {},
      shot_type: SHOT_TYPE,
      video_urls: { minItems: 1, maxItems: 3 },
    },
    ['enhance_prompt'],
  ],
  [
    'alibaba/wan-2-6-t2v',
    {
      ...COMMON,
      aspect_ratio: ASPECT_RATIO,
      negative_prompt: {},
      shot_type: SHOT_TYPE,
      generate_audio: 'boolean',
    },
    ['audio_url', 'enhance_prompt'],
  ],
  [
    'alibaba/wan-2-6-i2v',
    {
      ...COMMON,
      negative_prompt: {},
      shot_type: SHOT_TYPE,
      generate_audio: 'boolean',
      image_url: { minItems: 1, maxItems: 1 },
    },
    ['audio_url', 'enhance_prompt'],
  ],
  [
    'alibaba/wan-2-7-r2v',
    {
      ...COMMON,
      aspect_ratio: ASPECT_RATIO,
      negative_prompt: { maxLength: 500 },
      image_urls: { minItems: 0, maxItems: 5 },
      video_urls: { minItems: 0, maxItems: 5 },
    },
    ['enhance_prompt', 'first_frame_image', 'watermark'],
  ],
])('%s offers what its OpenAPI file offers, and nothing else', (id, properties, parameters) => {
  const model = modelOf(id);
  expect(propertiesOf(model)).toEqual(properties);
  expect(Object.keys(model.parameters)).toEqual(parameters);
  expect(model.prompt).toEqual({ maxLength: undefined });
});

test.each([
  ['alibaba/wan-2-6-r2v', 157_500, '3,150,000 credits for 10 s', 260],
  ['alibaba/wan-2-6-t2v', 157_500, '3,150,000 credits for 10 s', undefined],
  ['alibaba/wan-2-6-i2v', 157_500, '1,575,000 credits for 5 s', undefined],
  ['alibaba/wan-2-7-r2v', 195_000, '3,900,000 credits for 10 s', undefined],
])(
  'a second of %s at 1080p is estimated from a sample; at 720p it is unknown',
  (id, perSecond, sample, typical) => {
    const { prices, unpriced, typicalSeconds } = modelOf(id);
    expect(prices).toEqual([
      {
        when: { resolution: '1080p' },
        perSecond,
        from: {
          source: `AI/ML API's sample answer, ${sample} at 2,000,000 credits a dollar (undated page)`,
          asOf: '2026-11-22',
          estimated: true,
          note: expect.stringMatching(/\.$/),
        },
      },
    ]);
    expect(unpriced).toContain('no price for 720p');
    expect(typicalSeconds).toBe(typical);
  },
);

test('how references are spelt is the best guess there is, and marked as one', () => {
  expect(modelOf('alibaba/wan-2-6-r2v').references.spelling.video).toEqual({
    type: 'token',
    template: 'character{n}',
    numbering: 'overall',
    first: 1,
    verified: false,
  });
  expect(modelOf('alibaba/wan-2-7-r2v').references.spelling).toEqual({
    image: { type: 'token', template: 'Image {n}', numbering: 'per-kind', first: 1, verified: false },
    video: { type: 'token', template: 'Video {n}', numbering: 'per-kind', first: 1, verified: false },
  });
});

test('only image to video is documented to take a file of the project', () => {
  const accepting = AIMLAPI_SPEC.models.filter((model) => model.references.localFiles === 'accepted');
  expect(accepting.map((model) => model.id)).toEqual(['alibaba/wan-2-6-i2v']);
});

type Model = (typeof AIMLAPI_SPEC.models)[number];

function modelOf(id: string): Model {
  const model = AIMLAPI_SPEC.models.find((candidate) => candidate.id === id);
  if (model === undefined) {
    throw new Error(`There is no ${id}.`);
  }
  return model;
}

/** A spec in the words of an OpenAPI file. */
function propertiesOf({ durations, references, ...model }: Model): Record<string, unknown> {
  const { image, video } = references;
  const single = image.max === 1;
  return {
    duration: durations.type === 'list' ? durations.values : durations,
    resolution: model.resolutions,
    ...(model.seed === undefined ? {} : { seed: 'integer' }),
    ...(model.aspects.length === 0 ? {} : { aspect_ratio: model.aspects }),
    ...(model.negativePrompt === undefined ? {} : { negative_prompt: model.negativePrompt }),
    ...(model.shotTypes.length === 0 ? {} : { shot_type: model.shotTypes }),
    ...(model.audio === 'none' ? {} : { generate_audio: 'boolean' }),
    ...(image.max === 0
      ? {}
      : { [single ? 'image_url' : 'image_urls']: { minItems: image.min, maxItems: image.max } }),
    ...(video.max === 0 ? {} : { video_urls: { minItems: video.min, maxItems: video.max } }),
  };
}
