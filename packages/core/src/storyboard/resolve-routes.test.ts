import { expect, test } from 'vitest';
import { checkExample } from '../example/check-example.ts';
import { EXAMPLE_CATALOGUE } from '../example/example-catalogue.ts';
import type { Catalogue, ProviderSpec } from '../provider/model.ts';

const [PAPER, INK, CHALK] = EXAMPLE_CATALOGUE as readonly [ProviderSpec, ProviderSpec, ProviderSpec];
const catalogue: Catalogue = [
  PAPER,
  INK,
  {
    ...INK,
    id: 'quill',
    defaultModel: 'q',
    models: INK.models.map((model) => ({ ...model, id: 'q', name: 'two' })),
  },
  { ...CHALK, id: 'animatic' },
];
const check = (settings: string) =>
  checkExample(`version: 1\ndefaults: { ${settings} }\nshots: [{ id: a, prompt: x }]\n`, { catalogue });

test.each([
  ['provider: paper', [['paper', 'paper/one']]],
  ['provider: ink', [['ink', 'ink-1']]],
  [
    'provider: [paper, ink]',
    [
      ['paper', 'paper/one'],
      ['ink', 'ink-1'],
    ],
  ],
  [
    'provider: [ink, paper], model: one',
    [
      ['ink', 'ink-1'],
      ['paper', 'paper/one'],
    ],
  ],
  ['provider: paper, model: paper/one', [['paper', 'paper/one']]],
  ['provider: animatic', [['animatic', 'chalk']]],
  ['provider: animatic, model: one', [['animatic', 'chalk']]],
  ['provider: animatic, model: ink-1', [['animatic', 'chalk']]],
  ['model: two', [['animatic', 'chalk']]],
])('%s leads to the model of each provider', (settings, routes) => {
  const checked = check(settings);
  expect(checked.ok && checked.value.shots[0]?.routes).toEqual(
    routes.map(([provider, model]) => ({ provider, model })),
  );
});

test.each([
  ['provider: papr', 'There is no provider `papr`.', 'Did you mean `paper`?'],
  ['provider: sora', 'There is no provider `sora`.', 'There are `paper`, `ink`, `quill`, `animatic`.'],
  ['provider: paper, model: on', 'The provider `paper` has no model `on`.', 'Did you mean `one`?'],
  ['provider: paper, model: veo', 'The provider `paper` has no model `veo`.', 'It has `one`.'],
  [
    'provider: paper, model: ink-1',
    'The provider `paper` has no model `ink-1`.',
    'That is the id it has at `ink`; the name for every provider is `one`.',
  ],
  [
    'provider: paper, model: two',
    'The provider `paper` has no model `two`.',
    '`quill` has it; `paper` has `one`.',
  ],
  ['provider: animatic, model: onne', 'No provider has a model `onne`.', 'Did you mean `one`?'],
])('%s is not known', (settings, message, hint) => {
  expect(check(settings).diagnostics).toMatchObject([{ severity: 'error', message, hint }]);
});

test('of a list only the provider that does not exist, or does not have the model, is named', () => {
  const { diagnostics } = check('provider: [paper, quill, papr], model: one');
  expect(diagnostics.map(({ message, place }) => `${place?.start.column} ${message}`)).toEqual([
    '38 There is no provider `papr`.',
    '52 The provider `quill` has no model `one`.',
  ]);
});
