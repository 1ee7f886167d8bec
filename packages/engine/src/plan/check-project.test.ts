import { symlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { checkProject } from './check-project.ts';

/** Wrong in its form, in its names, and in every file that it names. */
const WRONG = `version: 1
defaults: { provider: house, duration: 1 }
references:
  lost: { image: refs/lost.png, colour: red }
  linked: { image: refs/linked.png }
  large: { image: refs/large.png }
  there: { image: refs/there.png }
  beyond: { image: ../beyond.png }
shots:
  - { id: one, prompt: '@lost and @linkd meet @large.', takes: many }
  - include: night.yaml
soundtrack: { music: { file: audio/theme.mp3, gain_db: loud } }
`;

test('missing files are told with everything else that is wrong, in reading order and each once', async () => {
  await using outside = await temporaryFolder({ 'secret.png': 'secret' });
  await using folder = await temporaryFolder({
    'film.yaml': WRONG,
    'night.yaml': '- { id: two, prompt: "@there and @nobody" }\n',
    'refs/large.png': `GIF89a${'a'.repeat(995)}`,
    'refs/there.png': 'GIF89a',
    'refs/lots.png': 'GIF89a',
  });
  await symlink(outside.file('secret.png'), folder.file('refs/linked.png'));
  expect(await told(folder)).toEqual([
    'film.yaml:4 reference-not-found',
    'film.yaml:4 unknown-key',
    'film.yaml:5 path-outside-project',
    'film.yaml:6 reference-too-large',
    'film.yaml:8 path-outside-project',
    'film.yaml:10 unknown-reference',
    'film.yaml:10 wrong-type',
    'film.yaml:12 reference-not-found',
    'film.yaml:12 wrong-type',
    'night.yaml:1 unknown-reference',
  ]);
});

test.each([
  ['shots that are no list', 'shots: 5\n'],
  ['a shot that is no mapping', 'shots: [one]\n'],
  ['a name that is misspelt', "shots: [{ id: one, prompt: '@los', provider: house }]\n"],
  ['a provider that is not there', "shots: [{ id: one, prompt: '@lost', provider: nobody }]\n"],
  ['a scene file that is not there', 'shots: [include: gone.yaml]\n'],
  ['a scene file that is no YAML', 'shots: [include: broken.yaml]\n'],
  [
    'a key that is there twice',
    "title: A\ntitle: B\nshots: [{ id: one, prompt: '@lost', provider: house }]\n",
  ],
])('%s do not hide a reference that is not there', async (_, shots) => {
  await using folder = await temporaryFolder({
    'film.yaml': `version: 1\nreferences: { lost: { image: lost.png } }\n${shots}`,
    'broken.yaml': '[',
  });
  const codes = await told(folder);
  expect(codes.filter((code) => code === 'film.yaml:2 reference-not-found')).toHaveLength(1);
  expect(codes.length).toBeGreaterThan(1);
});

test('a reference that is written once and used by an alias is told once', async () => {
  const references = '{ a: &a { image: lost.png, description: A }, b: *a }';
  await using folder = await temporaryFolder({
    'film.yaml': `version: 1\nreferences: ${references}\nshots: [{ id: one, prompt: '@a and @b', provider: house }]\n`,
  });
  expect(await told(folder)).toEqual(['film.yaml:2 reference-not-found']);
});

test('of more missing files than anyone reads the first thousand are told', async () => {
  const lines = Array.from({ length: 1200 }, (_, index) => `  r${index}: { image: r${index}.png }\n`);
  await using folder = await temporaryFolder({
    'film.yaml': `version: 1\nreferences:\n${lines.join('')}shots: [{ id: one, prompt: x, provider: house, takes: many }]\n`,
  });
  const codes = await told(folder);
  expect(codes.slice(0, 2)).toEqual(['film.yaml:2 too-many-problems', 'film.yaml:3 reference-not-found']);
  expect(codes).toHaveLength(1002);
});

async function told(folder: TemporaryFolder): Promise<readonly string[]> {
  const { checked } = await checkProject(folder.file('film.yaml'), { catalogue: TEST_CATALOGUE });
  expect(checked.ok).toBe(false);
  return checked.diagnostics.map(
    ({ code, place }) => `${place?.path.slice(folder.path.length + 1)}:${place?.start.line} ${code}`,
  );
}
