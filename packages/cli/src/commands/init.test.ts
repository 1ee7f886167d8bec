import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';
import { FIRST_STORYBOARD } from './first-storyboard.ts';

test('init writes a storyboard that is valid, planned for nothing, and knows its schema', async () => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['init', 'my-film'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  await expect(ended.stdout).toMatchFileSnapshot('golden/init.txt');

  const made = join(folder.path, 'my-film');
  expect(readdirSync(made).sort()).toEqual(['.gitignore', 'film.yaml', 'storyboard.schema.json']);
  expect(readFileSync(join(made, 'film.yaml'), 'utf8')).toBe(FIRST_STORYBOARD);
  const schema = await runStoryboard(['schema'], { folder: made });
  expect(readFileSync(join(made, 'storyboard.schema.json'), 'utf8')).toBe(schema.stdout);

  const validated = await runStoryboard(['validate', 'film.yaml', '--json'], { folder: made });
  expect(JSON.parse(validated.stdout).files).toMatchObject([{ ok: true, errors: 0, warnings: 0 }]);
  const planned = await runStoryboard(['plan', 'film.yaml', '--json'], { folder: made });
  expect(JSON.parse(planned.stdout)).toMatchObject({ total: { amount: 0, unknown: 0 }, exitCode: 0 });
});

test('the lines that are commented out in the first storyboard can be taken in', async () => {
  const taken = FIRST_STORYBOARD.replace('  provider: animatic ', '  provider: shortapi ')
    .replace('  # model:', '  model:')
    .replace('# references:', 'references:')
    .replace(/^# {3}(keeper|lighthouse): /gm, '  $1: ')
    .replace('    # takes:', '    takes:')
    .replace(/prompt: "/g, 'prompt: "@keeper. ');
  // Only their beginnings are looked at.
  const media = { 'refs/keeper.mp4': '\0\0\0\x18ftypisom', 'refs/lighthouse.png': 'GIF89a' };
  using folder = projectFolder({ 'film.yaml': taken, ...media });
  const ended = await runStoryboard(['validate', 'film.yaml', '--json'], { folder: folder.path });
  const [file] = JSON.parse(ended.stdout).files;
  expect(file.diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
});

test('lines are added to a .gitignore that is there, once', async () => {
  using folder = projectFolder({ '.gitignore': 'node_modules/\r\n/film.mp4' });
  const ended = await runStoryboard(['init', '--json'], { folder: folder.path });
  expect(JSON.parse(ended.stdout)).toEqual({
    files: [
      { file: 'storyboard.schema.json', how: 'written' },
      { file: '.gitignore', how: 'changed' },
      { file: 'film.yaml', how: 'written' },
    ],
    exitCode: 0,
  });
  const ignored = 'node_modules/\r\n/film.mp4\r\n.storyboard/\r\nfilm.preview.mp4\r\n';
  expect(readFileSync(join(folder.path, '.gitignore'), 'utf8')).toBe(ignored);

  writeFileSync(join(folder.path, 'other.yaml'), '');
  using again = projectFolder({ '.gitignore': ignored });
  await runStoryboard(['init'], { folder: again.path });
  expect(readFileSync(join(again.path, '.gitignore'), 'utf8')).toBe(ignored);
});

test('a storyboard that is there is never written over, and nothing else is touched', async () => {
  using folder = projectFolder({ 'film.yaml': 'mine' });
  const ended = await runStoryboard(['init'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toContain('film.yaml is there already; it is not written over.');
  expect(readFileSync(join(folder.path, 'film.yaml'), 'utf8')).toBe('mine');
  expect(readdirSync(folder.path)).toEqual(['film.yaml']);
});

test('a file where the folder should be is wrong usage', async () => {
  using folder = projectFolder({ taken: '' });
  const ended = await runStoryboard(['init', 'taken'], { folder: folder.path });
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('taken is a file; a folder is needed.');
});

test('a folder in the place of film.yaml is not mistaken for none', async () => {
  using folder = projectFolder({});
  mkdirSync(join(folder.path, 'film.yaml'));
  const ended = await runStoryboard(['init'], { folder: folder.path });
  expect(ended.code).toBe(2);
  expect(existsSync(join(folder.path, 'storyboard.schema.json'))).toBe(false);
});

test('a file on the way to the folder is named', async () => {
  using folder = projectFolder({ taken: '' });
  const ended = await runStoryboard(['init', 'taken/inner/film'], { folder: folder.path });
  expect(ended.code).toBe(2);
  expect(ended.stderr).toContain('taken is a file; taken/inner/film cannot be made in it.');
});

test('the next steps of a folder whose name begins with a dash can be copied', async () => {
  using folder = projectFolder({});
  const ended = await runStoryboard(['init', '--', '-dd'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  expect(ended.stdout).toContain('storyboard plan ./-dd/film.yaml');
  const planned = await runStoryboard(['plan', './-dd/film.yaml'], { folder: folder.path });
  expect(planned.code).toBe(0);
});
