import { expect, test } from 'vitest';
import { CHECK_CATALOGUE, checkExample, codesOf, resolveExample, saidOf } from '../example/check-example.ts';
import { microUsd } from '../units.ts';

const FILM = `version: 1
title: The Raccoon and the Portrait

budget:
  limit: 4.00
  total: 30.00

output:
  file: film.mp4
  aspect: "16:9"
  resolution: 720p
  fps: 24

defaults:
  provider: paper
  model: one
  duration: 5
  audio: false

references:
  raccoon: { video: https://example.com/raccoon.mp4, sha256: ${'AB'.repeat(32)} }
  mona:    { video: refs/monalisa.mp4, description: The woman of the portrait }
  gallery: { image: ./refs/../refs/gallery.png }

shots:
  - id: meet
    prompt: "@raccoon sniffs at the frame of @mona in the @gallery."
  - id: embrace
    prompt: "@mona holds @raccoon like a pet. She laughs."
    duration: 8
    takes: 2
    seed: 7
    transition: { type: fade, duration: 0.5 }
  - include: scenes/02-night.yaml

soundtrack:
  music: { file: audio/theme.mp3, gain_db: -14, fade_out: 2 }
  loudness: -14
`;

const NIGHT = `- id: leave
  prompt: "@raccoon leaves."
  continues: embrace
  resolution: 1080p
`;

test('a whole storyboard is resolved, with every default filled in and every name linked', () => {
  const { shots, references, ...film } = resolveExample({ 'film.yaml': FILM, 'scenes/02-night.yaml': NIGHT });
  expect(film).toEqual({
    path: 'film.yaml',
    title: 'The Raccoon and the Portrait',
    budget: { limit: microUsd(4_000_000), total: microUsd(30_000_000), onExceed: 'fail' },
    output: {
      file: 'film.mp4',
      aspect: '16:9',
      resolution: '720p',
      size: { width: 1280, height: 720 },
      frameRate: { numerator: 24, denominator: 1 },
      codec: 'h264',
      quality: 'standard',
      preset: undefined,
      fadeOut: 0,
      deliveries: { poster: undefined, gif: undefined, contactSheet: undefined },
    },
    soundtrack: {
      music: {
        path: 'audio/theme.mp3',
        gainDb: -14,
        fadeIn: 0,
        fadeOut: 2,
        loop: false,
        duck: false,
        at: { path: 'film.yaml', pointer: ['soundtrack', 'music'] },
      },
      loudness: -14,
    },
  });
  expect([...references.values()]).toEqual([
    {
      name: 'raccoon',
      kind: 'video',
      source: { type: 'url', url: 'https://example.com/raccoon.mp4', sha256: 'ab'.repeat(32) },
      description: '',
      at: { path: 'film.yaml', pointer: ['references', 'raccoon'] },
    },
    {
      name: 'mona',
      kind: 'video',
      source: { type: 'file', path: 'refs/monalisa.mp4' },
      description: 'The woman of the portrait',
      at: { path: 'film.yaml', pointer: ['references', 'mona'] },
    },
    {
      name: 'gallery',
      kind: 'image',
      source: { type: 'file', path: 'refs/gallery.png' },
      description: '',
      at: { path: 'film.yaml', pointer: ['references', 'gallery'] },
    },
  ]);
  expect(shots).toEqual([
    {
      id: 'meet',
      prompt: '@raccoon sniffs at the frame of @mona in the @gallery.',
      promptParts: [
        { reference: 'raccoon' },
        { text: ' sniffs at the frame of ' },
        { reference: 'mona' },
        { text: ' in the ' },
        { reference: 'gallery' },
        { text: '.' },
      ],
      negativePrompt: undefined,
      references: ['raccoon', 'mona', 'gallery'],
      continues: undefined,
      routes: [{ provider: 'paper', model: 'paper/one' }],
      duration: 5,
      resolution: '720p',
      aspect: '16:9',
      audio: false,
      shotType: undefined,
      seed: undefined,
      takes: 1,
      priority: 0,
      caption: undefined,
      fit: 'letterbox',
      match: undefined,
      transition: undefined,
      options: {},
      stated: new Set(['provider', 'model', 'duration', 'audio', 'id', 'prompt']),
      at: { path: 'film.yaml', pointer: ['shots', 0] },
    },
    expect.objectContaining({
      id: 'embrace',
      references: ['mona', 'raccoon'],
      duration: 8,
      takes: 2,
      seed: 7,
      transition: { type: 'fade', duration: 0.5 },
    }),
    expect.objectContaining({
      id: 'leave',
      references: ['raccoon'],
      continues: { shot: 'embrace', use: 'last-frame' },
      resolution: '1080p',
      at: { path: 'scenes/02-night.yaml', pointer: [0] },
    }),
  ]);
});

