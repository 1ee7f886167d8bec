import { type Catalogue, type ModelSpec, type ProviderSpec, spellPrompt } from '@storyboard/core';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import { expect, test } from 'vitest';
import { readCatalogue, settingNames } from './read-catalogue.ts';

const LIMITED: Catalogue = CATALOGUE.map((spec) =>
  spec.local ? spec : { ...spec, limits: { concurrency: 5, submitsPerSecond: 2, pollsPerSecond: 10 } },
);

function specOf(catalogue: Catalogue, id: string): ProviderSpec {
  const spec = catalogue.find((one) => one.id === id);
  if (spec === undefined) throw new Error(`There is no ${id}.`);
  return spec;
}

test('without settings the catalogue is what it is', () => {
  expect(readCatalogue({ PATH: '/bin', SHORTAPI: 'x' })).toEqual(CATALOGUE);
  expect(
    readCatalogue({ SHORTAPI_KEY: 'k', SHORTAPI_CONCURRENCY: '', AIMLAPI_IMAGE_TOKEN: ' ' }, LIMITED),
  ).toEqual(LIMITED);
});

test('limits are those of one provider, each by itself', () => {
  const environment = { SHORTAPI_CONCURRENCY: '40', SHORTAPI_SUBMITS_PER_SECOND: '0.5' };
  const catalogue = readCatalogue(environment, LIMITED);
  expect(specOf(catalogue, 'shortapi').limits).toEqual({
    concurrency: 40,
    submitsPerSecond: 0.5,
    pollsPerSecond: 10,
  });
  expect(specOf(catalogue, 'aimlapi')).toEqual(specOf(LIMITED, 'aimlapi'));
});

test.each([
  ['SHORTAPI_CONCURRENCY', '0'],
  ['SHORTAPI_CONCURRENCY', '101'],
  ['SHORTAPI_CONCURRENCY', '2.5'],
  ['SHORTAPI_CONCURRENCY', 'many'],
  ['AIMLAPI_SUBMITS_PER_SECOND', '0'],
  ['AIMLAPI_SUBMITS_PER_SECOND', '-1'],
  ['AIMLAPI_POLLS_PER_SECOND', '1e3'],
  ['AIMLAPI_POLLS_PER_SECOND', '1001'],
  ['SHORTAPI_IMAGE_TOKEN', '@Image'],
  ['SHORTAPI_VIDEO_TOKEN', `@{n}${'x'.repeat(64)}`],
  ['SHORTAPI_VIDEO_TOKEN', '@{n}\u0007'],
])('%s=%s is wrong usage that names the variable', (name, value) => {
  expect(() => readCatalogue({ [name]: value }, LIMITED)).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: expect.stringMatching(new RegExp(`^${name} is `)),
      hint: expect.any(String),
    }),
  );
});

test('a spelling of references takes the place of the one that is only guessed, and is not doubted any more', () => {
  const model = modelOf(
    readCatalogue({ AIMLAPI_VIDEO_TOKEN: '<clip {n}>', AIMLAPI_IMAGE_TOKEN: '<still {n}>' }, LIMITED),
  );
  const parts = [{ reference: 'lamp' }, { text: ' beside ' }, { reference: 'mona' }] as const;
  const references = [
    { name: 'lamp', kind: 'image', description: '' },
    { name: 'mona', kind: 'video', description: '' },
  ] as const;
  expect(spellPrompt(model, parts, references)).toMatchObject({
    prompt: model.references.image.max > 0 ? '<still 1> beside <clip 1>' : 'lamp beside <clip 1>',
    unverified: [],
  });
  const others = specOf(LIMITED, 'shortapi');
  expect(specOf(readCatalogue({ AIMLAPI_VIDEO_TOKEN: '<{n}>' }, LIMITED), 'shortapi')).toEqual(others);
});

test('every setting has a name, those of a local provider are none', () => {
  expect(settingNames(specOf(CATALOGUE, 'aimlapi'))).toEqual([
    'AIMLAPI_CONCURRENCY',
    'AIMLAPI_SUBMITS_PER_SECOND',
    'AIMLAPI_POLLS_PER_SECOND',
    'AIMLAPI_IMAGE_TOKEN',
    'AIMLAPI_VIDEO_TOKEN',
  ]);
  expect(settingNames(specOf(CATALOGUE, 'animatic'))).toEqual([]);
});

function modelOf(catalogue: Catalogue): ModelSpec {
  const model = specOf(catalogue, 'aimlapi').models.find(({ references }) => references.video.max > 0);
  if (model === undefined) throw new Error('No model takes clips.');
  return model;
}
