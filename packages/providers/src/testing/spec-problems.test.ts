import type { ModelSpec, ProviderSpec } from '@storyboard/core';
import { microUsd } from '@storyboard/core/units';
import { expect, test } from 'vitest';
import { LOOM_SPEC } from '../example/loom-provider.ts';
import { specProblems } from './spec-problems.ts';

const [LOOM] = LOOM_SPEC.models as readonly [ModelSpec];
const FROM = { source: 'a page', asOf: '2026-11-22', estimated: false };

function withModel(change: Partial<ModelSpec>): ProviderSpec {
  return { ...LOOM_SPEC, models: [{ ...LOOM, ...change }] };
}

function withReferences(change: Partial<ModelSpec['references']>): ProviderSpec {
  return withModel({ references: { ...LOOM.references, ...change } });
}

test.each<[string, ProviderSpec, readonly string[]]>([
  ['nothing', LOOM_SPEC, []],
  ['an id', { ...LOOM_SPEC, id: 'Loom!' }, ['The id Loom! is not lower-case letters, digits and dashes.']],
  [
    'a default model',
    { ...LOOM_SPEC, defaultModel: 'loom-2' },
    ['The default model loom-2 is not among the models.'],
  ],
  [
    'two models of one id and name',
    { ...LOOM_SPEC, models: [LOOM, LOOM] },
    ['Two models have the same id.', 'Two models have the same name.'],
  ],
  [
    'a value that JSON has not',
    withModel({ seed: { min: 0, max: Number.POSITIVE_INFINITY } }),
    ['The spec is not plain JSON.', 'loom-1: The bounds of the seed are not whole and rising.'],
  ],
  [
    'a variable',
    { ...LOOM_SPEC, keyVariable: 'loom-key' },
    ['A name of an environment variable is not upper-case letters, digits and underscores.'],
  ],
  ['a local one with a key', { ...LOOM_SPEC, local: true }, ['A local provider has no key and no origin.']],
  [
    'a service without an origin',
    { ...LOOM_SPEC, baseUrlVariable: undefined },
    ['A service needs a variable for its origin.'],
  ],
  [
    'its limits',
    { ...LOOM_SPEC, limits: { concurrency: 0, submitsPerSecond: 1, pollsPerSecond: 1 } },
    ['A service needs limits, each above zero.'],
  ],
  ['a name', withModel({ name: 'Loom 1' }), ['loom-1: The name Loom 1 is not a portable one.']],
  [
    'falling durations',
    withModel({ durations: { type: 'list', values: [10, 5] } }),
    ['loom-1: The durations are not positive and rising.'],
  ],
  [
    'a range of no steps',
    withModel({ durations: { type: 'range', min: 1, max: 5, step: 0 } }),
    ['loom-1: The durations are not positive and rising.'],
  ],
  [
    'no resolution',
    withModel({ resolutions: [] }),
    ['loom-1: No resolution is offered.', 'loom-1: Price 1 never counts.'],
  ],
  ['an aspect twice', withModel({ aspects: ['1:1', '1:1'] }), ['loom-1: An aspect is there twice.']],
  [
    'an empty limit',
    withModel({ prompt: { maxLength: 0 }, negativePrompt: { maxLength: -1 }, typicalSeconds: 0 }),
    [
      'loom-1: The limit of the prompt is not positive.',
      'loom-1: The limit of the negative prompt is not positive.',
      'loom-1: The typical seconds are not positive.',
    ],
  ],
  ['no such day', withModel({ sunset: '2026-02-30' }), ['loom-1: The sunset 2026-02-30 is not a day.']],
  [
    'limits of an unknown source',
    withModel({ limitsFrom: { ...FROM, asOf: 'lately' } }),
    ['loom-1: Where the limits come from is not said, or not with a day.'],
  ],
  [
    'counts of references',
    withReferences({ image: { min: 2, max: 1 }, order: ['image'], maxTotal: 1 }),
    [
      'loom-1: The counts of image references do not rise.',
      'loom-1: The most references in all do not fit the counts of each kind.',
    ],
  ],
  [
    'references that are not in the order',
    withReferences({ video: { min: 0, max: 1 }, maxTotal: 1 }),
    ['loom-1: The order does not name exactly the kinds of references that are taken.'],
  ],
  [
    'a spelling without a number',
    withReferences({
      video: { min: 0, max: 1 },
      maxTotal: 1,
      order: ['video'],
      spelling: {
        ...LOOM.references.spelling,
        video: { type: 'token', template: '@Video', numbering: 'per-kind', first: 1, verified: true },
      },
    }),
    ['loom-1: The spelling of video references has no single {n} or no first number.'],
  ],
  [
    'a parameter',
    withModel({ parameters: { style: { type: 'enum', values: [], description: '' } } }),
    [
      'loom-1: The parameter style has no description.',
      'loom-1: The parameter style has no value that it takes.',
    ],
  ],
  [
    'a price without a source',
    withModel({ prices: [{ when: {}, perSecond: microUsd(1), from: { ...FROM, source: '' } }] }),
    ['loom-1: Price 1 has no source or no day.'],
  ],
  [
    'a price behind one that always counts',
    withModel({
      prices: [
        { when: {}, perSecond: microUsd(1), from: FROM },
        { when: { resolution: '720p' }, perSecond: microUsd(2), from: FROM },
      ],
    }),
    ['loom-1: Price 2 never counts.'],
  ],
  [
    'an unknown price without a reason',
    withModel({
      audio: 'switch',
      prices: [{ when: { audio: true }, perSecond: microUsd(1), from: FROM }],
    }),
    ['loom-1: Some requests have no price, and no reason is given for that.'],
  ],
])('a spec that is wrong in %s is told so, and nothing else', (_, spec, problems) => {
  expect(specProblems(spec)).toEqual(problems);
});
