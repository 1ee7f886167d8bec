import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { symlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { checkProject } from '../plan/check-project.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { digestReferences } from './digest-references.ts';

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

const FILM = (references: string, more = '') => `version: 1
defaults: { provider: house, duration: 1 }
references:
${references}
shots:
  - { id: one, prompt: '@a meets @b.' }
${more}`;

const TWO = '  a: { image: refs/a.png, description: A }\n  b: { image: refs/b.png, description: B }';

test('each reference has the digest and the size of its bytes', async () => {
  const large = `GIF89a${'x'.repeat(993)}`;
  await using folder = await temporaryFolder({
    'film.yaml': FILM(TWO),
    'refs/a.png': large,
    'refs/b.png': 'GIF89a',
  });
  const { checked, files } = await check(folder);
  if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics));
  expect(await digestReferences(checked.value, files)).toEqual(
    new Map([
      ['a', { digest: sha256(large), sizeBytes: 999 }],
      ['b', { digest: sha256('GIF89a'), sizeBytes: 6 }],
    ]),
  );
});

test('a file larger than a piece is hashed whole, and one that is used twice is one file', async () => {
  const content = 'abcdftyp'.repeat(300_000);
  await using folder = await temporaryFolder({
    'film.yaml': FILM('  a: { video: clip.mp4, description: A }\n  b: { video: same.mp4, description: B }'),
    'clip.mp4': content,
  });
  await symlink('clip.mp4', folder.file('same.mp4'));
  const { checked, files } = await check(folder);
  if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics));
  const digests = await digestReferences(checked.value, files);
  expect(digests.get('a')).toEqual({ digest: sha256(content), sizeBytes: 2_400_000 });
  expect(digests.get('b')).toBe(digests.get('a'));
});

test('hashing stops when it is told to', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': FILM(TWO),
    'refs/a.png': 'GIF89a',
    'refs/b.png': 'GIF87a',
  });
  const { checked, files } = await check(folder);
  if (!checked.ok) throw new Error('not reached');
  await expect(digestReferences(checked.value, files, { signal: AbortSignal.abort() })).rejects.toMatchObject(
    {
      code: 'interrupted',
    },
  );
});

test('every file that cannot be used is a problem at its place', async () => {
  await using outside = await temporaryFolder({ 'secret.png': 'secret' });
  await using folder = await temporaryFolder({
    'film.yaml': FILM(TWO, 'soundtrack: { music: { file: audio/theme.mp3 } }\n'),
    'refs/aa.png': '',
  });
  await symlink(outside.file('secret.png'), folder.file('refs/b.png'));
  const { checked } = await check(folder);
  expect(checked.ok).toBe(false);
  const path = folder.file('film.yaml');
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    {
      code: 'reference-not-found',
      message: `There is no file ${folder.file('refs/a.png')}.`,
      hint: `Did you mean \`${folder.file('refs/aa.png')}\`?`,
      place: { path, start: { line: 4, column: 15 } },
    },
    { code: 'path-outside-project', place: { path, start: { line: 5 } } },
    { code: 'reference-not-found', place: { path, start: { line: 8 } } },
  ]);
});

test('a pipe or a folder is no reference, and nothing waits for it', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': FILM(TWO), 'refs/b.png/file.txt': '' });
  execFileSync('mkfifo', [folder.file('refs/a.png')]);
  const { checked } = await check(folder);
  expect(checked.diagnostics.map(({ message }) => message)).toEqual([
    `${folder.file('refs/a.png')} is a device or a pipe, not a file.`,
    `${folder.file('refs/b.png')} is a folder, not a file.`,
  ]);
});

test('a file above what the model takes is refused with both sizes', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': FILM(TWO),
    'refs/a.png': `GIF89a${'a'.repeat(994)}`,
    'refs/b.png': `GIF89a${'b'.repeat(995)}`,
  });
  const { checked } = await check(folder);
  expect(checked.diagnostics).toMatchObject([
    {
      code: 'reference-too-large',
      message: 'The image of the reference b has 1001 bytes; House One takes at most 1000.',
      place: { start: { line: 5 } },
    },
  ]);
});

test('a file is looked at, whatever its name says: an image is no clip, and a web page is neither', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': FILM('  a: { video: clip.mp4, description: A }\n  b: { image: page.png, description: B }'),
    'clip.mp4': 'GIF89a',
    'page.png': '<!DOCTYPE html><html></html>',
  });
  const { checked } = await check(folder);
  expect(checked.diagnostics).toMatchObject([
    {
      code: 'reference-not-media',
      message: `${folder.file('clip.mp4')} is no clip; it looks like an image.`,
      hint: 'Write `image:` instead of `video:`, or name another file.',
      place: { start: { line: 4, column: 15 } },
    },
    {
      code: 'reference-not-media',
      message: `${folder.file('page.png')} is no image; it looks like a web page.`,
      place: { start: { line: 5, column: 15 } },
    },
  ]);
  expect(checked.ok).toBe(false);
});

test('a reference that no shot uses is not looked for', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': FILM(`${TWO}\n  unused: { image: refs/none.png }`),
    'refs/a.png': 'GIF89a',
    'refs/b.png': 'GIF89a',
  });
  const { checked } = await check(folder);
  expect(checked.ok).toBe(true);
});

function check(folder: TemporaryFolder) {
  return checkProject(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE });
}
