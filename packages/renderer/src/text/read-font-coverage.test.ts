import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { readFontCoverage } from './read-font-coverage.ts';

const resolve = createRequire(import.meta.url).resolve;

function coverageOf(name: string): ReadonlySet<number> {
  const [font = ''] = name.split(':');
  return readFontCoverage(
    readFileSync(resolve(`@fontsource-variable/${font}/files/${name.replace(':', '-')}.woff2`)),
  );
}

test('a font has the characters of its table and no others', () => {
  const latin = coverageOf('inter:latin-opsz-normal');
  expect([...'Aa0@…'].every((letter) => latin.has(letter.codePointAt(0) ?? 0))).toBe(true);
  // Declared in the style sheet's range, absent from the font.
  expect(latin.has(0x2011)).toBe(false);
  expect(latin.has(0x4e2d)).toBe(false);
});

test('characters beyond the first plane are found', () => {
  expect(coverageOf('noto-emoji:7-wght-normal').has(0x1f99d)).toBe(true);
});

test('bytes that are no font are refused', () => {
  expect(() => readFontCoverage(Buffer.from('wOFF and something else that is long enough.'))).toThrow(
    RangeError,
  );
  expect(() => readFontCoverage(Buffer.alloc(3))).toThrow(RangeError);
});
