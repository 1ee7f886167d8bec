import { readdir, symlink } from 'node:fs/promises';
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
