import type { ModelSpec, PriceRule, Provenance, ProviderSpec } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import { firstFrameOnly, NO_REFERENCES } from '../reference-limits.ts';

/**
 * ShortAPI and what its Wan 2.6 models can do, by the vendor's model pages. What the pages do not say is absent here:
 * none of these models takes a seed.
 */
export const SHORTAPI_SPEC: ProviderSpec = {
  id: 'shortapi',
  title: 'ShortAPI',
  keyVariable: 'SHORTAPI_KEY',
  baseUrlVariable: 'SHORTAPI_BASE_URL',
  origin: 'https://api.shortapi.ai',
  local: false,
  limits: { concurrency: 5, submitsPerSecond: 2, pollsPerSecond: 10 },
  defaultModel: 'alibaba/wan-2.6/reference-to-video',
  models: [referenceToVideo(), textToVideo(), imageToVideo()],
};

function referenceToVideo(): ModelSpec {
  const id = 'alibaba/wan-2.6/reference-to-video';
  return {
    id,
    name: 'wan-2.6-r2v',
    title: 'Wan 2.6, reference to video',
    limitsFrom: pageOf(id),
    durations: { type: 'range', min: 2, max: 10, step: 1 },
    resolutions: ['720p', '1080p'],
    aspects: [],
    prompt: { maxLength: 1500 },
    negativePrompt: { maxLength: 500 },
    references: {
      image: {
        min: 0,
        max: 5,
        maxBytes: 10_000_000,
        note: 'JPEG, PNG without alpha, BMP or WebP; each side 240 to 5000 pixels',
      },
      video: { min: 1, max: 3, maxBytes: 100_000_000, note: 'MP4 or MOV, 1 to 30 seconds' },
      maxTotal: 5,
      order: ['video', 'image'],
      spelling: {
        // The page's prompts name videos only; images are spelt by analogy.
        image: { type: 'token', template: '@Image{n}', numbering: 'per-kind', first: 1, verified: false },
        video: { type: 'token', template: '@Video{n}', numbering: 'per-kind', first: 1, verified: true },
      },
      localFiles: 'unverified',
    },
    audio: 'switch',
    seed: undefined,
    shotTypes: ['single', 'multi'],
    parameters: {},
    prices: pricesOf(id, 'Whether seconds of reference videos and sound are charged too is not said.'),
    unpriced: '',
    typicalSeconds: undefined,
  };
}

function textToVideo(): ModelSpec {
  const id = 'alibaba/wan-2.6/text-to-video';
  return {
    id,
    name: 'wan-2.6-t2v',
    title: 'Wan 2.6, text to video',
    limitsFrom: pageOf(id),
    durations: { type: 'list', values: [5, 10] },
    resolutions: ['720p', '1080p'],
    aspects: ['16:9', '1:1', '9:16', '4:3', '3:4'],
    prompt: { maxLength: undefined },
    negativePrompt: { maxLength: undefined },
    references: NO_REFERENCES,
    audio: 'none',
    seed: undefined,
    shotTypes: ['single', 'multi'],
    parameters: {
      audio_url: { type: 'string', description: 'Public URL of the sound to make the clip to.' },
      prompt_extend: { type: 'boolean', description: 'Lets the model rewrite the prompt; off by default.' },
    },
    prices: pricesOf(id),
    unpriced: '',
    typicalSeconds: undefined,
  };
}

function imageToVideo(): ModelSpec {
  const id = 'alibaba/wan-2.6/image-to-video';
  return {
    id,
    name: 'wan-2.6-i2v',
    title: 'Wan 2.6, image to video',
    limitsFrom: pageOf(id),
    durations: { type: 'list', values: [5, 10, 15] },
    resolutions: ['720p', '1080p'],
    aspects: [],
    prompt: { maxLength: undefined },
    negativePrompt: undefined,
    references: firstFrameOnly('unverified'),
    audio: 'switch',
    seed: undefined,
    shotTypes: ['single', 'multi'],
    parameters: {
      audio_url: { type: 'string', description: 'Public URL of the sound to make the clip to.' },
      prompt_extend: { type: 'boolean', description: 'Lets the model rewrite the prompt.' },
    },
    prices: pricesOf(id, 'Whether sound changes the price is not said.'),
    unpriced: '',
    typicalSeconds: undefined,
  };
}

function pageOf(id: string): Provenance {
  return {
    source: `https://shortapi.ai/models/${id}/llms.txt (undated page)`,
    asOf: '2026-11-22',
    estimated: false,
  };
}

function pricesOf(id: string, note?: string): readonly PriceRule[] {
  const from: Provenance = note === undefined ? pageOf(id) : { ...pageOf(id), note };
  return [
    { when: { resolution: '720p' }, perSecond: fromUsd(0.085), from },
    { when: { resolution: '1080p' }, perSecond: fromUsd(0.128), from },
  ];
}
