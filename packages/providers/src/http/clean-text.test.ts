import { expect, test } from 'vitest';
import { cleanText, redactUrls } from './clean-text.ts';

test.each([
  ['two\r\nlines\tand  blanks', 'two lines and blanks'],
  ['\u001b[31mred\u001b[0m \u001b]8;;https://x.example\u0007link\u001b]8;;\u0007', 'red link'],
  ['a\u0000b\u0007c\u009bd', 'a b c d'],
  ['safe\u202egpj.exe\u2066x\ufeff', 'safegpj.exex'],
  ['half \ud83d of one', 'half of one'],
  ['👩‍👩‍👧 stays', '👩‍👩‍👧 stays'],
  ['', ''],
])('%j is shown as %j', (text, shown) => {
  expect(cleanText(text)).toBe(shown);
});

test('a key is not shown, however it is echoed', () => {
  const key = 'ak+/secret=1';
  const echoed = [
    key,
    encodeURIComponent(key),
    btoa(key),
    btoa(key).replace(/=+$/, ''),
    'ak+/sec\u200bret=1',
  ];
  expect(cleanText(echoed.join(' '), [key])).not.toMatch(/secret|YWsr|ak%2B/);
  expect(cleanText('nothing to hide', [''])).toBe('nothing to hide');
});

test('the part of a key that is left of a page too long to be read whole is not shown', () => {
  const key = 'sk-0123456789abcdef';
  for (let before = 3980; before <= 4000; before += 1) {
    const said = `${'x'.repeat(before)}${key.split('').join('\u200b')}${'y'.repeat(9000)}`;
    expect(cleanText(said, [key], 9999)).toMatch(/^x+(?:\[key\]y*)?$/);
  }
});

test('long text is cut, never within a character', () => {
  expect(cleanText('x'.repeat(600))).toBe(`${'x'.repeat(499)}…`);
  expect(cleanText('😀'.repeat(10), [], 6)).toBe('😀😀…');
});

test.each([
  ['https://cdn.example/a.mp4?Expires=1&Signature=abc then', 'https://cdn.example/a.mp4?… then'],
  ['"https:\\/\\/cdn.example\\/a.mp4?Signature=a\\u0026b=c"', '"https:\\/\\/cdn.example\\/a.mp4?…"'],
  ['https://me:pass@cdn.example/a.mp4', 'https://…@cdn.example/a.mp4'],
  ['/a.mp4?X-Amz-Signature=abc', '/a.mp4?…'],
  ['https%3A%2F%2Fcdn.example%2Fa.mp4%3FSignature%3Dabc%26b%3Dc.', 'https%3A%2F%2Fcdn.example%2Fa.mp4%3F…'],
  ['Signature=abc&OSSAccessKeyId=LTAI&Expires=1', 'Signature=…&OSSAccessKeyId=…&Expires=1'],
  ['Really? Yes = no', 'Really? Yes = no'],
  ['write to a@b.example', 'write to a@b.example'],
])('%j is shown as %j', (text, shown) => {
  expect(redactUrls(text)).toBe(shown);
});

test('a long page of anything is cleaned in no time', () => {
  for (const piece of [
    '?',
    '?a',
    '%3f',
    '://',
    'https://',
    ' ',
    '\u001b[',
    '\u001b]',
    '\u009d',
    '\u001b]8;;',
    'a=',
    'a.',
    '://@',
    'sig=',
  ]) {
    const startedAt = performance.now();
    const text = piece.repeat(300_000 / piece.length);
    cleanText(text, ['key']);
    redactUrls(text);
    expect(performance.now() - startedAt, JSON.stringify(piece)).toBeLessThan(10_000);
  }
});
