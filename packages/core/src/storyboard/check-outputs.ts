import type { Report } from './problem.ts';
import type { ResolvedReference, ResolvedStoryboard } from './resolved.ts';

/** A file that a storyboard names, and what it is in a sentence. */
export type FileRead = { readonly path: string; readonly what: string };

/**
 * Complains about what would be written over a file that the storyboard reads, or over something else that is written, and
 * about paths that need a folder where one of those is a file.
 */
export function checkOutputs(
  output: ResolvedStoryboard['output'],
  read: readonly FileRead[],
  root: string,
  report: Report,
): void {
  // Some file systems do not tell upper from lower case.
  const taken = new Map(read.toReversed().map((file) => [file.path.toLowerCase(), file]));
  for (const { path, name, what, key } of filesWritten(output)) {
    const message = whyNot(path, taken);
    if (message === undefined) {
      taken.set(path.toLowerCase(), { path, what });
      continue;
    }
    report({
      code: 'output-overwrites',
      severity: 'error',
      message: `${name} ${message}.`,
      hint: `Give ${what} another name: \`output: { ${key}: … }\`.`,
      // Where the file is written as a text of its own there is nothing below it, and the place is that text.
      at: { path: root, pointer: ['output', key, ...(key === 'file' ? [] : ['file'])] },
    });
  }
}

/** The rest of a sentence about a path that cannot be written to. */
function whyNot(path: string, taken: ReadonlyMap<string, FileRead>): string | undefined {
  const place = path.toLowerCase();
  const same = taken.get(place);
  if (same !== undefined) return `would be written over ${same.what}, ${path}`;
  for (const [other, file] of taken) {
    if (place.startsWith(`${other}/`)) return `would need a folder where ${file.what} is, ${file.path}`;
    if (other.startsWith(`${place}/`))
      return `would be written where ${file.what} needs a folder, ${file.path}`;
  }
  return undefined;
}

type FileWritten = {
  readonly path: string;
  /** At the beginning of a sentence, and within one. */
  readonly name: string;
  readonly what: string;
  readonly key: string;
};

function filesWritten({ file, deliveries }: ResolvedStoryboard['output']): readonly FileWritten[] {
  const { poster, gif, contactSheet } = deliveries;
  const written = (path: string | undefined, what: string, key: string) =>
    path === undefined ? [] : [{ path, name: what.replace(/^t/, 'T'), what, key }];
  return [
    ...written(file, 'the film', 'file'),
    ...written(poster?.file, 'the poster', 'poster'),
    ...written(gif?.file, 'the GIF', 'gif'),
    ...written(contactSheet, 'the contact sheet', 'contact_sheet'),
  ];
}

/** The files that a storyboard reads beside itself. */
export function filesRead(
  references: ReadonlyMap<string, ResolvedReference>,
  soundtrack: ResolvedStoryboard['soundtrack'],
): readonly FileRead[] {
  const files = [...references.values()].flatMap(({ name, source }) =>
    source.type === 'file' ? [{ path: source.path, what: `the file of the reference \`${name}\`` }] : [],
  );
  return soundtrack.music === undefined
    ? files
    : [...files, { path: soundtrack.music.path, what: 'the music' }];
}
