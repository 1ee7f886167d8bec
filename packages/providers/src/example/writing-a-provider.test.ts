import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const page = readFileSync(join(root, 'docs/writing-a-provider.md'), 'utf8');
const blocks = [...page.matchAll(/<!-- (\S+) -->\n```ts\n([\s\S]*?)```\n/g)].map(([, path, code]) => ({
  path,
  code,
}));

test('the page on writing a provider shows the three files of the example', () => {
  expect(blocks.map(({ path }) => path)).toEqual(
    ['loom-provider.ts', 'loom-harness.ts', 'loom-provider.test.ts'].map(
      (name) => `packages/providers/src/example/${name}`,
    ),
  );
  expect(page.match(/```ts/g)).toHaveLength(blocks.length);
});

test.each(blocks)('$path is shown as it is', ({ path, code }) => {
  expect(code).toBe(readFileSync(join(root, String(path)), 'utf8'));
});
