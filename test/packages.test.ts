import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageNames, root } from './sources.ts';

test.each(packageNames)('the package.json of %s is of the house form', (name) => {
  const written = readPackage(join('packages', name));
  expect(written).toMatchObject({
    name: `@storyboard/${name}`,
    version: readPackage(join('packages', 'core'))['version'],
    license: 'MIT',
    type: 'module',
    engines: readPackage('.')['engines'],
    publishConfig: { access: 'public' },
  });
  expect(written['description']).toMatch(/^[A-Z].*\.$/);
});

test.each(packageNames)('every entry of %s starts with its source, then its types', (name) => {
  const { exports } = readPackage(join('packages', name)) as { exports: Record<string, unknown> };
  const entries = Object.entries(exports).filter(([, target]) => typeof target === 'object');
  expect(entries.length).toBeGreaterThan(0);
  for (const [, target] of entries) {
    expect(Object.keys(target as object)).toEqual(['@storyboard/source', 'types', 'default']);
  }
});

function readPackage(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}
