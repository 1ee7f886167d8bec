import { expect, test } from 'vitest';
import type { Diagnostic } from './diagnostic.ts';
import { githubAnnotation } from './github-annotation.ts';

const diagnostic: Diagnostic = {
  code: 'unknown-reference',
  severity: 'error',
  message: 'No reference is called `mnoa`.',
  hint: 'Did you mean `mona`?',
  place: {
    path: 'film.yaml',
    start: { line: 9, column: 46, offset: 200 },
    end: { line: 9, column: 51, offset: 205 },
  },
};

test('an annotation stands on its line, with the hint below the message', () => {
  expect(githubAnnotation(diagnostic)).toBe(
    '::error title=Unknown reference (unknown-reference),file=film.yaml,line=9,endLine=9,col=46,endColumn=51::No reference is called `mnoa`.%0ADid you mean `mona`?',
  );
});

test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['info', 'notice'],
] as const)('%s is a %s', (severity, command) => {
  expect(githubAnnotation({ ...diagnostic, severity })).toMatch(new RegExp(`^::${command} `));
});

test('nothing in a name or a message can begin another command', () => {
  const { place } = diagnostic;
  if (place === undefined) throw new Error('The diagnostic has a place.');
  const hostile = {
    ...diagnostic,
    message: '50% of it\r\n::set-output name=x::y\u001b[31m',
    place: { ...place, path: 'a,b:c%\u001b\n.yaml', end: { line: 10, column: 1, offset: 210 } },
  };
  expect(githubAnnotation(hostile)).toBe(
    '::error title=Unknown reference (unknown-reference),file=a%2Cb%3Ac%25\\u{1b} .yaml,line=9,endLine=10::50%25 of it ::set-output name=x::y\\u{1b}[31m%0ADid you mean `mona`?',
  );
});

test('without a place it is an annotation of the run', () => {
  const { place: _, hint: __, ...placeless } = diagnostic;
  expect(githubAnnotation(placeless)).toBe(
    '::error title=Unknown reference (unknown-reference)::No reference is called `mnoa`.',
  );
});
