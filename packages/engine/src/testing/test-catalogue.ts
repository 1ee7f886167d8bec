import { type Catalogue, fromUsd, type ModelSpec, type ProviderSpec } from '@storyboard/core';

const MODEL: ModelSpec = {
  id: 'house/one',
  name: 'one',
  title: 'House One',
  durations: { type: 'range', min: 0.1, max: 60, step: 0.1 },
  resolutions: ['720p', '1080p'],
  aspects: ['16:9', '9:16', '1:1', '4:3', '3:4'],
  prompt: { maxLength: 200 },
  negativePrompt: { maxLength: undefined },
  references: {
    image: { min: 0, max: 5, maxBytes: 1000 },
    video: { min: 0, max: 5 },
    maxTotal: 5,
    order: ['image', 'video'],
    spelling: {
      image: { type: 'token', template: '@Image{n}', numbering: 'per-kind', first: 1, verified: true },
      video: { type: 'token', template: '@Video{n}', numbering: 'per-kind', first: 1, verified: true },
    },
    localFiles: 'accepted',
  },
  audio: 'switch',
  seed: { min: 0, max: 1000 },
  shotTypes: [],
  parameters: {},
  prices: [
    { when: {}, perSecond: fromUsd(0.1), from: { source: 'test', asOf: '2026-11-01', estimated: false } },
  ],
  unpriced: '',
  typicalSeconds: 10,
};

/** A provider that works elsewhere and takes ten cents a second. */
export const HOUSE: ProviderSpec = {
  id: 'house',
  title: 'The House',
  keyVariable: undefined,
  baseUrlVariable: undefined,
  local: false,
  limits: { concurrency: 4, submitsPerSecond: 1000, pollsPerSecond: 1000 },
  defaultModel: MODEL.id,
  models: [MODEL],
};

/** A provider that nobody can give jobs to. */
export const ABSENT: ProviderSpec = { ...HOUSE, id: 'absent', title: 'The Absent' };

/** Another provider of the same kind. */
export const OTHER: ProviderSpec = { ...HOUSE, id: 'other', title: 'The Other' };

/** What the tests' storyboards can name. */
export const TEST_CATALOGUE: Catalogue = [HOUSE, ABSENT, OTHER];
