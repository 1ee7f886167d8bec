import type { Catalogue, ModelSpec } from '../provider/model.ts';
import { type MicroUsd, microUsd } from '../units.ts';

const FROM = { source: 'https://paper.example/prices', asOf: '2026-11-22', estimated: false };

/** A model for tests that is plain in every respect. */
export const PAPER_MODEL: ModelSpec = {
  id: 'paper/one',
  name: 'one',
  title: 'Paper One',
  durations: { type: 'range', min: 1, max: 30, step: 0.5 },
  resolutions: ['720p', '1080p'],
  aspects: [],
  prompt: { maxLength: 500 },
  negativePrompt: { maxLength: undefined },
  references: {
    image: { min: 0, max: 5 },
    video: { min: 0, max: 3 },
    maxTotal: 5,
    order: ['video', 'image'],
    spelling: {
      image: { type: 'token', template: '@Image{n}', numbering: 'per-kind', first: 1, verified: true },
      video: { type: 'token', template: '@Video{n}', numbering: 'per-kind', first: 1, verified: true },
    },
    localFiles: 'accepted',
  },
  audio: 'switch',
  seed: { min: 0, max: 99 },
  shotTypes: ['single', 'multi'],
  parameters: { style: { type: 'string', description: 'How it looks.' } },
  prices: [
    { when: { resolution: '720p' }, perSecond: microUsd(100_000), from: FROM },
    { when: { resolution: '1080p' }, perSecond: microUsd(200_000), from: FROM },
  ],
  unpriced: 'not listed',
  typicalSeconds: 60,
};

/** Providers for tests: `paper` is paid, `ink` is too but reads prose and knows one price only, `chalk` draws here. */
export const EXAMPLE_CATALOGUE: Catalogue = [
  provider('paper', false, PAPER_MODEL),
  provider('ink', false, {
    ...PAPER_MODEL,
    id: 'ink-1',
    title: 'Ink',
    aspects: ['16:9', '9:16'],
    negativePrompt: undefined,
    references: {
      ...PAPER_MODEL.references,
      order: ['image', 'video'],
      spelling: { image: { type: 'prose', verified: true }, video: { type: 'prose', verified: true } },
    },
    audio: 'none',
    seed: undefined,
    shotTypes: [],
    parameters: {},
    prices: [{ when: { resolution: '1080p' }, perSecond: microUsd(150_000), from: FROM }],
    unpriced: 'only 1080p is listed',
    typicalSeconds: undefined,
  }),
  provider('chalk', true, {
    ...PAPER_MODEL,
    id: 'chalk',
    name: 'chalk',
    title: 'Chalk',
    prices: [{ when: {}, perSecond: 0 as MicroUsd, from: { ...FROM, source: 'drawn on this machine' } }],
    typicalSeconds: undefined,
  }),
];

function provider(id: string, local: boolean, model: ModelSpec): Catalogue[number] {
  return {
    id,
    title: model.title,
    keyVariable: local ? undefined : `${id.toUpperCase()}_KEY`,
    baseUrlVariable: undefined,
    local,
    defaultModel: model.id,
    models: [model],
  };
}