test('the smallest storyboard has every default', () => {
  const { title, output, budget, soundtrack, shots } = resolveExample(
    'version: 1\nshots: [{ id: a, prompt: x }]\n',
  );
  expect({ title, output, budget, soundtrack }).toEqual({
    title: 'film',
    output: {
      file: 'film.mp4',
      aspect: '16:9',
      resolution: '720p',
      size: { width: 1280, height: 720 },
      frameRate: { numerator: 24, denominator: 1 },
      codec: 'h264',
      quality: 'standard',
      preset: undefined,
      fadeOut: 0,
      deliveries: { poster: undefined, gif: undefined, contactSheet: undefined },
    },
    budget: { limit: undefined, total: undefined, onExceed: 'fail' },
    soundtrack: { music: undefined, loudness: undefined },
  });
  expect(shots[0]).toMatchObject({
    routes: [{ provider: 'animatic', model: 'chalk' }],
    duration: 5,
    resolution: '720p',
    audio: false,
    takes: 1,
    priority: 0,
    fit: 'letterbox',
    options: {},
  });
});

test('problems of all files come at once, sorted by file and place', () => {
  const film = `version: 1
budgt: { limit: 4 }
defaults: { provider: paper, model: two }
references:
  mona: { video: refs/mona.mp4 }
shots:
  - include: scenes/a.yaml
  - id: meet
    prompt: "@moan smiles."
    takes: 1.5
  - include: ../outside.yaml
  - id: end
    prompt: x
    continues: met
`;
  const scene = `- id: meet
  prompt: x
  duration: "5"
- idd: second
  prompt: x
`;
  expect(saidOf(checkExample({ 'film.yaml': film, 'scenes/a.yaml': scene }).diagnostics)).toEqual([
    'film.yaml:2:1 error unknown-key: The storyboard has no key `budgt`.',
    'film.yaml:3:37 error unknown-model: The provider `paper` has no model `two`.',
    'film.yaml:8:9 error duplicate-id: There are two shots `meet`; an id is unique over all files of the storyboard.',
    'film.yaml:9:14 error unknown-reference: No reference is called `moan`.',
    'film.yaml:10:12 error wrong-type: `takes` must be a whole number, not 1.5.',
    'film.yaml:11:14 error path-outside-project: The path "../outside.yaml" does not stay inside the project folder.',
    'scenes/a.yaml:3:13 error wrong-type: `duration` must be a number, not "5".',
    'scenes/a.yaml:4:3 error unknown-key: This shot has no key `idd`.',
  ]);
});

test('a duplicate id shows the first one, in whichever file it is', () => {
  const film = 'version: 1\nshots:\n  - include: a.yaml\n  - { id: meet, prompt: x }\n';
  const { diagnostics } = checkExample({ 'film.yaml': film, 'a.yaml': '- { id: meet, prompt: x }\n' });
  expect(diagnostics[0]?.related).toMatchObject([
    { message: 'the first `meet`', place: { path: 'a.yaml', start: { line: 1, column: 9 } } },
  ]);
});

