import { expect, test } from 'vitest';
import { checkExample, codesOf, resolveExample, saidOf } from '../example/check-example.ts';
import { parseStoryboard } from './parse-storyboard.ts';
import { MAX_SOURCE_BYTES } from './source.ts';

const film = (shot: string) => `version: 1\nshots:\n  - id: a\n    prompt: x\n${shot}`;
const parse = (text: string) => parseStoryboard({ path: 'film.yaml', text });
const said = (text: string) => saidOf(parse(text).diagnostics);

/** Repeats a text until it is just below the size limit. */
const filled = (text: string, start = '') =>
  start + text.repeat(Math.floor((MAX_SOURCE_BYTES - start.length) / text.length));

test('a file with CRLF line ends and a byte order mark is read as any other, and its places fit', () => {
  const text = '\uFEFFversion: 1\r\nshots:\r\n  - id: a\r\n    promt: x\r\n';
  expect(saidOf(checkExample(text).diagnostics)).toEqual([
    'film.yaml:4:5 error unknown-key: This shot has no key `promt`.',
  ]);
  const right = text.replace('promt', 'prompt');
  expect(resolveExample(right).shots[0]?.prompt).toBe('x');
});

test.each([
  ['', 'film.yaml:1:1 error wrong-type: The file is empty.'],
  ['# only a remark\n', 'film.yaml:1:1 error wrong-type: The file is empty.'],
  ['hello\n', 'film.yaml:1:1 error wrong-type: A storyboard is a mapping with `version` and `shots`.'],
  [
    '- id: a\n  prompt: x\n',
    'film.yaml:1:1 error wrong-type: A storyboard is a mapping with `version` and `shots`; this is a list, as a scene file has it.',
  ],
])('a file of %j is told what a storyboard is', (text, message) => {
  expect(saidOf(checkExample(text).diagnostics)).toEqual([message]);
});

test('a JSON file is a storyboard too', () => {
  const { shots } = resolveExample(JSON.stringify({ version: 1, shots: [{ id: 'a', prompt: 'x' }] }));
  expect(shots.map(({ id }) => id)).toEqual(['a']);
});

test('aliases repeat a value, and a mistake in it is said once, where it is written', () => {
  const text = film(`    transition: &soft { type: dissolve, duration: 1 }
  - id: b
    prompt: y
    transition: *soft
`);
  expect(resolveExample(text).shots.map((shot) => shot.transition)).toEqual([
    { type: 'dissolve', duration: 1 },
    { type: 'dissolve', duration: 1 },
  ]);
  expect(saidOf(checkExample(text.replace('dissolve', 'disolve')).diagnostics)).toEqual([
    'film.yaml:5:31 error not-one-of: `transition.type` cannot be "disolve".',
  ]);
});

test('an anchor counts from where it stands, and the last one of a name counts', () => {
  expect(parse('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  expect(said('a: *x\nb: &x 1\n')).toEqual([
    'film.yaml:1:4 error yaml-alias: The alias `*x` has no anchor `&x` before it.',
  ]);
  expect(said('a: &x [*x]\n')).toEqual([
    'film.yaml:1:8 error yaml-alias: The alias `*x` stands inside the value it is an alias for.',
  ]);
});

