import { expect, test } from 'vitest';
import type { Diagnostic } from './diagnostic.ts';
import { explainDiagnostic } from './explain-diagnostic.ts';
import { columnsOf } from './visible-text.ts';

/** A diagnostic about the part of a text between two marks, `«` and `»`. */
function about(marked: string, changes: Partial<Diagnostic> = {}): { text: string; diagnostic: Diagnostic } {
  const text = marked.replace('«', '').replace('»', '');
  const start = marked.indexOf('«');
  const position = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset };
  };
  const place = { path: 'film.yaml', start: position(start), end: position(marked.indexOf('»') - 1) };
  return {
    text,
    diagnostic: { code: 'unknown-reference', severity: 'error', message: 'It is wrong.', place, ...changes },
  };
}

const explained = (marked: string, changes?: Partial<Diagnostic>) => {
  const { text, diagnostic } = about(marked, changes);
  return explainDiagnostic(diagnostic, text, { color: false });
};
/** The two lines of the frame that show the place. */
const frame = (marked: string) => {
  const lines = explained(marked).split('\n');
  const at = lines.findIndex((line) => line.startsWith('  > '));
  return lines.slice(at, at + 2).map((line) => line.slice(line.indexOf('│') + 2));
};

test('a diagnostic says where, what, shows the lines around it, and what to do', () => {
  const text = 'one: 1\ntwo: «wrong»\nthree: 3\nfour: 4\n';
  expect(
    explained(text, { hint: 'Do it right.' }),
  ).toBe(`film.yaml:2:6: error: It is wrong. [unknown-reference]

    1 │ one: 1
  > 2 │ two: wrong
      │      ^^^^^
    3 │ three: 3

  Do it right.`);
});

test('the first line, the last line and an empty file have what there is around them', () => {
  expect(explained('«a»: 1\n')).toContain('  > 1 │ a: 1\n      │ ^');
  expect(explained('a: 1\nb: «2»')).toMatch(/ {4}1 │ a: 1\n {2}> 2 │ b: 2\n {6}│ {4}\^$/);
  expect(explained('«»')).toBe('film.yaml:1:1: error: It is wrong. [unknown-reference]');
  expect(explained('a: 1\n«»')).toContain('  > 2 │\n      │ ^');
});

test('other places are listed, and a diagnostic without a place is a line', () => {
  const { diagnostic } = about('«a»: 1\n');
  const related = diagnostic.place === undefined ? [] : [{ message: 'the first', place: diagnostic.place }];
  expect(explained('«a»: 1\n', { related })).toContain('\n\n  film.yaml:1:1: the first');
  const { place: _, ...placeless } = diagnostic;
  expect(explainDiagnostic(placeless, undefined, { color: false })).toBe(
    'error: It is wrong. [unknown-reference]',
  );
});

test('line numbers of different lengths stand below each other', () => {
  expect(explained(`${'\n'.repeat(8)}«a»: 1\nb: 2\n`)).toContain(
    '     8 │\n  >  9 │ a: 1\n       │ ^\n    10 │ b: 2',
  );
});

test.each([
  ['letters', 'a: «mona» b'],
  ['Chinese', 'a: 浣熊在«画廊»里走'],
  ['Korean and full-width', 'a: 너구리 ＡＢ «액자» x'],
  ['accents as marks of their own', 'a: e\u0301e\u0301 «cafe\u0301» x'],
  ['emoji', 'a: 😀👍🏽 «🦝🦝» x'],
  ['families and flags', 'a: 👨‍👩‍👧‍👦🇳🇱 «❤️» x'],
  ['a tab', 'a:\t«b\tc»\tx'],
  ['Arabic', 'a: راكون «راكون» x'],
])('carets stand below %s', (_, marked) => {
  const [line = '', carets = ''] = frame(marked);
  const marks = /^( *)(\^+)$/.exec(carets);
  const before = (marked.split('«')[0] ?? '').replaceAll('\t', '→ ');
  const inside = (/«(.*)»/.exec(marked)?.[1] ?? '').replaceAll('\t', '→ ');
  expect(marks?.[1]?.length).toBe(columnsOf(before));
  expect(marks?.[2]?.length).toBe(columnsOf(inside));
  expect(line.startsWith(before + inside)).toBe(true);
});

test('what cannot be seen is made visible, and cannot reach the terminal', () => {
  const [line = '', carets = ''] = frame('a: \u001b[31m\u202e«x»\u0000\r');
  expect(line).toBe('a: \\u{1b}[31m\\u{202e}x\\u{0}');
  expect(carets).toBe(`${' '.repeat(3 + 6 + 4 + 8)}^`);
  const { diagnostic } = about('«a»');
  const hostile = { ...diagnostic, message: 'a\u001b[2Jb\nc', hint: '\u202e', place: undefined };
  const { place: _, ...placeless } = hostile;
  expect(explainDiagnostic(placeless, undefined, { color: false })).toBe(
    'error: a\\u{1b}[2Jb c [unknown-reference]\n\n  \\u{202e}',
  );
});

test('a long line is cut around the place', () => {
  const marked = `prompt: ${'left '.repeat(100)}«mona»${' right'.repeat(100)}`;
  const [line = '', carets = ''] = frame(marked);
  expect(columnsOf(line)).toBeLessThanOrEqual(98);
  expect(line).toMatch(/^….*left mona right.*…$/);
  expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('mona');
});

test('a place longer than the line is cut at its end', () => {
  const [line = '', carets = ''] = frame(`a: «${'long '.repeat(100)}»`);
  expect(columnsOf(line)).toBeLessThanOrEqual(98);
  expect(line.endsWith('…')).toBe(true);
  expect(carets.trimStart().length).toBe(columnsOf(line) - 1 - 3);
});

test('a line of megabytes takes no time', () => {
  const began = performance.now();
  const [line = ''] = frame(`a: "${'浣'.repeat(1_000_000)}«mona»${'熊'.repeat(1_000_000)}"`);
  expect(line).toMatch(/^…浣+mona熊+…$/);
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('of a place over several lines the first is marked', () => {
  expect(frame('a: «"one\n  two"»\n')).toEqual(['a: "one', '   ^^^^']);
});

test('CRLF line ends do not show', () => {
  expect(explained('a: 1\r\nb: «2»\r\nc: 3\r\n')).toBe(
    'film.yaml:2:4: error: It is wrong. [unknown-reference]\n\n    1 │ a: 1\n  > 2 │ b: 2\n      │    ^\n    3 │ c: 3',
  );
});

test('colours come only when they are asked for', () => {
  const { text, diagnostic } = about('a: «b»\n', { hint: 'Do it right.' });
  const coloured = explainDiagnostic(diagnostic, text, { color: true });
  expect(coloured).toContain('\u001b[31m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(
    explainDiagnostic(diagnostic, text, { color: false }),
  );
});
