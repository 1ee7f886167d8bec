import { CATALOGUE } from '@storyboard/providers/catalogue';
import { expect, test } from 'vitest';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

test('the table of all models', async () => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['models'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  await expect(ended.stdout).toMatchFileSnapshot('golden/models.txt');
});

test.each(CATALOGUE.map(({ id }) => id))('the cards of %s', async (id) => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['models', id], { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  await expect(ended.stdout).toMatchFileSnapshot(`golden/models-${id}.txt`);
});

test('--json prints the catalogue', async () => {
  using folder = projectFolder({});
  const all = await runStoryboard(['models', '--json'], { folder: folder.path });
  expect(JSON.parse(all.stdout)).toEqual({ providers: JSON.parse(JSON.stringify(CATALOGUE)) });
  const one = await runStoryboard(['models', 'aimlapi', '--json'], { folder: folder.path });
  expect(JSON.parse(one.stdout).providers.map(({ id }: { id: string }) => id)).toEqual(['aimlapi']);
});

test('a provider that does not exist is wrong usage', async () => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['models', 'shortap'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain('There is no provider "shortap".');
  expect(ended.stderr).toContain('Did you mean shortapi?');
  const begun = await runStoryboard(['models', 'short'], { folder: folder.path });
  expect(begun.stderr).toContain('Did you mean shortapi?');
});
