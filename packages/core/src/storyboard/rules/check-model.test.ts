import { expect, test } from 'vitest';
import { checkExample, saidOf } from '../../example/check-example.ts';
import { EXAMPLE_CATALOGUE } from '../../example/example-catalogue.ts';
import type { Catalogue, ModelSpec, ProviderSpec } from '../../provider/model.ts';

const [PAPER, INK] = EXAMPLE_CATALOGUE as readonly [ProviderSpec, ProviderSpec];
const [ONE] = PAPER.models as readonly [ModelSpec];

/** Providers `paper` and `ink`, with a model that has these limits at `paper`. */
function catalogue(changes: Partial<ModelSpec>): Catalogue {
  return [{ ...PAPER, models: [{ ...ONE, ...changes }] }, INK];
}

const said = (text: string, changes: Partial<ModelSpec> = {}) =>
  saidOf(checkExample(text, { catalogue: catalogue(changes) }).diagnostics).map((line) =>
    line.replace('film.yaml:', ''),
  );
const hints = (text: string, changes: Partial<ModelSpec> = {}) =>
  checkExample(text, { catalogue: catalogue(changes) }).diagnostics.map(({ hint }) => hint);

const REFERENCES = `references:
  clip: { video: https://example.com/a.mp4, description: a raccoon }
  clip2: { video: https://example.com/b.mp4 }
  still: { image: https://example.com/a.png, description: a hall }
  still2: { image: https://example.com/b.png }
`;
const film = (shot: string, defaults = '') =>
  `version: 1\ndefaults: { provider: paper${defaults} }\nshots:\n  - id: a\n    ${shot}\n${REFERENCES}`;
/** Without what is said of references that the shot has no use for. */
const rules = (shot: string, changes: Partial<ModelSpec> = {}, defaults = '') =>
  said(film(shot, defaults), changes).filter((line) => !line.includes('unused-reference'));

const seconds = { type: 'range', min: 2, max: 10, step: 1 } as const;

test.each([
  [12, seconds, 10],
  [1, seconds, 2],
  [2.4, seconds, 2],
  [7.6, seconds, 8],
  [9.9, { type: 'range', min: 2, max: 9.5, step: 2 }, 8],
  [0.37, { type: 'range', min: 0.1, max: 1, step: 0.1 }, 0.4],
  [6, { type: 'list', values: [5, 10, 15] }, 5],
  [60, { type: 'list', values: [5, 10, 15] }, 15],
] as const)('of %s seconds the nearest that is offered is said', (duration, durations, nearest) => {
  const text = film(`prompt: x\n    duration: ${duration}`);
  expect(said(text, { durations })[0]).toContain(
    '6:15 error duration-not-offered: one at paper makes clips of',
  );
  expect(hints(text, { durations })[0]).toBe(`The nearest it offers is ${nearest}.`);
});

test.each([
  [2, seconds],
  [10, seconds],
  [0.3, { type: 'range', min: 0.1, max: 1, step: 0.1 }],
  [0.7, { type: 'range', min: 0.1, max: 1, step: 0.1 }],
  [15, { type: 'list', values: [5, 10, 15] }],
] as const)('%s seconds are offered', (duration, durations) => {
  expect(rules(`prompt: x\n    duration: ${duration}`, { durations })).toEqual([]);
});

test('a wrong default is said once, at the default, however many shots inherit it', () => {
  const shots = Array.from({ length: 500 }, (_, index) => `  - { id: s${index}, prompt: x }\n`).join('');
  const text = `version: 1
defaults: { provider: paper, duration: 12, resolution: 1080p, seed: 100, audio: true, options: { stlye: x }, transition: { duration: 9 } }
shots:
${shots}`;
  const changes = { durations: seconds, resolutions: ['720p'], audio: 'none' } as const;
  expect(said(text, changes)).toEqual([
    '2:40 error duration-not-offered: one at paper makes clips of 2 to 10 whole seconds, not of 12.',
    '2:56 error resolution-not-offered: one at paper makes 720p, not 1080p.',
    '2:69 error seed-not-offered: one at paper takes seeds from 0 to 99, not 100.',
    '2:81 warning audio-not-offered: one at paper cannot be asked for sound on or off; what comes back decides.',
    '2:98 error unknown-option: one at paper has no parameter `stlye`.',
    '2:122 error transition-too-long: A shot has 288 frames, but the transitions into and out of it take 216 + 216.',
  ]);
});

