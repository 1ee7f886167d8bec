import { expect, test } from 'vitest';
import { packageNames, sourcesOf } from './sources.ts';

test.each(packageNames)('every exported name of %s has a docstring', (name) => {
  const missing = sourcesOf(name)
    .filter((file) => !file.path.includes('/generated/'))
    .flatMap((file) =>
      undocumented(file.text).map(({ line, exported }) => `${file.path}:${line} ${exported}`),
    );
  expect(missing).toEqual([]);
});

test('an export without a docstring is found, one with is not', () => {
  const text = [
    '/** Says what it is. */',
    'export const a = 1;',
    'export function b(): void;',
    'export function b(): void {}',
    '/** Over',
    ' * lines. */',
    'export async function c(): Promise<void> {}',
    '// A remark is no docstring.',
    'export type D = string;',
    '/** */',
    'export class E {}',
    'export { f } from "./f.ts";',
  ].join('\n');
  expect(undocumented(text)).toEqual([
    { line: 3, exported: 'b' },
    { line: 9, exported: 'D' },
    { line: 11, exported: 'E' },
  ]);
});

/** Of an overloaded function the first line counts. */
function undocumented(text: string): readonly { line: number; exported: string }[] {
  const declaration =
    /^export (?:declare |abstract |async )*(?:function\*?|const|let|type|interface|class) +([\w$]+)/gm;
  const seen = new Set<string>();
  const missing: { line: number; exported: string }[] = [];
  for (const match of text.matchAll(declaration)) {
    const exported = match[1] ?? '';
    const before = text.slice(0, match.index).trimEnd();
    const comment = before.endsWith('*/') ? before.slice(before.lastIndexOf('/*')) : '';
    const documented = comment.startsWith('/**') && /\w/.test(comment);
    if (!documented && !seen.has(exported)) {
      missing.push({ line: text.slice(0, match.index).split('\n').length, exported });
    }
    seen.add(exported);
  }
  return missing;
}
