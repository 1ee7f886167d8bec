import { expect, test } from 'vitest';
import { fitParagraph } from './fit-paragraph.ts';
import type { Fonts } from './open-fonts.ts';
import type { Line, Measure, Paragraph, TextStyle } from './paragraph.ts';
import { prepareText } from './prepare-text.ts';

const style: TextStyle = { color: '#fff', weight: 400 };
const named: TextStyle = { color: '#0ff', weight: 600 };
const fonts: Fonts = { text: 'any', emoji: () => undefined, covers: () => true };
/** Every character half as wide as it is high. */
const measure: Measure = (text, _style, _families, size) => [...text].length * size * 0.5;
const box = { width: 200, height: 100, largest: 40, smallest: 10 };

function fit(text: string, within = box): Paragraph {
  return fitParagraph(prepareText([{ text, style }], fonts), within, measure);
}

function textOf(line: Line | undefined): string {
  return (line?.runs ?? []).map((run) => run.text).join('');
}

test('a short text is as large as it may be', () => {
  const paragraph = fit('Black.');
  expect(paragraph).toMatchObject({ size: 40, shortened: false });
  expect(paragraph.lines.map(textOf)).toEqual(['Black.']);
});

test('a longer text is smaller, and all of it is there', () => {
  const text = 'The raccoon sniffs at the frame of the portrait, slowly.';
  const paragraph = fit(text);
  expect(paragraph.size).toBeLessThan(40);
  expect(paragraph.lines.map(textOf).join(' ')).toBe(text);
  expect(paragraph.height).toBeLessThanOrEqual(box.height);
  expect(paragraph.shortened).toBe(false);
});

test('a text too long for the smallest size ends in an ellipsis', () => {
  const paragraph = fit('word '.repeat(200));
  expect(paragraph).toMatchObject({ size: 10, shortened: true });
  expect(paragraph.height).toBeLessThanOrEqual(box.height);
  expect(textOf(paragraph.lines.at(-1))).toMatch(/word…$/);
  for (const line of paragraph.lines) expect(line.width).toBeLessThanOrEqual(box.width);
});

test('a word too long for a line is cut at the smallest size only', () => {
  expect(fit('x'.repeat(20))).toMatchObject({ size: 20, shortened: false });
  const paragraph = fit('x'.repeat(100));
  expect(paragraph.size).toBe(10);
  for (const line of paragraph.lines) expect(line.width).toBeLessThanOrEqual(box.width);
  expect(paragraph.lines.map(textOf).join('')).toBe('x'.repeat(100));
});

test('a few lines are evened out', () => {
  const within = { ...box, largest: 20, smallest: 20, width: 150 };
  expect(fit('aaaaaaaaaa bbbb cccc dddd eeee f', within).lines.map(textOf)).toEqual([
    'aaaaaaaaaa',
    'bbbb cccc',
    'dddd eeee f',
  ]);
  expect(fit('aaaa bbbb cccc dddd', within).lines.map(textOf)).toEqual(['aaaa bbbb', 'cccc dddd']);
  expect(fit('aaaa bb\ncccc dd ee ffff gg', within).lines.map(textOf)).toEqual([
    'aaaa bb',
    'cccc dd',
    'ee ffff gg',
  ]);
});

test('line ends of the text are kept', () => {
  expect(fit('one\ntwo').lines.map(textOf)).toEqual(['one', 'two']);
});

test('an empty line of the text is an empty line', () => {
  const paragraph = fit('one two\n\nthree');
  expect(paragraph.lines.map(textOf)).toEqual(['one two', '', 'three']);
  expect(paragraph.height).toBeCloseTo(paragraph.lineHeight * 3);
  const long = fit(`${'word '.repeat(60)}\n\n`.repeat(9), { ...box, height: 700 });
  expect(long.lines.filter((line) => line.runs.length === 0).length).toBeGreaterThan(2);
});

test('a word too long for a line is cut before the text is too small to be read', () => {
  const within = { ...box, width: 400, height: 300, smallest: 4, readable: 16 };
  const paragraph = fit(`A ${'x'.repeat(100)} b`, within);
  expect(paragraph).toMatchObject({ size: 16, shortened: false });
  for (const line of paragraph.lines) expect(line.width).toBeLessThanOrEqual(within.width);
  expect(fit('x'.repeat(45), within)).toMatchObject({ size: 17.75 });
  const crowded = fit('word '.repeat(400), within);
  expect(crowded.size).toBeLessThan(16);
  expect(crowded.shortened).toBe(false);
});

test('a text in no box at all is one line', () => {
  expect(fit('one two three', { width: 1, height: 1, largest: 10, smallest: 10 }).lines).toHaveLength(1);
});

test('an empty text has no lines', () => {
  expect(fit('').lines).toEqual([]);
});

test('right-to-left text runs from the right, with Latin names in their own order', () => {
  const spans = [
    { text: 'שלום ', style },
    { text: '@mona', style: named, isolated: true },
    { text: ' (12) טוב', style },
  ];
  const paragraph = fitParagraph(prepareText(spans, fonts), { ...box, width: 1000 }, measure);
  expect(paragraph.rightToLeft).toBe(true);
  const [line] = paragraph.lines;
  const runs = [...(line?.runs ?? [])];
  expect(runs.map((run) => run.text)).toEqual([') טוב', '12', ' (', '@mona', 'שלום ']);
  expect(runs.map((run) => run.rightToLeft)).toEqual([true, false, true, false, true]);
  const right = Math.max(...runs.map((run) => run.x + run.width));
  expect(right).toBeCloseTo(1000);
});

test('the ellipsis of right-to-left text is at its left end', () => {
  const paragraph = fit('שלום '.repeat(200));
  expect(paragraph.lines.at(-1)?.runs[0]?.text).toBe('…');
});
