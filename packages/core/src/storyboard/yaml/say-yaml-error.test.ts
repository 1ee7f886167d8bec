import { expect, test } from 'vitest';
import { checkExample, saidOf } from '../../example/check-example.ts';

const shot = (prompt: string) => `version: 1\nshots:\n  - id: a\n    prompt: ${prompt}\n`;

test.each([
  ['a quotation mark', shot('`mona smiles'), '4:13 A text that begins with ``` must be in quotes.'],
  ['a per cent sign', shot('%5 of it'), '4:13 A text that begins with `%` must be in quotes.'],
  ['an ampersand', shot('& so on'), '4:13 A text that begins with `&` or `*` must be in quotes.'],
  ['a star', shot('*wide* shot'), '4:20 The value ends before this; nothing can follow it on the same line.'],
  [
    'a bracket',
    shot('[wide] A raccoon'),
    '4:20 The value ends before this; nothing can follow it on the same line.',
  ],
  [
    'a second colon',
    shot('She says: hello'),
    '4:13 There is a second `: ` on this line, so that it cannot be told where the text begins.',
  ],
  ['an apostrophe', shot("'It's me'"), "4:17 The quoted text ends before this, at the last '."],
  [
    'quotes in quotes',
    shot('"She says "hello" to me"'),
    '4:24 The quoted text ends before this, at the last ".',
  ],
  ['a missing quote', shot('"She says hello'), '4:13 The text that begins here has no closing ".'],
  [
    'a missing quote after an escaped one',
    shot('"She \\"says\\" hello'),
    '4:13 The text that begins here has no closing ".',
  ],
  ['a missing apostrophe', shot("'She''s here"), "4:13 The text that begins here has no closing '."],
  ['a backslash', shot('"C:\\Q"'), '4:16 `\\Q` is not an escape of YAML.'],
  [
    'a tab',
    'version: 1\nshots:\n\t- id: a\n\t  prompt: x\n',
    '3:1 A tab indents this line; YAML is indented with spaces.',
  ],
  [
    'too little indentation',
    'version: 1\nshots:\n  - id: a\n   prompt: x\n',
    '4:4 The indentation of this line fits nothing above it.',
  ],
  [
    'too much indentation',
    'version: 1\nshots:\n  - id: a\n      prompt: x\n',
    '3:9 The line below is indented further than this key, so that it reads as a part of its value.',
  ],
  [
    'a text that goes on at the margin',
    shot('A raccoon\nlooks up'),
    '5:1 This line is neither `key: value` nor a part of the text above.',
  ],
  ['a missing colon', 'version: 1\nshots\n  - id: a\n', '2:1 A colon is missing after `shots`.'],
  ['no space after a colon', 'version:1\nshots: []\n', '1:1 A space is missing after the colon.'],
  [
    'no space after a dash',
    'version: 1\nshots:\n  -id: a\n   prompt: x\n',
    '3:8 A dash that begins an entry of a list needs a space after it.',
  ],
  [
    'a missing brace',
    'version: 1\nshots:\n  - { id: a, prompt: x\n  - { id: b, prompt: y }\n',
    '4:3 A `{` above is not closed with `}`.',
  ],
  [
    'a missing comma',
    'version: 1\nshots: [\n  { id: a, prompt: x }\n  { id: b, prompt: y }\n]\n',
    '4:3 A comma is missing between two entries.',
  ],
])('%s is explained in one message', (_, text, message) => {
  expect(saidOf(checkExample(text).diagnostics)).toEqual([
    `film.yaml:${message.replace(' ', ' error yaml-syntax: ')}`,
  ]);
});

test('mistakes inside values are all said at once, and the rest of the file is checked too', () => {
  const text = `version: 1
shots:
  - id: a
    prompt: @mona smiles
  - id: b
    prompt: "C:\\Q"
    durration: 5
`;
  expect(checkExample(text).diagnostics.map(({ code }) => code)).toEqual([
    'yaml-syntax',
    'unknown-reference',
    'yaml-syntax',
    'unknown-key',
  ]);
});
