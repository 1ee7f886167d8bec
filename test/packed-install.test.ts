import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageNames, root } from './sources.ts';

const { version } = JSON.parse(readFileSync(join(root, 'packages', 'cli', 'package.json'), 'utf8'));
const film = `version: 1
title: One shot
budget: { limit: 1.00 }
output: { file: film.mp4, aspect: "16:9", resolution: 720p, fps: 24 }
shots:
  - id: only
    prompt: A lamp in a window.
    duration: 1
`;
type Tarball = {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
};

let folder = '';
/** What each tarball holds, by its package. */
const packed = new Map<string, readonly string[]>();

// What a stranger has: an empty project and the five tarballs. Needs the build, which `check` makes first.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storyboard-packed-'));
  const words = ['pack', '--json', '--pack-destination', folder];
  const folders = packageNames.map((name) => `./packages/${name}`);
  const made: readonly Tarball[] = JSON.parse(run('npm', [...words, ...folders], root).stdout);
  for (const { name, files } of made) {
    packed.set(
      name,
      files.map(({ path }) => path),
    );
  }
  const tarballs = made.map(({ filename }) => join(folder, filename));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'stranger', private: true, type: 'module' }),
  );
  run(
    'npm',
    ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', ...tarballs],
    folder,
  );
  writeFileSync(join(folder, 'film.yaml'), film);
}, 900_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the installed command says its version', () => {
  expect(run(command(), ['--version'], folder).stdout.trim()).toBe(version);
});

test('the installed command validates, plans and renders a film', () => {
  run(command(), ['validate', 'film.yaml'], folder);
  expect(run(command(), ['plan', 'film.yaml'], folder).stdout).toContain('only');
  run(command(), ['render', 'film.yaml'], folder);
  expect(existsSync(join(folder, 'film.mp4'))).toBe(true);
});

test('the installed command writes a first storyboard that holds, and previews a film', () => {
  run(command(), ['init', 'first'], folder);
  run(command(), ['validate', join('first', 'film.yaml')], folder);
  run(command(), ['preview', 'film.yaml', '--contact-sheet', 'sheet.png'], folder);
  expect(existsSync(join(folder, 'film.preview.mp4'))).toBe(true);
  expect(existsSync(join(folder, 'sheet.png'))).toBe(true);
});

test.each(packageNames)('@storyboard/%s can be imported, and its types can be used', (name) => {
  const listed = run(
    process.execPath,
    ['--eval', `import('@storyboard/${name}').then(() => console.log('here'))`],
    folder,
  );
  expect(listed.stdout).toBe('here\n');

  writeFileSync(
    join(folder, `${name}.ts`),
    `import * as names from '@storyboard/${name}';\nexport const all = names;\n`,
  );
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const settings = ['--noEmit', '--strict', '--module', 'nodenext', '--types', '', '--skipLibCheck'];
  run(process.execPath, [compiler, ...settings, `${name}.ts`], folder);
});

test('a tarball has the licence and both forms of the code, and neither tests nor build records', () => {
  for (const name of packageNames) {
    const files = packed.get(`@storyboard/${name}`) ?? [];
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']),
    );
    expect(files.filter((path) => /\.test\.|tsbuildinfo$/.test(path))).toEqual([]);
  }
});

function command(): string {
  return join(folder, 'node_modules', '.bin', 'storyboard');
}

/** Runs a command that has to end well; where it does not, the failure shows all that it wrote. */
function run(name: string, args: readonly string[], cwd: string) {
  const ended = spawnSync(name, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  expect(
    { ...ended, code: ended.status },
    `${name} ${args.join(' ')}\n${ended.stderr}\n${ended.stdout}`,
  ).toMatchObject({ code: 0 });
  return ended;
}