test('a default that nobody wrote is said where the model is named', () => {
  const text =
    'version: 1\ndefaults: { provider: paper }\nshots: [{ id: a, prompt: x }, { id: b, prompt: x }]\n';
  const changes = { durations: { type: 'list', values: [4, 8] }, resolutions: ['1080p'] } as const;
  expect(said(text, changes)).toEqual([
    '2:23 error duration-not-offered: one at paper makes clips of 4 or 8 seconds, not of 5.',
    '2:23 error resolution-not-offered: one at paper makes 1080p, not 720p.',
  ]);
  expect(hints(text, changes)[0]).toBe('A shot has 5 seconds where nothing else is said: set `duration: 4`.');
});

test('the resolution that comes from the output is said at the output', () => {
  const text = 'version: 1\noutput: { resolution: 1080p }\nshots: [{ id: a, prompt: x, provider: paper }]\n';
  expect(said(text, { resolutions: ['720p'] })).toEqual([
    '2:23 error resolution-not-offered: one at paper makes 720p, not 1080p.',
  ]);
});

test('an aspect is a warning where the model has no such parameter, an error where it offers others', () => {
  const text = (aspect: string) =>
    `version: 1\noutput: { aspect: "${aspect}" }\ndefaults: { provider: paper }\nshots: [{ id: a, prompt: x }, { id: b, prompt: y }]\n`;
  expect(said(text('9:16'))).toEqual([
    '2:19 warning aspect-not-offered: one at paper cannot be asked for 9:16; its footage is fitted into the film’s frame.',
  ]);
  expect(said(text('16:9'))).toEqual([]);
  expect(said(text('9:16'), { aspects: ['16:9', '1:1'] })).toEqual([
    '2:19 error aspect-not-offered: one at paper makes 16:9, 1:1, not 9:16.',
  ]);
  expect(said(text('1:1'), { aspects: ['16:9', '1:1'] })).toEqual([]);
});

test('a prompt is counted as the model gets it, in characters as people count them', () => {
  const token = {
    type: 'token',
    template: 'the very long name of reference {n}',
    numbering: 'per-kind',
    first: 1,
    verified: true,
  } as const;
  const long = {
    prompt: { maxLength: 39 },
    references: { ...ONE.references, spelling: { image: token, video: token } },
  };
  expect(rules('prompt: "@clip smiles"', long)).toEqual([
    '5:13 error prompt-too-long: The prompt has 40 characters as one at paper gets it; at most 39 are taken.',
  ]);
  expect(rules('prompt: "@clip smiles"', { ...long, prompt: { maxLength: 40 } })).toEqual([]);
  expect(rules(`prompt: ${'😀'.repeat(40)}`, { prompt: { maxLength: 40 } })).toEqual([]);
  expect(rules(`prompt: ${'😀'.repeat(41)}`, { prompt: { maxLength: 40 } })).toHaveLength(1);
});

test('a negative prompt is held to its own limit', () => {
  expect(rules('prompt: x\n    negative_prompt: text', { negativePrompt: undefined })).toEqual([
    '6:22 error negative-prompt-not-offered: one at paper takes no negative prompt.',
  ]);
  expect(rules('prompt: x\n    negative_prompt: text', { negativePrompt: { maxLength: 3 } })).toEqual([
    '6:22 error prompt-too-long: The negative prompt has 4 characters; one at paper takes at most 3.',
  ]);
  expect(rules('prompt: x\n    negative_prompt: text', { negativePrompt: { maxLength: 4 } })).toEqual([]);
});

