import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FREE_FILM } from '../testing/films.ts';
import { projectFolder } from '../testing/project-folder.ts';
import { runStoryboard } from '../testing/run-storyboard.ts';
import { codeCacheFolder } from './code-cache.ts';

async function validate(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const ended = await runStoryboard(['validate', 'film.yaml'], {
    folder,
    environment: { XDG_CACHE_HOME: join(folder, 'cache'), ...environment },
  });
  expect(ended).toMatchObject({ code: 0, stderr: '', stdout: '✓ film.yaml  2 shots, 1 s\n' });
}

/** What is kept in a folder, by name, with the time it was written. */
function kept(folder: string): readonly (readonly [string, number])[] {
  const code = join(folder, 'cache', 'storyboard', 'code');
  return readdirSync(code).map((name) => [name, statSync(join(code, name)).mtimeMs]);
}

test('the first run keeps the code it used, the next ones take it as it is', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  await validate(folder.path);
  const first = kept(folder.path);
  expect(first).toEqual([
    [expect.stringMatching(/^validate\.cjs-v[\d.]+-\w+-[0-9a-f]{16}$/), expect.any(Number)],
  ]);
  await validate(folder.path);
  expect(kept(folder.path)).toEqual(first);
});

test('code that cannot be used is replaced, and that of earlier builds is cleared away', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  await validate(folder.path);
  const code = join(folder.path, 'cache', 'storyboard', 'code');
  const [[name] = ['']] = kept(folder.path);
  const good = readFileSync(join(code, name));
  const earlier = name.replace(/[0-9a-f]{16}$/, '0123456789abcdef');
  for (const bad of [
    Buffer.from('nonsense'),
    Buffer.alloc(good.length),
    good.subarray(0, 1000),
    Buffer.alloc(0),
  ]) {
    writeFileSync(join(code, name), bad);
    writeFileSync(join(code, earlier), bad);
    await validate(folder.path);
    expect(readFileSync(join(code, name)).length).toBeGreaterThan(good.length / 2);
    expect(readdirSync(code)).toEqual([name]);
  }
});

test.skipIf(process.getuid === undefined)(
  'a folder that others can write to is neither read nor written',
  async () => {
    using folder = projectFolder({ 'film.yaml': FREE_FILM });
    await validate(folder.path);
    const code = join(folder.path, 'cache', 'storyboard', 'code');
    const [[name] = ['']] = kept(folder.path);
    writeFileSync(join(code, name), 'planted');
    chmodSync(code, 0o777);
    await validate(folder.path);
    expect(readFileSync(join(code, name), 'utf8')).toBe('planted');
  },
);

test('the folder is the user’s alone', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  await validate(folder.path);
  expect(statSync(join(folder.path, 'cache', 'storyboard', 'code')).mode & 0o777).toBe(
    process.platform === 'win32' ? 0o666 : 0o700,
  );
});

test('without a place to keep code, or with none wanted, the command runs all the same', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM, file: '' });
  await validate(folder.path, { NODE_DISABLE_COMPILE_CACHE: '1' });
  await validate(folder.path, { XDG_CACHE_HOME: join(folder.path, 'file') });
  await validate(folder.path, { XDG_CACHE_HOME: '', HOME: 'relative', LOCALAPPDATA: '' });
  mkdirSync(join(folder.path, 'cache', 'storyboard'), { recursive: true });
  writeFileSync(join(folder.path, 'cache', 'storyboard', 'code'), 'a file in its place');
  await validate(folder.path);
  expect(readdirSync(folder.path).sort()).toEqual(['cache', 'file', 'film.yaml']);
});

test.skipIf(process.platform === 'win32')('the folder is where the system keeps caches', () => {
  expect(codeCacheFolder({ HOME: '/home/me' }, 'linux')).toBe('/home/me/.cache/storyboard/code');
  expect(codeCacheFolder({ HOME: '/Users/me' }, 'darwin')).toBe('/Users/me/Library/Caches/storyboard/code');
  expect(codeCacheFolder({ HOME: '/home/me', XDG_CACHE_HOME: '/c' }, 'linux')).toBe('/c/storyboard/code');
  expect(codeCacheFolder({ HOME: '/home/me', XDG_CACHE_HOME: 'c' }, 'linux')).toBe(
    '/home/me/.cache/storyboard/code',
  );
  expect(codeCacheFolder({ HOME: 'me' }, 'linux')).toBeUndefined();
  expect(codeCacheFolder({}, 'linux')).toBeUndefined();
  expect(codeCacheFolder({ HOME: '/home/me', NODE_DISABLE_COMPILE_CACHE: '1' }, 'linux')).toBeUndefined();
});

test('what Node compiles is kept there too, and never in the temporary folder that all users share', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM, 'tmp/.keep': '' });
  await validate(folder.path, { NODE_COMPILE_CACHE: '', TMPDIR: join(folder.path, 'tmp') });
  expect(readdirSync(join(folder.path, 'cache', 'storyboard')).sort()).toEqual(['code', 'modules']);
  expect(readdirSync(join(folder.path, 'cache', 'storyboard', 'modules'))).not.toEqual([]);
  expect(readdirSync(join(folder.path, 'tmp'))).toEqual(['.keep']);
});

test('a cache where no folder can be made does not keep the command waiting', async () => {
  using folder = projectFolder({ 'film.yaml': FREE_FILM });
  await validate(folder.path, { XDG_CACHE_HOME: '/proc/none/cache' });
});
