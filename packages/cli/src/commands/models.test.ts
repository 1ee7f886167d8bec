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

test.each([30, 40, 60])(
  'on %d columns nothing is wider than they are, but for words that cannot be broken',
  async (columns) => {
    using folder = projectFolder({});
    const environment = { COLUMNS: String(columns) };
    for (const words of [['models'], ...CATALOGUE.map(({ id }) => ['models', id])]) {
      const { stdout } = await runStoryboard(words, { folder: folder.path, environment });
      const tooWide = stdout.split('\n').filter((line) => [...line].length > columns);
      // What is one word, such as an address, is left whole: it is there to be copied.
      const isOneWord = /^ *(?:(?:prices|limits) from +)?[^ ]+$/;
      expect(tooWide.filter((line) => !isOneWord.test(line))).toEqual([]);
    }
  },
);
