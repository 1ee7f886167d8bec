import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explainDiagnostic } from '../diagnostic/explain-diagnostic.ts';
import { githubAnnotation } from '../diagnostic/github-annotation.ts';
import { CHECK_CATALOGUE } from '../example/check-example.ts';
import { checkStoryboard } from './check-storyboard.ts';
import { includesOf } from './include.ts';
import { parseStoryboard } from './parse-storyboard.ts';

const FILM = `version: 1
title: "The Raccoon"
budget: { limit: 4.00, on_exceed: fail }
output: &out
  aspect: "16:9"
  fps: 23.976
defaults:
  provider: [paper, animatic]
  duration: 5
  transition: { type: fade, duration: 0.5 }
references:
  raccoon: { video: https://example.com/raccoon.mp4, description: a raccoon }
  mona: { image: refs/mona.png, description: the woman
    of the portrait }
shots:
  - id: meet
    prompt: |
      @raccoon sniffs at @mona. # no remark
      He's "curious": yes.
    options: &o { style: noir }
  - &second
    id: embrace
    prompt: '@mona holds @raccoon; it''s late.'
    continues: { shot: meet, use: clip }
    references: [mona, raccoon]
    seed: 7
    options: *o
  - include: scenes/night.yaml
soundtrack: { music: { file: a.mp3, fade_out: 2 }, loudness: off }
`;
const NIGHT = '- id: leave\n  prompt: "@raccoon leaves 😀 画"\n  takes: 2\n';

/** Everything that is done with a text from a stranger, with what must hold whatever the text is. */
function survives(text: string, scene = NIGHT): void {
  const sources = new Map(
    Object.entries({ 'film.yaml': text, 'scenes/night.yaml': scene }).map(([path, written]) => [
      path,
      parseStoryboard({ path, text: written }),
    ]),
  );
  for (const source of sources.values()) {
    for (const include of includesOf(source)) expect(include.path).not.toMatch(/^\/|\.\.|\\/);
  }
  const checked = checkStoryboard({ root: 'film.yaml', sources, catalogue: CHECK_CATALOGUE });
  expect(checked.ok).toBe(!checked.diagnostics.some(({ severity }) => severity === 'error'));
  for (const diagnostic of checked.diagnostics) {
    const { place } = diagnostic;
    const source = sources.get(place?.path ?? '');
    const length = source?.text.length ?? 0;
    expect(place?.start.offset).toBeGreaterThanOrEqual(0);
    expect(place?.end.offset).toBeGreaterThanOrEqual(place?.start.offset ?? 0);
    expect(place?.end.offset).toBeLessThanOrEqual(length);
    const explained = explainDiagnostic(diagnostic, source?.text, { color: false });
    expect(explained.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(githubAnnotation(diagnostic)).not.toContain('\n');
  }
  if (checked.ok) {
    const ids = checked.value.shots.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  }
}

test('the storyboard that is mutated below is right to begin with', () => {
  const source = parseStoryboard({ path: 'film.yaml', text: FILM });
  const night = parseStoryboard({ path: 'scenes/night.yaml', text: NIGHT });
  const sources = new Map([source, night].map((file) => [file.path, file]));
  expect(
    checkStoryboard({ root: 'film.yaml', sources, catalogue: CHECK_CATALOGUE }).diagnostics.filter(
      ({ severity }) => severity === 'error',
    ),
  ).toEqual([]);
});

test.each([
  ['version', 'version: { toString: 1 }'],
  ['a resolution', 'defaults: { resolution: { toString: 1, valueOf: 1 } }'],
  ['an entry of a list', 'output: { fit: [{ toString: 1 }] }'],
  ['an id', 'shots: [{ id: { toString: 1 }, prompt: { valueOf: 1 } }]'],
])('a mapping with the name of a method in the place of %s is survived', (_, text) => {
  survives(text);
});

test.each([
  ['keys that the format does not have', (index: number) => `key${index}: 1`],
  ['names that are none', (index: number) => `${index === 0 ? 'references:\n' : ''}  "r ${index}": {}`],
])('twenty thousand %s take no time that grows with their square', (_, line) => {
  const began = performance.now();
  survives(Array.from({ length: 20_000 }, (__, index) => line(index)).join('\n'));
  // A copy for each of them takes minutes.
  expect(performance.now() - began).toBeLessThan(50_000);
});

test.each([
  ['dashes in a name', `version: 1\nshots: [{ id: a, prompt: "@a${'-'.repeat(19_900)}b" }]`],
  ['blanks in a key', `version: 1\nshots: [{ id: a, prompt: a, ? "${' '.repeat(100_000)}x" : 1 }]`],
  ['emoji in an id', `version: 1\nshots: [{ id: "${'😀'.repeat(100_000)}", prompt: a }]`],
])('a very long row of %s is said in short words, at once', (_, text) => {
  const source = parseStoryboard({ path: 'film.yaml', text });
  const sources = new Map([['film.yaml', source]]);
  const began = performance.now();
  const { diagnostics } = checkStoryboard({ root: 'film.yaml', sources, catalogue: CHECK_CATALOGUE });
  const said = diagnostics.map((diagnostic) => explainDiagnostic(diagnostic, undefined, { color: false }));
  // A hundredth of this on a quiet machine.
  expect(performance.now() - began).toBeLessThan(5000);
  expect(said.length).toBeGreaterThan(0);
  expect(said.filter((words) => words.length > 1000)).toEqual([]);
});

test('any text at all is survived', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => survives(text)),
    { numRuns: 300 },
  );
});

