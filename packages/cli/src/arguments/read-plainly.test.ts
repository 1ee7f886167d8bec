import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { paperTerminal } from '../testing/paper-terminal.ts';
import { COMMANDS } from './commands.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { readPlainly } from './read-plainly.ts';

test.each([
  ['validate a.yaml'],
  ['validate a.yaml b.yaml --format github'],
  ['validate --json a.yaml'],
  ['plan film.yaml --budget 2.50 --only a,b --provider shortapi --allow-unpriced --out plan.json'],
  ['render film.yaml --yes --concurrency 4 --no-color --verbose --contact-sheet sheet.png'],
  ['init'],
  ['init my-film'],
  ['models shortapi --json'],
  ['schema'],
  ['doctor --online'],
  ['status film.yaml'],
  ['pick film.yaml embrace 2 --json'],
  ['resolve film.yaml'],
  ['resolve film.yaml embrace --adopt 8c1f02'],
  ['render film.yaml --frozen'],
])('%s is plain', (line) => {
  const words = line.split(' ');
  expect(readPlainly(words)).toBeDefined();
  expect(readPlainly(words)).toEqual(parseCommandLine(words, paperTerminal()));
});

test.each([
  [''],
  ['--version'],
  ['help plan'],
  ['plan'],
  ['plan --help'],
  ['plan film.yaml other.yaml'],
  ['plan film.yaml --budget=3'],
  ['plan film.yaml --budget much'],
  ['plan film.yaml --budget'],
  ['plan film.yaml --out --json'],
  ['plan film.yaml --json --json'],
  ['plan film.yaml --nothing'],
  ['plan -- film.yaml'],
  ['--no-color plan film.yaml'],
  ['validate film.yaml --format xml'],
  ['schema film.yaml'],
  ['pick film.yaml embrace'],
  ['pick film.yaml embrace 1 2'],
  ['resolve film.yaml embrace 2'],
])('%s goes to the full parser', (line) => {
  expect(readPlainly(line.split(' '))).toBeUndefined();
});

test('whatever is read as plain, the full parser reads alike', () => {
  const flags = COMMANDS.flatMap((spec) => spec.flags.map((flag) => flag.flags.split(' ')[0] ?? ''));
  const word = fc.oneof(
    fc.constantFrom(...flags, '--no-color', '--verbose', '--help', '-h', '--', '-', ''),
    fc.constantFrom('film.yaml', 'a,b', '2.50', '4', 'github', 'human', '--out=x', 'plan'),
    fc.string({ maxLength: 4 }),
  );
  const line = fc.tuple(
    fc.constantFrom(...COMMANDS.map(({ name }) => name)),
    fc.array(word, { maxLength: 5 }),
  );
  let plain = 0;
  fc.assert(
    fc.property(line, ([name, rest]) => {
      const read = readPlainly([name, ...rest]);
      if (read === undefined) return;
      plain += 1;
      expect(parseCommandLine([name, ...rest], paperTerminal())).toEqual(read);
    }),
    { numRuns: 2000 },
  );
  expect(plain).toBeGreaterThan(50);
});
