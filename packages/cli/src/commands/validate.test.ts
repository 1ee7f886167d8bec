import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BROKEN_FILM, FREE_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';

const FILES = {
  'film.yaml': FREE_FILM,
  'broken.yaml': BROKEN_FILM,
  'not-yaml.yaml': 'shots: [a, b\n',
  'binary.yaml': '\u0000\u0001\u0002',
};

test.each([
  { files: ['film.yaml'], code: 0 },
  { files: ['broken.yaml'], code: 3 },
  { files: ['not-yaml.yaml'], code: 3 },
  { files: ['binary.yaml'], code: 3 },
  { files: ['.'], code: 2 },
  { files: ['absent.yaml'], code: 2 },
  { files: ['film.yaml', 'absent.yaml'], code: 2 },
  { files: ['absent.yaml', 'broken.yaml', 'film.yaml'], code: 3 },
])('validate $files ends with $code in every form', async ({ files, code }) => {
  using folder = projectFolder(FILES);
  for (const form of ['human', 'json', 'github']) {
    const ended = await runStoryboard(['validate', ...files, '--format', form], { folder: folder.path });
    expect(ended.code).toBe(code);
  }
});

test('every file is checked, and all that is wrong is shown at once', async () => {
  using folder = projectFolder(FILES);
  const ended = await runStoryboard(['validate', 'broken.yaml', 'absent.yaml', 'film.yaml'], {
    folder: folder.path,
  });
  expect(ended.stderr).toBe('');
  await expect(ended.stdout).toMatchFileSnapshot('golden/validate.txt');
});

test('files that are not there are shown with what is wrong in the text', async () => {
  using folder = projectFolder({
    'film.yaml': `version: 1
titel: Two Lamps
references:
  lamp: { image: refs/lamp.png }
shots:
  - id: near
    prompt: "@lamp in a window."
soundtrack:
  music: { file: 5 }
`,
    'refs/lamb.png': '',
  });
  const ended = await runStoryboard(['validate', 'film.yaml'], { folder: folder.path });
  expect(ended).toMatchObject({ code: 3, stderr: '' });
  await expect(ended.stdout).toMatchFileSnapshot('golden/validate-files.txt');
});

test('with --json there is one document and nothing else', async () => {
  using folder = projectFolder(FILES);
  const ended = await runStoryboard(['validate', 'film.yaml', 'broken.yaml', '--json'], {
    folder: folder.path,
  });
  expect(ended.stderr).toBe('');
  const document = JSON.parse(ended.stdout);
  expect(document).toMatchObject({
    exitCode: 3,
    files: [
      {
        file: 'film.yaml',
        ok: true,
        errors: 0,
        warnings: 0,
        exitCode: 0,
        film: { title: 'Two Lamps', shots: 2, frames: 24, seconds: 1 },
        diagnostics: [],
      },
      { file: 'broken.yaml', ok: false, exitCode: 3 },
    ],
  });
  const codes = document.files[1].diagnostics.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(['unknown-key', 'unknown-reference']);
});

test('annotations are one line each on standard output, the rest stands on standard error', async () => {
  using folder = projectFolder(FILES);
  const ended = await runStoryboard(['validate', 'broken.yaml', '--format', 'github'], {
    folder: folder.path,
  });
  expect(ended.stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^::error title=.*file=broken\.yaml,line=2/),
    expect.stringMatching(/^::error title=.*file=broken\.yaml,line=5/),
  ]);
  expect(ended.stderr).toContain('broken.yaml  2 errors');
});

test('annotations name files from the root of the repository that the workflow has checked out', async () => {
  using folder = projectFolder({ 'films/broken.yaml': BROKEN_FILM });
  const annotate = async (workspace: string) => {
    const { stdout } = await runStoryboard(['validate', 'broken.yaml', 'absent.yaml', '--format', 'github'], {
      folder: join(folder.path, 'films'),
      environment: { GITHUB_WORKSPACE: workspace },
    });
    return [...stdout.matchAll(/file=([^,]*)/g)].map(([, file]) => file);
  };
  const inside = ['films/broken.yaml', 'films/broken.yaml', 'films/absent.yaml'];
  expect(await annotate(folder.path)).toEqual(inside);
  expect(await annotate(join(folder.path, 'elsewhere'))).toEqual([
    'broken.yaml',
    'broken.yaml',
    'absent.yaml',
  ]);
});

test('whatever a file is called, nothing of its name steers the terminal or the workflow', async () => {
  const name = 'a\u001B[31m\nb';
  using folder = projectFolder({ [`${name}/broken.yaml`]: BROKEN_FILM });
  for (const form of ['human', 'github']) {
    const ended = await runStoryboard(['validate', `${name}/broken.yaml`, '--format', form], {
      folder: folder.path,
    });
    expect(ended.code).toBe(3);
    expect(`${ended.stdout}${ended.stderr}`).not.toContain('\u001B');
    expect(`${ended.stdout}${ended.stderr}`).toContain('a\\u{1b}[31m b/broken.yaml');
  }
});

test('a file that cannot be read as text has a place like any other mistake', async () => {
  using folder = projectFolder({ 'films/latin.yaml': '' });
  writeFileSync(
    join(folder.path, 'films', 'latin.yaml'),
    Buffer.from('version: 1\ntitle: caf\xe9\n', 'latin1'),
  );
  const human = await runStoryboard(['validate', 'films/latin.yaml'], { folder: folder.path });
  expect(human).toMatchObject({ code: 3 });
  expect(human.stdout).toMatch(/^films\/latin\.yaml:2:11: error: /);
  const github = await runStoryboard(['validate', 'films/latin.yaml', '--format', 'github'], {
    folder: folder.path,
  });
  expect(github.stdout).toContain(',file=films/latin.yaml,line=2,');
  const absent = await runStoryboard(['validate', 'films/absent.yaml'], { folder: folder.path });
  expect(absent.stdout).toMatch(/^films\/absent\.yaml:1:1: error: There is no file films\/absent\.yaml\./);
});
