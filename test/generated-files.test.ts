import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

type Generator = { files(): Promise<readonly { readonly path: string; readonly text: string }[]> };

const folder = join(root, 'scripts', 'generate');
const generators = readdirSync(folder).filter((name) => name.endsWith('.js'));

test.each(generators)('what scripts/generate/%s makes of the sources is what is committed', async (name) => {
  const generator: Generator = await import(pathToFileURL(join(folder, name)).href);
  const files = await generator.files();
  expect(files.length).toBeGreaterThan(0);
  for (const { path, text } of files) expect(readFileSync(join(root, path), 'utf8'), path).toBe(text);
});