test('scene files nest, each path relative to the file that names it', () => {
  const files = {
    'film.yaml': 'version: 1\nshots: [{ include: day/one.yaml }, { id: last, prompt: x }]\n',
    'day/one.yaml': '- { id: first, prompt: x }\n- include: ../night/two.yaml\n',
    'night/two.yaml': '- { id: second, prompt: x }\n',
  };
  expect(resolveExample(files).shots.map(({ id, at }) => `${id} ${at.path}`)).toEqual([
    'first day/one.yaml',
    'second night/two.yaml',
    'last film.yaml',
  ]);
});

test('a circle of scene files, one that is named twice and one that is missing are said where they are named', () => {
  const files = {
    'film.yaml': 'version: 1\nshots: [{ include: a.yaml }, { include: c.yaml }, { include: a.yaml }]\n',
    'a.yaml': '- include: b.yaml\n',
    'b.yaml': '- include: a.yaml\n- include: film.yaml\n',
  };
  expect(saidOf(checkExample(files).diagnostics)).toEqual([
    'film.yaml:2:41 error file-not-found: There is no file c.yaml.',
    'film.yaml:2:62 error include-repeated: The scene file a.yaml is included twice; its shots would have the same ids twice.',
    'b.yaml:1:12 error include-cycle: Scene files include each other in a circle: a.yaml → b.yaml → a.yaml.',
    'b.yaml:2:12 error include-cycle: Scene files include each other in a circle: film.yaml → a.yaml → b.yaml → film.yaml.',
  ]);
});

test('scene files that nest without end are given up', () => {
  const files = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [
      `s${index}.yaml`,
      `- { id: s${index}, prompt: x }\n- include: s${index + 1}.yaml\n`,
    ]),
  );
  const film = 'version: 1\nshots: [{ include: s0.yaml }]\n';
  expect(codesOf({ ...files, 'film.yaml': film })).toEqual(['include-too-deep']);
});

test('a broken scene file is the only thing said of it, and what may be in it is not missed', () => {
  const film =
    'version: 1\nreferences: { a: { image: a.png } }\nshots:\n  - include: a.yaml\n  - { id: b, prompt: x, continues: a }\n';
  expect(codesOf({ 'film.yaml': film, 'a.yaml': '- id: a\n prompt: x\n' })).toEqual(['yaml-syntax']);
});

test('a scene file that is no list is told what it should be', () => {
  const film = 'version: 1\nshots: [{ include: a.yaml }]\n';
  const said = (scene: string) =>
    checkExample({ 'film.yaml': film, 'a.yaml': scene }).diagnostics.map(({ message }) => message);
  expect(said('shots:\n  - { id: a, prompt: x }\n')).toEqual([
    'A scene file is a list of shots, and nothing else.',
  ]);
  expect(said('')).toEqual(['The scene file is empty.']);
  expect(said('[]')).toEqual(['The scene file has no shots.']);
});

test('another provider takes the place of every shot’s own', () => {
  const { shots } = resolveExample(
    { 'film.yaml': FILM, 'scenes/02-night.yaml': NIGHT },
    { provider: 'animatic' },
  );
  expect(new Set(shots.map(({ routes }) => JSON.stringify(routes)))).toEqual(
    new Set(['[{"provider":"animatic","model":"chalk"}]']),
  );
  expect(saidOf(checkExample(FILM.replace(/.*include.*\n/, ''), { provider: 'papr' }).diagnostics)).toEqual([
    'film.yaml:1:1 error unknown-provider: There is no provider `papr`.',
  ]);
});

test.each([
  ['16:9', '720p', 1280, 720],
  ['16:9', '1080p', 1920, 1080],
  ['9:16', '720p', 720, 1280],
  ['9:16', '1080p', 1080, 1920],
  ['1:1', '720p', 720, 720],
  ['1:1', '1080p', 1080, 1080],
  ['4:3', '720p', 960, 720],
  ['4:3', '1080p', 1440, 1080],
  ['3:4', '720p', 720, 960],
  ['3:4', '1080p', 1080, 1440],
])('a film of %s at %s is %i by %i', (aspect, resolution, width, height) => {
  const film = `version: 1\noutput: { aspect: "${aspect}", resolution: ${resolution} }\nshots: [{ id: a, prompt: x }]\n`;
  expect(resolveExample(film).output.size).toEqual({ width, height });
});

