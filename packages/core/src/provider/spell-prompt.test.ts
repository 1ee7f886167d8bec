import { expect, test } from 'vitest';
import { EXAMPLE_CATALOGUE } from '../example/example-catalogue.ts';
import { parsePrompt } from '../storyboard/parse-prompt.ts';
import type { ModelSpec, ReferenceSpelling } from './model.ts';
import { spellPrompt } from './spell-prompt.ts';

const references = [
  { name: 'gallery', kind: 'image', description: 'the long gallery' },
  { name: 'raccoon', kind: 'video', description: '' },
  { name: 'mona', kind: 'video', description: 'the woman' },
] as const;

const { parts } = parsePrompt('@raccoon looks at @mona in the @gallery; @mona smiles.', () => true);

const perKind: ReferenceSpelling = {
  type: 'token',
  template: '@K{n}',
  numbering: 'per-kind',
  first: 1,
  verified: true,
};
const overall: ReferenceSpelling = {
  type: 'token',
  template: 'character{n}',
  numbering: 'overall',
  first: 1,
  verified: false,
};
const fromZero: ReferenceSpelling = { ...perKind, template: '<IMAGE_REF_{n}>', first: 0 };
const prose: ReferenceSpelling = { type: 'prose', verified: true };

test.each([
  [
    'per kind, videos first',
    ['video', 'image'],
    perKind,
    fromZero,
    '@K1 looks at @K2 in the <IMAGE_REF_0>; @K2 smiles.',
    'raccoon mona gallery',
  ],
  [
    'per kind, images first',
    ['image', 'video'],
    perKind,
    perKind,
    '@K1 looks at @K2 in the @K1; @K2 smiles.',
    'gallery raccoon mona',
  ],
  [
    'overall, images first',
    ['image', 'video'],
    overall,
    overall,
    'character2 looks at character3 in the character1; character3 smiles.',
    'gallery raccoon mona',
  ],
  [
    'overall, videos first',
    ['video', 'image'],
    overall,
    overall,
    'character1 looks at character2 in the character3; character2 smiles.',
    'raccoon mona gallery',
  ],
  [
    'in prose',
    ['video', 'image'],
    prose,
    prose,
    'raccoon looks at the woman in the the long gallery; the woman smiles.',
    'raccoon mona gallery',
  ],
] as const)('references are counted %s', (_, order, video, image, prompt, ordered) => {
  const spelled = spellPrompt(model(order, video, image), parts, references);
  expect(spelled.prompt).toBe(prompt);
  expect(spelled.ordered.map(({ name }) => name).join(' ')).toBe(ordered);
});

test('guesses and missing descriptions are told of names in the prompt only, each once', () => {
  const named = parsePrompt('@mona and @mona', () => true).parts;
  expect(spellPrompt(model(['video', 'image'], overall, prose), named, references)).toMatchObject({
    unverified: ['mona'],
    undescribed: [],
  });
  expect(spellPrompt(model(['video', 'image'], prose, overall), parts, references)).toMatchObject({
    unverified: ['gallery'],
    undescribed: ['raccoon'],
  });
});

test('a description with a dollar sign stays as it is', () => {
  const dear = [{ name: 'mona', kind: 'video', description: 'a $& of $1' }] as const;
  const { prompt } = spellPrompt(model(['video'], prose, prose), [{ reference: 'mona' }], dear);
  expect(prompt).toBe('a $& of $1');
});

function model(
  order: readonly ('image' | 'video')[],
  video: ReferenceSpelling,
  image: ReferenceSpelling,
): ModelSpec {
  const spec = EXAMPLE_CATALOGUE[0]?.models[0];
  if (spec === undefined) throw new Error('The example catalogue is empty.');
  return { ...spec, references: { ...spec.references, order, spelling: { image, video } } };
}