test('the billion laughs are refused at once and take no memory', () => {
  const lines = ['a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]'];
  for (let level = 1; level < 30; level += 1) {
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  const began = performance.now();
  expect(said(lines.join('\n'))).toEqual([
    'film.yaml:6:20 error yaml-alias: Aliases repeat more than 500,000 values; the file is refused.',
  ]);
  // Following every alias takes for ever.
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('merge keys, duplicate keys and keys that are not text are named', () => {
  expect(said('a: &a { b: 1 }\nc:\n  <<: *a\n')).toEqual([
    'film.yaml:3:3 error yaml-merge-key: Merge keys (`<<`) are not part of the format.',
  ]);
  expect(said('a: 1\nb: 2\na: 3\n')).toEqual([
    'film.yaml:3:1 error yaml-duplicate-key: `a` is here twice; only one of them can count.',
  ]);
  expect(parse('a: 1\na: 3\n').diagnostics[0]?.related?.[0]).toMatchObject({
    message: 'the first `a`',
    place: { start: { line: 1, column: 1 } },
  });
  expect(said('? [a]\n: 1\n')).toEqual(['film.yaml:1:3 error wrong-type: A key must be text.']);
  expect(parse('007: 1\ntrue: 2\n"<<": 3\n').value).toEqual({ '007': 1, true: 2 });
});

test.each(['__proto__', 'constructor', 'prototype'])('the key %s reaches no prototype', (key) => {
  const source = parse(`${key}: { polluted: yes }\nother: 1\n`);
  expect(saidOf(source.diagnostics)).toEqual([
    `film.yaml:1:1 error forbidden-key: \`${key}\` cannot be a key.`,
  ]);
  expect(source.value).toEqual({ other: 1 });
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('a tag is refused, and nothing else is said of its value', () => {
  expect(saidOf(checkExample(film("    duration: !!js/function 'x'\n")).diagnostics)).toEqual([
    'film.yaml:5:15 error yaml-tag: The tag !!js/function is not read: a storyboard is plain data.',
  ]);
  expect(codesOf(film('    duration: !!binary aGk=\n'))).toEqual(['yaml-tag']);
  expect(codesOf(film('    options: !set { a: 1 }\n'))).toEqual(['yaml-tag']);
  expect(resolveExample(film('    caption: !!str 5\n')).shots[0]?.caption).toBe('5');
});

test('a second document is refused', () => {
  expect(codesOf(`${film('')}---\n${film('')}---\na: 1\n`)).toEqual(['yaml-documents']);
  expect(codesOf(`---\n${film('')}...\n`)).toEqual([]);
});

test.each([
  [
    'a NUL',
    `${film('')}\0`,
    'film.yaml:5:1 error forbidden-character: The file holds the control character U+0000; YAML is text.',
  ],
  [
    'an escape code',
    film('    caption: \u001b[31m\n'),
    'film.yaml:5:14 error forbidden-character: The file holds the control character U+001B; YAML is text.',
  ],
  [
    'an escaped escape code',
    film('    caption: "\\e[31m"\n'),
    'film.yaml:5:14 error forbidden-character: The text holds the control character U+001B, which nothing can show.',
  ],
  [
    'half of a pair',
    film('    caption: "\\ud83d"\n'),
    'film.yaml:5:14 error forbidden-character: The text holds the control character U+D83D, which nothing can show.',
  ],
])('%s is refused', (_, text, message) => {
  expect(saidOf(checkExample(text).diagnostics)).toEqual([message]);
});

test('a pair of escapes that make one character is one character', () => {
  expect(resolveExample(film('    caption: "\\ud83d\\ude00"\n')).shots[0]?.caption).toBe('😀');
});

test('words of YAML 1.1 are texts, even where the file says it is YAML 1.1', () => {
  expect(parse('%YAML 1.1\n---\na: yes\nb: off\nc: 1_000\nd: 2026-11-22\n').value).toEqual({
    a: 'yes',
    b: 'off',
    c: '1_000',
    d: '2026-11-22',
  });
});

test('a text that a comment cuts short is warned of, a remark is not', () => {
  expect(codesOf(film('    caption: Frame #12\n'))).toEqual(['text-cut-by-comment']);
  expect(codesOf(film('    caption: Frame # twelve\n'))).toEqual([]);
  expect(codesOf(film('    caption: "Frame" #12\n'))).toEqual([]);
  expect(codesOf(film('    duration: 5 #12\n'))).toEqual([]);
});

test('a file above the size limit is refused before it is looked at, counted in bytes', () => {
  expect(said(`# ${'[('.repeat(MAX_SOURCE_BYTES / 2)}`)).toEqual([
    'film.yaml:1:1 error file-too-large: The file is larger than 4 MiB; it was refused before it was read as YAML.',
  ]);
  expect(parse(`# ${'é'.repeat(MAX_SOURCE_BYTES / 2)}`).diagnostics[0]?.code).toBe('file-too-large');
  expect(parse(`# ${'é'.repeat(MAX_SOURCE_BYTES / 2 - 10)}`).diagnostics).toEqual([]);
  expect(parse(`# ${'😀'.repeat(MAX_SOURCE_BYTES / 4)}`).diagnostics[0]?.code).toBe('file-too-large');
});

test.each([
  ['brackets', filled('['), 'yaml-too-deep'],
  ['braces', filled('{a: '), 'yaml-too-deep'],
  ['dashes', filled('- '), 'yaml-too-deep'],
  ['question marks', filled('? '), 'yaml-too-deep'],
  ['colons', filled(': '), 'yaml-too-deep'],
  [
    'stairs',
    Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    'yaml-too-deep',
  ],
  ['entries', filled('- 1\n'), 'file-too-large'],
  ['entries in brackets', filled('1,', '['), 'file-too-large'],
  ['empty lines', filled('\n'), 'file-too-large'],
  ['remarks', filled('#\n'), 'file-too-large'],
  ['an unclosed quote', filled('a ', 'a: "'), 'yaml-syntax'],
  ['anchors', `a: ${'&a '.repeat(10_000)}`, 'yaml-syntax'],
])('%s without end are refused quickly', (_, text, code) => {
  const began = performance.now();
  const { value, diagnostics } = parse(text);
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  expect(value).toBeUndefined();
  // Ten seconds on a busy machine; without the guards it would be many minutes, or never.
  expect(performance.now() - began).toBeLessThan(50_000);
});

test('20,000 nested brackets are refused at once', () => {
  const began = performance.now();
  expect(parse('['.repeat(20_000)).diagnostics[0]?.code).toBe('yaml-too-deep');
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('a mapping of a hundred thousand keys takes no time that grows with its square', () => {
  const keys = Array.from({ length: 100_000 }, (_, index) => `k${index}: 1`);
  const began = performance.now();
  expect(parse([...keys, 'k5: 2'].join('\n')).diagnostics.map(({ code }) => code)).toEqual([
    'yaml-duplicate-key',
  ]);
  // Comparing every key with every other takes minutes.
  expect(performance.now() - began).toBeLessThan(50_000);
});

test('a thousand mistakes are listed, the others are counted', () => {
  const shots = Array.from(
    { length: 3000 },
    (_, index) => `  - id: s${index}\n    prompt: "@nobody${index}"\n`,
  );
  const { diagnostics } = checkExample(`version: 1\nshots:\n${shots.join('')}`);
  expect(diagnostics.length).toBe(1001);
  expect(diagnostics[0]).toMatchObject({
    code: 'too-many-problems',
    message: 'There are 2000 more problems than are listed here.',
  });
});

test('a thousand warnings and more stop nothing, and hide no error', () => {
  const shots = Array.from(
    { length: 1100 },
    (_, index) => `  - { id: s${index}, prompt: "Shot ${index}.", seed: 7 }\n`,
  );
  const film = `version: 1\ndefaults: { provider: ink, model: one }\nshots:\n${shots.join('')}`;
  const warned = checkExample(film);
  expect(warned.ok).toBe(true);
  expect(warned.diagnostics.length).toBe(1001);
  expect(warned.diagnostics[0]).toMatchObject({ code: 'too-many-problems', severity: 'warning' });

  const wrong = checkExample(`${film}  - { id: last, prompt: "@nobody" }\n`);
  expect(wrong.ok).toBe(false);
  expect(wrong.diagnostics.map(({ code }) => code)).toContain('unknown-reference');
});
