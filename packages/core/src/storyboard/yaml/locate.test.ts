import { expect, test } from 'vitest';
import { checkExample, resolveExample } from '../../example/check-example.ts';
import { parseStoryboard } from '../parse-storyboard.ts';

const shot = (prompt: string) =>
  `version: 1\nreferences: { mona: { image: a.png } }\nshots:\n  - id: a\n    prompt: ${prompt}\n`;

test.each([
  ['a plain text', 'She and @nobody smile.', 5, 21],
  ['a text in double quotes', '"@mona and @nobody smile."', 5, 24],
  ['escapes before it', '"\\"Hi\\" \\u00e9, @nobody"', 5, 29],
  ['a text in single quotes', "'It''s @nobody.'", 5, 20],
  ['a plain text of several lines', 'She\n      and @mona\n      and @nobody.', 7, 11],
  ['a text that begins with |', '|\n      @mona\n\n      and @nobody.', 8, 11],
  ['a text that begins with >-', '>-\n      @@ is a sign,\n      and so is a@b; @nobody.', 7, 22],
  ['emoji and Chinese before it', '"😀 浣熊 @nobody"', 5, 20],
])('an unknown name in %s is shown where it stands', (_, prompt, line, column) => {
  const { diagnostics } = checkExample(shot(prompt));
  const place = diagnostics.find(({ code }) => code === 'unknown-reference')?.place;
  expect(place?.start).toMatchObject({ line, column });
  expect((place?.end.column ?? 0) - column).toBe('@nobody'.length);
});

test('where an escape hides the sign, the whole text is shown', () => {
  const { diagnostics } = checkExample(shot('"\\x40mona and @nobody"'));
  expect(diagnostics[0]?.place).toMatchObject({ start: { line: 5, column: 13 }, end: { column: 35 } });
});

test('spaces and line breaks at the ends of a prompt do not count', () => {
  const prompts = [
    '"@mona smiles."',
    '|\n      @mona smiles.',
    '>\n\n      @mona\n      smiles.\n\n',
    '"\\n @mona smiles. "',
  ];
  const shots = prompts.map((prompt) => resolveExample(shot(prompt)).shots[0]);
  expect(new Set(shots.map((one) => one?.prompt))).toEqual(new Set(['@mona smiles.']));
  expect(new Set(shots.map((one) => JSON.stringify(one?.promptParts))).size).toBe(1);
});

test('a place is found by pointer, or the nearest thing around it', () => {
  const source = parseStoryboard({ path: 'f', text: 'a:\n  - b: 1\n    c: { d: two }\n  -\ne:\n' });
  const at = (...pointer: (string | number)[]) => {
    const { start, end } = source.locate(pointer);
    return `${start.line}:${start.column}-${end.line}:${end.column}`;
  };
  expect(at('a', 0, 'c', 'd')).toBe('3:13-3:16');
  expect(at('a', 0, 'c')).toBe('3:8-3:18');
  expect(at('a', 0)).toBe('2:5-2:9');
  expect(at('a', 0, 'missing', 'too')).toBe('2:5-2:9');
  expect(at('e')).toBe('5:1-5:2');
  expect(at('nothing')).toBe('1:1-1:3');
  const { start, end } = source.locate(['a', 0, 'c'], 'key');
  expect([start.column, end.column]).toEqual([5, 6]);
});

test('through an alias the place is where the anchor stands', () => {
  const source = parseStoryboard({ path: 'f', text: 'a: &x { b: 1 }\nc: *x\n' });
  expect(source.locate(['c', 'b']).start).toMatchObject({ line: 1, column: 12 });
  expect(source.locate(['c']).start).toMatchObject({ line: 2, column: 4 });
});
