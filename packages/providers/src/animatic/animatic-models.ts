import type { ProviderSpec } from '@storyboard/core';
import { microUsd } from '@storyboard/core/units';

/** More references than any paid model takes; a limit only because data has no infinity. */
const MOST_REFERENCES = 1000;

/**
 * The provider that draws each shot on this machine, for nothing. Its limits are wider than any paid model's, so that
 * a storyboard written for one of those previews without a word.
 */
export const ANIMATIC_SPEC: ProviderSpec = {
  id: 'animatic',
  title: 'Animatic, drawn on this machine',
  keyVariable: undefined,
  baseUrlVariable: undefined,
  local: true,
  defaultModel: 'animatic',
  models: [
    {
      id: 'animatic',
      name: 'animatic',
      title: 'Animatic',
      durations: { type: 'range', min: 0.1, max: 600, step: 0.001 },
      resolutions: ['720p', '1080p'],
      aspects: ['16:9', '9:16', '1:1', '4:3', '3:4'],
      prompt: { maxLength: undefined },
      negativePrompt: { maxLength: undefined },
      references: {
        image: { min: 0, max: MOST_REFERENCES },
        video: { min: 0, max: MOST_REFERENCES },
        maxTotal: MOST_REFERENCES,
        order: ['image', 'video'],
        // The drawing shows the prompt as written, from the label. This spelling only keeps names out of the request,
        // so that a renamed reference is the same take.
        spelling: {
          image: { type: 'token', template: '@Image{n}', numbering: 'per-kind', first: 1, verified: true },
          video: { type: 'token', template: '@Video{n}', numbering: 'per-kind', first: 1, verified: true },
        },
        localFiles: 'accepted',
      },
      audio: 'switch',
      seed: { min: 0, max: Number.MAX_SAFE_INTEGER },
      shotTypes: ['single', 'multi'],
      parameters: {},
      anyOption: true,
      prices: [
        {
          when: {},
          perSecond: microUsd(0),
          from: { source: 'drawn on this machine', asOf: '2026-11-22', estimated: false },
        },
      ],
      unpriced: '',
      typicalSeconds: undefined,
    },
  ],
};