test.each([
  ['23.976', 24_000, 1001],
  ['29.97', 30_000, 1001],
  ['59.94', 60_000, 1001],
  ['120', 120, 1],
  ['25.0', 25, 1],
])('%s frames a second are exact', (fps, numerator, denominator) => {
  const film = `version: 1\noutput: { fps: ${fps} }\nshots: [{ id: a, prompt: x }]\n`;
  expect(resolveExample(film).output.frameRate).toEqual({ numerator, denominator });
});

test('money has at most six decimals, and none is lost', () => {
  const film = (limit: string) => `version: 1\nbudget: { limit: ${limit} }\nshots: [{ id: a, prompt: x }]\n`;
  expect(resolveExample(film('0.123456')).budget.limit).toBe(123_456);
  expect(resolveExample(film('0')).budget.limit).toBe(0);
  expect(resolveExample(film('1e-6')).budget.limit).toBe(1);
  expect(resolveExample(film('999999999.999999')).budget.limit).toBe(999_999_999_999_999);
  for (const wrong of ['0.1234567', '1e-7', '-1', '.inf', '.nan']) {
    expect(codesOf(film(wrong)), wrong).toEqual([wrong.startsWith('.') ? 'wrong-type' : 'out-of-range']);
  }
});

test('a setting of a shot wins over the defaults, options are added up', () => {
  const { shots } = resolveExample(
    `version: 1
output: { fit: blur }
defaults:
  provider: [paper, animatic]
  options: { style: noir, other: 1 }
  transition: { duration: 1 }
  priority: 3
shots:
  - { id: a, prompt: x, provider: animatic, options: { other: 2 }, fit: crop }
  - { id: b, prompt: x, provider: animatic, transition: none, priority: -1 }
`.replaceAll('[paper, animatic]', 'animatic'),
    { catalogue: anyOptionCatalogue() },
  );
  expect(shots).toMatchObject([
    {
      options: { style: 'noir', other: 2 },
      fit: 'crop',
      transition: { type: 'fade', duration: 1 },
      priority: 3,
    },
    { options: { style: 'noir', other: 1 }, fit: 'blur', transition: undefined, priority: -1 },
  ]);
});

test('only https addresses without a password are addresses of references', () => {
  const film = (image: string) =>
    `version: 1\nreferences: { a: { image: "${image}" } }\nshots: [{ id: s, prompt: "@a" }]\n`;
  for (const wrong of [
    'http://example.com/a.png',
    'https://me:secret@example.com/a.png',
    'https://',
    'https://a b/c',
    'file:///etc/passwd',
    'data:image/png;base64,AA',
    'ftp://example.com/a',
  ]) {
    expect(codesOf(film(wrong)), wrong).toEqual(['wrong-form']);
  }
  expect(codesOf(film('https://example.com:8443/a.png?x=1#y'))).toEqual([]);
  expect(codesOf(film('C:/a.png'))).toEqual(['path-outside-project']);
});

test('a digest belongs to an address, not to a file', () => {
  const film = `version: 1\nreferences: { a: { image: a.png, sha256: ${'a'.repeat(64)} } }\nshots: [{ id: s, prompt: "@a" }]\n`;
  expect(codesOf(film)).toEqual(['conflicting-keys']);
});

test('without its own file a storyboard is no storyboard', () => {
  expect(checkExample({ 'other.yaml': '' }).ok).toBe(false);
});

function anyOptionCatalogue() {
  const [provider] = resolveProviders();
  return provider === undefined ? [] : [provider];
}

function resolveProviders() {
  return CHECK_CATALOGUE.filter(({ id }) => id === 'animatic').map((provider) => ({
    ...provider,
    models: provider.models.map((model) => ({ ...model, anyOption: true as const })),
  }));
}