test('any heap of YAML signs is survived', () => {
  const signs = [
    '- ',
    ': ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '!x ',
    '!!str ',
    '|',
    '>-',
    '"',
    "'",
    '#',
    '%YAML 1.1',
    '---',
    '...',
    '<<',
    '\n',
    '\n  ',
    '\n    ',
    '\t',
    '@',
    '\r\n',
    '\uFEFF',
    '~',
    '.nan',
    '__proto__',
    'shots',
    'version',
    'include',
    '1',
    'x',
  ];
  const text = fc.array(fc.constantFrom(...signs), { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (written) => survives(written)),
    { numRuns: 500 },
  );
});

test('a right storyboard with pieces taken out, doubled, moved or replaced is survived', () => {
  const piece = fc.record({
    at: fc.nat(FILM.length),
    length: fc.nat(40),
    to: fc.nat(FILM.length),
    what: fc.constantFrom('delete', 'double', 'move', 'insert'),
    text: fc.constantFrom(
      '',
      ' ',
      '\n',
      '\n  ',
      ': ',
      '- ',
      '"',
      "'",
      '@',
      '[',
      '}',
      '*o',
      '&o',
      '<<: *o',
      'null',
      '.inf',
      '1e400',
      '😀',
      '\u0000',
      '\ud800',
      'a: b: c',
      '# ',
      'constructor: 1',
      '\t',
    ),
  });
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
      let text = FILM;
      for (const { at, length, to, what, text: inserted } of pieces) {
        const cut = text.slice(at, at + length);
        const rest = text.slice(0, at) + text.slice(at + length);
        if (what === 'delete') text = rest;
        else if (what === 'double') text = text.slice(0, at) + cut + text.slice(at);
        else if (what === 'move') text = rest.slice(0, to) + cut + rest.slice(to);
        else text = text.slice(0, at) + inserted + text.slice(at);
      }
      survives(text);
      survives(FILM, text);
    }),
    { numRuns: 400 },
  );
});

test('any values in the places of a storyboard are survived', () => {
  const value = fc.anything({
    withNullPrototype: false,
    maxDepth: 3,
    values: [
      fc.string(),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('meet', '@meet', 'paper', 'one', '720p', 'fade'),
    ],
  });
  const keys = ['version', 'title', 'budget', 'output', 'defaults', 'references', 'shots', 'soundtrack'];
  const shotKeys = [
    'id',
    'prompt',
    'references',
    'continues',
    'caption',
    'provider',
    'model',
    'duration',
    'audio',
    'resolution',
    'takes',
    'seed',
    'priority',
    'negative_prompt',
    'shot_type',
    'transition',
    'fit',
    'options',
    'include',
  ];
  const mapping = (names: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...names, '__proto__', 'toString'), value, { maxKeys: 6 });
  const document = fc.record({
    top: mapping(keys),
    shots: fc.array(mapping(shotKeys), { maxLength: 4 }),
    references: fc.dictionary(
      fc.constantFrom('a', 'toString', 'b c'),
      mapping(['image', 'video', 'description', 'sha256']),
      { maxKeys: 3 },
    ),
  });
  fc.assert(
    fc.property(document, ({ top, shots, references }) => {
      survives(JSON.stringify({ version: 1, references, shots, ...top }) ?? '');
    }),
    { numRuns: 400 },
  );
});