test.each([
  [
    'one too many of a kind',
    'prompt: "@clip @clip2 @still"',
    { video: { min: 0, max: 1 } },
    '5:13 error too-many-references: one at paper takes at most 1 clip; this shot has 2: `clip`, `clip2`.',
  ],
  [
    'too many together',
    'prompt: "@clip @still @still2"',
    { maxTotal: 2 },
    '5:13 error too-many-references: one at paper takes at most 2 references together; this shot has 3.',
  ],
  [
    'too many in its own list',
    'prompt: "@clip @clip2"\n    references: [clip, clip2]',
    { video: { min: 0, max: 1 } },
    '6:17 error too-many-references: one at paper takes at most 1 clip; this shot has 2: `clip`, `clip2`.',
  ],
  [
    'a kind that is not taken',
    'prompt: "@still"',
    { image: { min: 0, max: 0 } },
    '5:13 error reference-not-offered: one at paper takes no images as references; this shot has `still`.',
  ],
  [
    'a kind that is missing',
    'prompt: "@still"',
    { video: { min: 1, max: 3 } },
    '5:13 error missing-reference: one at paper needs 1 to 3 clips as references; this shot has none.',
  ],
  [
    'a kind that must be there once',
    'prompt: x',
    { image: { min: 1, max: 1 } },
    '5:13 error missing-reference: one at paper needs 1 image as references; this shot has none.',
  ],
] as const)('%s is an error with the limit and the model', (_, shot, limits, message) => {
  expect(rules(shot, { references: { ...ONE.references, ...limits } })).toEqual([message]);
});

test('what a shot continues counts as one of its references', () => {
  const text = (use: string) =>
    `version: 1\ndefaults: { provider: paper }\nshots:\n  - { id: a, prompt: x }\n  - { id: b, prompt: "@a goes on", continues: ${use} }\n`;
  const references = (image: number, video: number) => ({
    references: { ...ONE.references, image: { min: 0, max: image }, video: { min: 0, max: video } },
  });
  const useOf = (image: number, video: number) => {
    const checked = checkExample(text('a'), { catalogue: catalogue(references(image, video)) });
    return checked.ok ? checked.value.shots[1]?.continues : checked.diagnostics.map(({ code }) => code);
  };
  expect(useOf(1, 1)).toEqual({ shot: 'a', use: 'last-frame' });
  expect(useOf(0, 1)).toEqual({ shot: 'a', use: 'clip' });
  expect(useOf(0, 0)).toEqual(['reference-not-offered']);
  expect(said(text('{ shot: a, use: last-frame }'), references(0, 1))).toEqual([
    '5:47 error reference-not-offered: one at paper takes no images as references; this shot has the last frame of `a`.',
  ]);
});

test('guesses about references are said once each, at the reference, not once a shot', () => {
  const token = {
    type: 'token',
    template: '@V{n}',
    numbering: 'per-kind',
    first: 1,
    verified: false,
  } as const;
  const references = {
    ...ONE.references,
    localFiles: 'unverified',
    spelling: { image: token, video: token },
  } as const;
  const text = `version: 1
defaults: { provider: paper }
references:
  clip: { video: refs/a.mp4 }
  still: { image: https://example.com/a.png }
shots:
  - { id: a, prompt: "@clip" }
  - { id: b, prompt: "@clip and @still" }
  - { id: c, prompt: "@still and @clip" }
`;
  expect(said(text, { references })).toEqual([
    '4:3 warning spelling-unverified: How one at paper names a clip in a prompt is not documented; `@V1` and so on are used.',
    '4:18 warning local-file-unverified: Whether one at paper takes a file of the project instead of a public address is not documented.',
    '5:3 warning spelling-unverified: How one at paper names an image in a prompt is not documented; `@V1` and so on are used.',
  ]);
});

test('a model that reads prose needs descriptions of what the prompt names', () => {
  expect(rules('prompt: "@clip and @clip2 in @still2"\n    provider: ink')).toEqual([
    '9:3 error reference-needs-description: one at ink has no sign for references, so a description must stand in the prompt for `@clip2`.',
    '11:3 error reference-needs-description: one at ink has no sign for references, so a description must stand in the prompt for `@still2`.',
  ]);
});

test('a seed is a warning where the model takes none, an error where it takes others', () => {
  expect(rules('prompt: x\n    seed: 7', { seed: undefined })).toEqual([
    '6:11 warning seed-not-offered: one at paper takes no seed; the take is made without one.',
  ]);
  expect(rules('prompt: x\n    seed: 100')).toEqual([
    '6:11 error seed-not-offered: one at paper takes seeds from 0 to 99, not 100.',
  ]);
  expect(rules('prompt: x\n    seed: 98\n    takes: 3')).toEqual([
    '6:11 error seed-not-offered: one at paper takes seeds from 0 to 99, not 98 (3 takes count on from it).',
  ]);
  expect(rules('prompt: x\n    seed: 0')).toEqual([]);
});

