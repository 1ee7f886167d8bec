import { lstat, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { makeFolder } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { initText, type WrittenFile } from '../views/init-text.ts';
import { jsonText } from '../views/json-text.ts';
import { schemaText } from '../views/schema-text.ts';
import { FIRST_STORYBOARD, IGNORED_LINES } from './first-storyboard.ts';
import { writeTextFile } from './write-text-file.ts';

/** `storyboard init`: a first storyboard, its schema, and the lines for `.gitignore`; never over a storyboard. */
export async function init(
  terminal: Terminal,
  flags: { readonly json?: true },
  directory = '.',
): Promise<ExitCode> {
  const folder = join(terminal.folder, directory === '.' ? '' : relative(terminal.folder, directory));
  const shown = (name: string): string => {
    const path = join(directory, name);
    // What begins with a dash would be taken for a flag.
    return path.startsWith('-') ? `./${path}` : path;
  };
  const film = join(folder, 'film.yaml');
  if (await exists(film)) {
    throw new StoryboardError('usage', `${shown('film.yaml')} is there already; it is not written over.`, {
      hint: 'Choose another folder: storyboard init my-film',
    });
  }
  await makeProject(folder, directory);
  const written: WrittenFile[] = [];
  const write = async (name: string, text: string): Promise<void> => {
    const before = await readText(join(folder, name));
    if (before !== text) await writeTextFile(join(folder, name), text);
    const how = before === undefined ? 'written' : before === text ? 'unchanged' : 'changed';
    written.push({ file: shown(name), how });
  };
  await write('storyboard.schema.json', schemaText());
  await write('.gitignore', withLines((await readText(join(folder, '.gitignore'))) ?? '', IGNORED_LINES));
  await write('film.yaml', FIRST_STORYBOARD);
  terminal.print(
    flags.json === true
      ? jsonText({ files: written, exitCode: EXIT_CODES.done })
      : initText(written, shown('film.yaml'), terminal.results),
  );
  return EXIT_CODES.done;
}

/** The text with those of the lines at its end that it does not have yet. */
function withLines(text: string, lines: readonly string[]): string {
  const has = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\//, '')));
  const missing = lines.filter((line) => !has.has(line));
  if (missing.length === 0) return text;
  const ends = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : `${text}${ends}`;
  return `${before}${missing.map((line) => `${line}${ends}`).join('')}`;
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch {
    return false;
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    if (
      thrown instanceof Error &&
      'code' in thrown &&
      (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
    ) {
      return undefined;
    }
    throw thrown;
  }
}

async function makeProject(folder: string, typed: string): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw thrown;
    const file = await fileAmong(typed);
    const why = file === undefined || file === typed ? 'a folder is needed' : `${typed} cannot be made in it`;
    throw new StoryboardError('usage', `${file ?? typed} is a file; ${why}.`, { cause: thrown });
  }
}

/** The first part of a path that is there and no folder. */
async function fileAmong(typed: string): Promise<string | undefined> {
  const parent = dirname(typed);
  const above = parent === typed ? undefined : await fileAmong(parent);
  if (above !== undefined) return above;
  return (await isFile(typed)) ? typed : undefined;
}

async function isFile(path: string): Promise<boolean> {
  try {
    return !(await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
