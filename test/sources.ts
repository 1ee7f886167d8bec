import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The root of the repository. */
export const root = join(import.meta.dirname, '..');

/** The packages' folder names. */
export const packageNames = ['core', 'providers', 'renderer', 'engine', 'cli'] as const;

/** One of the packages. */
export type PackageName = (typeof packageNames)[number];

/** A source file of a package; `path` is from the root with forward slashes, `code` is `text` with its comments blanked. */
export type SourceFile = { readonly path: string; readonly text: string; readonly code: string };

/** The source files of a package, without its tests. */
export function sourcesOf(name: PackageName): readonly SourceFile[] {
  const folder = join(root, 'packages', name);
  return ['src', 'bin']
    .flatMap((part) => filesBelow(join(folder, part)))
    .filter((path) => /\.[jt]s$/.test(path) && !path.endsWith('.test.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path: relative(root, path).split(sep).join('/'), text, code: withoutComments(text) };
    });
}

/** The modules that a file names in imports and re-exports, static and dynamic. */
export function importsOf(code: string): readonly string[] {
  const patterns = [
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/gm,
    /^\s*import\s+['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
    /\brequire\(\s*['"]([^'"]+)['"]/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

/** Line breaks stay, so that a place in the result is the place in the file. Strings are stepped over. */
function withoutComments(text: string): string {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(token, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found));
}