test('sound that was asked for or against is a warning where the model has no switch', () => {
  for (const audio of ['true', 'false']) {
    expect(rules(`prompt: x\n    audio: ${audio}`, { audio: 'none' })).toHaveLength(1);
  }
  expect(rules('prompt: x', { audio: 'none' })).toEqual([]);
});

test('a shot type that is not offered is an error', () => {
  expect(rules('prompt: x\n    shot_type: multi', { shotTypes: ['single'] })).toEqual([
    '6:16 error shot-type-not-offered: one at paper offers `single`, not `multi`.',
  ]);
  expect(rules('prompt: x\n    shot_type: multi', { shotTypes: [] })).toEqual([
    '6:16 error shot-type-not-offered: one at paper has no shot types, not `multi`.',
  ]);
});

test('a model that will be gone is a warning, once', () => {
  const text =
    'version: 1\ndefaults: { provider: paper, model: one }\nshots: [{ id: a, prompt: x }, { id: b, prompt: x }]\n';
  expect(said(text, { sunset: '2027-01-31' })).toEqual([
    '2:37 warning model-retired: one at paper is announced to be gone after 2027-01-31.',
  ]);
});

test.each([
  ['style: 5', '`style` of one at paper must be text of at most 10 characters, not 5.'],
  ['style: null', '`style` of one at paper must be text of at most 10 characters, not nothing.'],
  [
    'style: a very long style',
    '`style` of one at paper must be text of at most 10 characters, not "a very long style".',
  ],
  ['steps: 1.5', '`steps` of one at paper must be a whole number from 1 to 50, not 1.5.'],
  ['steps: 51', '`steps` of one at paper must be a whole number from 1 to 50, not 51.'],
  ['guidance: -1', '`guidance` of one at paper must be a number of at least 0, not -1.'],
  ['guidance: .nan', '`guidance` of one at paper must be a number of at least 0, not NaN.'],
  ['draft: yes', '`draft` of one at paper must be true or false, not "yes".'],
  ['mode: fsat', '`mode` of one at paper must be one of `fast`, `good`, not "fsat".'],
  ['mode: [fast]', '`mode` of one at paper must be one of `fast`, `good`, not a list.'],
])('the option %s is wrong', (option, message) => {
  expect(rules(`prompt: x\n    options: { ${option} }`, { parameters: PARAMETERS })).toEqual([
    expect.stringContaining(`error wrong-option: ${message}`),
  ]);
});

test('options that the model has are handed on as they are', () => {
  const options = '{ style: noir, steps: 50, guidance: 0.5, draft: false, mode: good }';
  expect(rules(`prompt: x\n    options: ${options}`, { parameters: PARAMETERS })).toEqual([]);
});

test.each(['toString', 'hasOwnProperty', 'valueOf'])('%s is no option of a model', (name) => {
  expect(rules(`prompt: x\n    options: { ${name}: 1 }`)).toEqual([
    `6:16 error unknown-option: one at paper has no parameter \`${name}\`.`,
  ]);
});

test('every provider of a list must be able to make the shot; what is said names the one that cannot', () => {
  expect(rules('prompt: x\n    provider: [paper, ink]\n    seed: 7\n    shot_type: multi')).toEqual([
    '7:11 warning seed-not-offered: one at ink takes no seed; the take is made without one.',
    '8:16 error shot-type-not-offered: one at ink has no shot types, not `multi`.',
  ]);
});

test('a provider that draws is held only to what it can draw', () => {
  const shot =
    'prompt: "@clip @clip2 @still2"\n    provider: animatic\n    seed: 100000\n    negative_prompt: x\n    shot_type: multi';
  expect(saidOf(checkExample(film(shot)).diagnostics).filter((line) => !line.includes('unused'))).toEqual([]);
});

const PARAMETERS: ModelSpec['parameters'] = {
  style: { type: 'string', maxLength: 10, description: 'How it looks.' },
  steps: { type: 'integer', min: 1, max: 50, description: 'How often.' },
  guidance: { type: 'number', min: 0, description: 'How closely.' },
  draft: { type: 'boolean', description: 'How fast.' },
  mode: { type: 'enum', values: ['fast', 'good'], description: 'Which.' },
};
