import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

test.each([[['schema']], [['schema', '--json']]])('%j prints the schema that is published', async (words) => {
  using folder = projectFolder({});
  const ended = await runStoryboard(words, { folder: folder.path });
  const core = join(createRequire(import.meta.url).resolve('@storyboard/core/package.json'), '..');
  const published = readFileSync(join(core, 'schema', 'storyboard.v1.schema.json'), 'utf8');
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(ended.stdout)).toEqual(JSON.parse(published));
});
