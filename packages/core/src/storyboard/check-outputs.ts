import type { Report } from './problem.ts';
import type { ResolvedReference, ResolvedStoryboard } from './resolved.ts';

/** A file that a storyboard names, and what it is in a sentence. */
export type FileRead = { readonly path: string; readonly what: string };

/** Complains about what would be written over a file that the storyboard reads, or over something else that is written. */
export function checkOutputs(
  output: ResolvedStoryboard['output'],
  read: readonly FileRead[],
  root: string,
  report: Report,
): void {
  // Some file systems do not tell upper from lower case.
  const taken = new Map(read.toReversed().map(({ path, what }) => [path.toLowerCase(), what]));
  for (const { path, name, what, key } of filesWritten(output)) {
    const place = path.toLowerCase();
    const other = taken.get(place);
    if (other === undefined) {
      taken.set(place, what);
      continue;
    }
    report({
      code: 'output-overwrites',
      severity: 'error',
      message: `${name} would be written over ${other}, ${path}.`,
      hint: `Give ${what} another name: \`output: { ${key}: … }\`.`,
      // Where the file is written as a text of its own there is nothing below it, and the place is that text.
      at: { path: root, pointer: ['output', key, ...(key === 'file' ? [] : ['file'])] },
    });
  }
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
