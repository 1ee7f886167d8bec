import type { ModelSpec } from '@storyboard/core';

const WITHOUT_NAMES = {
  image: { type: 'prose', verified: true },
  video: { type: 'prose', verified: true },
} as const;

/** Of a model that makes clips of words alone. */
export const NO_REFERENCES: ModelSpec['references'] = {
  image: { min: 0, max: 0 },
  video: { min: 0, max: 0 },
  maxTotal: 0,
  order: [],
  spelling: WITHOUT_NAMES,
  localFiles: 'unverified',
};

/** Of a model whose one image is where the clip starts; a prompt has no name for it. */
export function firstFrameOnly(localFiles: ModelSpec['references']['localFiles']): ModelSpec['references'] {
  return {
    image: { min: 1, max: 1 },
    video: { min: 0, max: 0 },
    maxTotal: 1,
    order: ['image'],
    spelling: WITHOUT_NAMES,
    localFiles,
  };
}
