import { mkdir, readdir, symlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { filmOf } from '../testing/execute-file.ts';
import { renderHere } from '../testing/render-here.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';

test('the film is never written over a file of the storyboard, nor out of the project by a link', async () => {
  await using outside = await temporaryFolder();
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red' }),
    'linked.yaml': filmOf({ one: 'red' }).replace('film.mp4', 'away/film.mp4'),
    'folder.mp4/x': '',
  });
  await symlink('film.yaml', folder.file('other-name.mp4'));
  await symlink(outside.path, folder.file('away'));
  const provider = createTestProvider();
  for (const outFile of ['film.yaml', 'other-name.mp4', 'folder.mp4'].map(folder.file)) {
    await expect(renderHere(folder, { outFile }, provider)).rejects.toMatchObject({ code: 'usage' });
  }
  const [outFile, contactSheet] = [folder.file('same.png'), folder.file('same.png')];
  await expect(renderHere(folder, { outFile, contactSheet }, provider)).rejects.toMatchObject({
    code: 'usage',
  });
  const linked = await renderHere(folder, { file: folder.file('linked.yaml') }, provider);
  expect(linked.result).toMatchObject({ status: 'invalid', diagnostics: [{ code: 'path-outside-project' }] });
  expect(provider.submitted).toEqual([]);
  expect(await readdir(outside.path)).toEqual([]);
});

test('no file is written below another one', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const provider = createTestProvider();
  const contactSheet = folder.file('film.mp4/sheet.png');
  await expect(renderHere(folder, { contactSheet }, provider)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringContaining('would need a folder'),
  });
  expect(provider.submitted).toEqual([]);
  expect(await readdir(folder.path)).toEqual(['film.yaml']);
});

test('nothing is written into the store, by whatever name', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red' }),
    'stored.yaml': filmOf({ one: 'red' }).replace('film.mp4', '.storyboard/objects/film.mp4'),
    'linked.yaml': filmOf({ one: 'red' }).replace('film.mp4', 'link/new/film.mp4'),
  });
  await mkdir(folder.file('.storyboard/runs'), { recursive: true });
  await mkdir(folder.file('elsewhere'));
  await symlink('.storyboard', folder.file('link'));
  const provider = createTestProvider();
  for (const name of ['stored.yaml', 'linked.yaml']) {
    const { result } = await renderHere(folder, { file: folder.file(name) }, provider);
    expect(result).toMatchObject({
      status: 'invalid',
      diagnostics: [{ code: 'output-overwrites', place: { path: folder.file(name), start: { line: 1 } } }],
    });
  }
  const storeFolder = folder.file('elsewhere');
  for (const path of [
    '.storyboard/film.mp4',
    'link/runs/film.mp4',
    'elsewhere/objects/film.mp4',
    'elsewhere',
  ]) {
    const out = renderHere(folder, { outFile: folder.file(path), storeFolder }, provider);
    await expect(out).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(/^--out: /) });
    const sheet = renderHere(folder, { contactSheet: folder.file(path), storeFolder }, provider);
    await expect(sheet).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(/^--contact-sheet: .*store/),
    });
  }
  expect(provider.submitted).toEqual([]);
});

test('a store around the project leaves the film its place', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const { result } = await renderHere(folder, { storeFolder: folder.path });
  expect(result).toMatchObject({ status: 'done', report: { film: { status: 'ready' } } });
  const outFile = folder.file('objects/film.mp4');
  await expect(renderHere(folder, { outFile, storeFolder: folder.path })).rejects.toMatchObject({
    code: 'usage',
  });
});

test.each(['film.mp4', 'film.yaml'])(
  'a contact sheet over %s is refused as what the user asked for',
  async (name) => {
    await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
    const provider = createTestProvider();
    await expect(renderHere(folder, { contactSheet: folder.file(name) }, provider)).rejects.toMatchObject({
      code: 'usage',
      message: `--contact-sheet: ${folder.file(name)} is in use by this storyboard; nothing is written over it.`,
    });
    expect(provider.submitted).toEqual([]);
  },
);
