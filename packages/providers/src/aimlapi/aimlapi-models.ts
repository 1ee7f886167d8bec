import type { ModelSpec, ParameterRule, PriceRule, Provenance, ProviderSpec } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import { firstFrameOnly, NO_REFERENCES } from '../reference-limits.ts';

/** What all its Wan models have in common. */
const WAN = {
  durations: { type: 'list', values: [5, 10, 15] },
  resolutions: ['720p', '1080p'],
  prompt: { maxLength: undefined },
  // The files give a seed no bounds; these are the ones of Alibaba, who makes the models.
  seed: { min: 0, max: 2_147_483_647 },
  unpriced:
    'AI/ML API publishes no price for 720p in its documentation; only 1080p can be told, from its sample answers.',
} as const satisfies Partial<ModelSpec>;

const ASPECTS = ['16:9', '9:16', '1:1', '4:3', '3:4'] as const;

const ENHANCE_PROMPT: ParameterRule = {
  type: 'boolean',
  description: 'Lets the model rewrite the prompt; on by default. Without it, shot_type has no effect.',
};

const AUDIO_URL: ParameterRule = {
  type: 'string',
  description: 'Public URL of the sound to make the clip to; sound is then not generated.',
};

/**
 * AI/ML API and what its Wan models can do, by the vendor's OpenAPI files. Prices are worked out from the credits of
 * its sample answers, so only 1080p is known.
 */
export const AIMLAPI_SPEC: ProviderSpec = {
  id: 'aimlapi',
  title: 'AI/ML API',
  keyVariable: 'AIMLAPI_KEY',
  baseUrlVariable: 'AIMLAPI_BASE_URL',
  origin: 'https://api.aimlapi.com',
  local: false,
  limits: { concurrency: 5, submitsPerSecond: 2, pollsPerSecond: 10 },
  defaultModel: 'alibaba/wan-2-6-r2v',
  models: [referenceToVideo26(), textToVideo26(), imageToVideo26(), referenceToVideo27()],
};

function referenceToVideo26(): ModelSpec {
  return {
    ...WAN,
    id: 'alibaba/wan-2-6-r2v',
    name: 'wan-2.6-r2v',
    title: 'Wan 2.6, reference to video',
    limitsFrom: fileOf(
      'wan2.6-r2v',
      'Alibaba itself makes 10 seconds at most with this model, so 15 may be refused.',
    ),
    aspects: ASPECTS,
    negativePrompt: { maxLength: undefined },
    references: {
      image: { min: 0, max: 0 },
      video: { min: 1, max: 3, note: 'one character in each' },
      maxTotal: 3,
      order: ['video'],
      spelling: {
        image: { type: 'prose', verified: true },
        // The OpenAPI file says character1, as Alibaba does; the vendor's own sample prompt says "the first reference
        // video". Neither is said to be the rule.
        video: { type: 'token', template: 'character{n}', numbering: 'overall', first: 1, verified: false },
      },
      localFiles: 'unverified',
    },
    audio: 'none',
    shotTypes: ['single', 'multi'],
    parameters: { enhance_prompt: ENHANCE_PROMPT },
    prices: [
      at1080p(
        0.1575,
        '3,150,000 credits for 10 s',
        'Whether seconds of reference videos are charged too is not said.',
      ),
    ],
    // One run of the vendor's own sample was observed to take 4 min 20 s.
    typicalSeconds: 260,
  };
}

function textToVideo26(): ModelSpec {
  return {
    ...WAN,
    id: 'alibaba/wan-2-6-t2v',
    name: 'wan-2.6-t2v',
    title: 'Wan 2.6, text to video',
    limitsFrom: fileOf('wan2.6-t2v'),
    aspects: ASPECTS,
    negativePrompt: { maxLength: undefined },
    references: NO_REFERENCES,
    audio: 'switch',
    shotTypes: ['single', 'multi'],
    parameters: { audio_url: AUDIO_URL, enhance_prompt: ENHANCE_PROMPT },
    prices: [
      at1080p(
        0.1575,
        '3,150,000 credits for 10 s',
        'The sample has sound; whether a clip without costs less is not said.',
      ),
    ],
    typicalSeconds: undefined,
  };
}

function imageToVideo26(): ModelSpec {
  return {
    ...WAN,
    id: 'alibaba/wan-2-6-i2v',
    name: 'wan-2.6-i2v',
    title: 'Wan 2.6, image to video',
    limitsFrom: fileOf('wan2.6-i2v'),
    aspects: [],
    negativePrompt: { maxLength: undefined },
    // "A direct link to an online image or a Base64-encoded local image".
    references: firstFrameOnly('accepted'),
    audio: 'switch',
    shotTypes: ['single', 'multi'],
    parameters: { audio_url: AUDIO_URL, enhance_prompt: ENHANCE_PROMPT },
    prices: [
      at1080p(
        0.1575,
        '1,575,000 credits for 5 s',
        'The sample has sound; whether a clip without costs less is not said.',
      ),
    ],
    typicalSeconds: undefined,
  };
}

function referenceToVideo27(): ModelSpec {
  return {
    ...WAN,
    id: 'alibaba/wan-2-7-r2v',
    name: 'wan-2.7-r2v',
    title: 'Wan 2.7, reference to video',
    limitsFrom: fileOf(
      'wan2.7-r2v',
      'Alibaba itself takes 1 to 5 references in all, and makes 10 seconds at most from videos.',
    ),
    aspects: ASPECTS,
    negativePrompt: { maxLength: 500 },
    references: {
      image: { min: 0, max: 5 },
      video: { min: 0, max: 5 },
      maxTotal: 10,
      order: ['image', 'video'],
      // Alibaba's own spelling for this model; AI/ML API's file does not name one.
      spelling: {
        image: { type: 'token', template: 'Image {n}', numbering: 'per-kind', first: 1, verified: false },
        video: { type: 'token', template: 'Video {n}', numbering: 'per-kind', first: 1, verified: false },
      },
      localFiles: 'unverified',
    },
    audio: 'none',
    shotTypes: [],
    parameters: {
      enhance_prompt: {
        type: 'boolean',
        description: 'Lets the model rewrite the prompt; on by default.',
      },
      first_frame_image: {
        type: 'string',
        description: 'Public URL of the picture that the clip starts with.',
      },
      watermark: { type: 'boolean', description: 'Puts a watermark on the picture; off by default.' },
    },
    prices: [
      at1080p(
        0.195,
        '3,900,000 credits for 10 s',
        'The sample has two reference videos and costs what text to video does: their seconds were not in it.',
      ),
    ],
    typicalSeconds: undefined,
  };
}

function fileOf(file: string, note?: string): Provenance {
  return {
    source: `github.com/aimlapi/api-docs, video-models/Alibaba-Cloud/${file}.json of 2026-08-21`,
    asOf: '2026-11-22',
    estimated: false,
    ...(note === undefined ? {} : { note }),
  };
}

function at1080p(dollars: number, sample: string, note: string): PriceRule {
  return {
    when: { resolution: '1080p' },
    perSecond: fromUsd(dollars),
    from: {
      source: `AI/ML API's sample answer, ${sample} at 2,000,000 credits a dollar (undated page)`,
      asOf: '2026-11-22',
      estimated: true,
      note,
    },
  };
}
