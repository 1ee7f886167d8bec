import { mkdir, symlink } from 'node:fs/promises';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { loadStoryboard } from './load-storyboard.ts';
import { textsOf } from './project.ts';

const HEAD = 'version: 1\ndefaults: { provider: house, duration: 1 }\nshots:\n';
const shot = (id: string) => `  - { id: ${id}, prompt: A door opens. }\n`;
const include = (path: string) => `  - include: ${path}\n`;
const options = { catalogue: TEST_CATALOGUE };

test('a storyboard is read with every file that it includes, however deep', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': `${HEAD}${shot('one')}${include('scenes/two.yaml')}${shot('four')}`,
    'scenes/two.yaml': `- { id: two, prompt: Rain. }\n- include: deep/three.yaml\n`,
    'scenes/deep/three.yaml': `- { id: three, prompt: Snow. }\n`,
  });
  const { project, checked } = await loadStoryboard(folder.file('film.yaml'), options);
  expect(checked.diagnostics).toEqual([]);
  expect(checked.ok && checked.value.shots.map(({ id }) => id)).toEqual(['one', 'two', 'three', 'four']);
  expect([...project.sources.keys()]).toEqual(['film.yaml', 'scenes/two.yaml', 'scenes/deep/three.yaml']);
  expect(project.folder).toBe(folder.path);
});

test('paths are shown as the user typed them', async () => {
  await using folder = await temporaryFolder({
    'cut/film.yaml': `${HEAD}${include('scenes/two.yaml')}`,
    'cut/scenes/two.yaml': '- { id: two, prompt: Rain., durration: 2 }\n',
  });
  const typed = relative(process.cwd(), folder.file('cut/film.yaml'));
  const { project, checked } = await loadStoryboard(typed, options);
  const path = typed.replace('film.yaml', 'scenes/two.yaml');
  expect(checked.diagnostics).toMatchObject([{ code: 'unknown-key', place: { path, start: { line: 1 } } }]);
  expect([...textsOf(project).keys()]).toEqual([typed, path]);
  const absolute = await loadStoryboard(folder.file('cut/film.yaml'), options);
  expect(absolute.checked.diagnostics[0]?.place?.path).toBe(folder.file('cut/scenes/two.yaml'));
});

test('a file that cannot be read is a problem at the place of its include', async () => {
  await using outside = await temporaryFolder({ 'scene.yaml': '- { id: secret, prompt: Secret. }' });
  await using folder = await temporaryFolder({
    'film.yaml': `${HEAD}${include('gone.yaml')}${include('link.yaml')}${include('../scene.yaml')}`,
  });
  await symlink(outside.file('scene.yaml'), folder.file('link.yaml'));
  const { project, checked } = await loadStoryboard(folder.file('film.yaml'), options);
  expect(checked.ok).toBe(false);
  expect(checked.diagnostics.map(({ code, place }) => [code, place?.start.line])).toEqual([
    ['file-not-found', 4],
    ['path-outside-project', 5],
    ['path-outside-project', 6],
  ]);
  expect([...project.sources.keys()]).toEqual(['film.yaml']);
});

test('the storyboard itself may not be a way out of its folder', async () => {
  await using outside = await temporaryFolder({ 'secret.yaml': 'password: hunter2' });
  await using folder = await temporaryFolder();
  await symlink(outside.file('secret.yaml'), folder.file('film.yaml'));
  const { project, checked } = await loadStoryboard(folder.file('film.yaml'), options);
  expect(checked.diagnostics).toMatchObject([{ code: 'path-outside-project' }]);
  expect(textsOf(project).size).toBe(0);
});

test('the folder of a storyboard may itself be reached by a link', async () => {
  await using folder = await temporaryFolder({ 'real/film.yaml': `${HEAD}${shot('one')}` });
  await symlink('real', folder.file('link'));
  const { project, checked } = await loadStoryboard(folder.file('link/film.yaml'), options);
  expect(checked.ok && checked.value.path).toBe(folder.file('link/film.yaml'));
  expect(project.folder).toBe(folder.file('real'));
});

test('a link to a folder above does not make includes endless', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': `${HEAD}${shot('one')}${include('a/scene.yaml')}${include('b/scene.yaml')}`,
    'scene.yaml': '- include: a/scene.yaml\n- include: b/scene.yaml\n',
  });
  await symlink('.', folder.file('a'));
  await symlink('.', folder.file('b'));
  const { checked, project } = await loadStoryboard(folder.file('film.yaml'), options);
  expect(checked.ok).toBe(false);
  expect(new Set(checked.diagnostics.map(({ code }) => code))).toEqual(new Set(['include-cycle']));
  expect(project.sources.size).toBeLessThanOrEqual(3);
});

test.each([
  ['nothing there', 'none/film.yaml', 'file-not-found'],
  ['a folder', 'folder', 'file-unreadable'],
  ['a folder with a slash', 'folder/', 'file-unreadable'],
  ['the root of the disk', '/', 'file-unreadable'],
  ['an empty file', 'empty.yaml', 'wrong-type'],
])('%s is said, not thrown', async (_, name, code) => {
  await using folder = await temporaryFolder({ 'empty.yaml': '' });
  await mkdir(folder.file('folder'));
  const { checked } = await loadStoryboard(name === '/' ? '/' : `${folder.path}/${name}`, options);
  expect(checked.diagnostics[0]?.code).toBe(code);
});

test('the storyboard that was probably meant is named', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': '', 'flim.txt': '' });
  const { checked } = await loadStoryboard(folder.file('flm.yaml'), options);
  expect(checked.diagnostics).toMatchObject([
    {
      code: 'file-not-found',
      severity: 'error',
      message: `There is no file ${folder.file('flm.yaml')}.`,
      hint: `Did you mean \`${folder.file('film.yaml')}\`?`,
    },
  ]);
});

test('of thousands of scene files that are not there a thousand are named, at once', async () => {
  const films = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`take${index}.mp4`, '']));
  const includes = Array.from({ length: 3000 }, (_, index) => include(`scene${index}.yaml`));
  await using folder = await temporaryFolder({
    ...films,
    'scene.yaml': '- { id: one, prompt: A door. }',
    'film.yaml': `${HEAD}${includes.join('')}`,
  });
  const began = performance.now();
  const { checked } = await loadStoryboard(folder.file('film.yaml'), options);
  expect(performance.now() - began).toBeLessThan(20_000);
  const [beyond, first, ...others] = checked.diagnostics;
  expect(beyond).toMatchObject({
    code: 'too-many-problems',
    message: 'There are 2000 more problems than are listed here.',
  });
  expect(first).toMatchObject({
    code: 'file-not-found',
    hint: `Did you mean \`${folder.file('scene.yaml')}\`?`,
  });
  expect(others.map(({ code }) => code)).toEqual(Array(999).fill('file-not-found'));
});
