import {
  type Diagnostic,
  type DiagnosticCode,
  LOOK_BYTES,
  type MediaLook,
  mediaLook,
  type NamedFile,
  placeOf,
} from '@storyboard/core';
import pLimit from 'p-limit';
import { openRegularFile } from '../files/open-regular-file.ts';
import { findProjectFile } from '../project/find-project-file.ts';
import { nearestFile } from '../project/nearest-file.ts';
import { type Project, showDiagnostic, showPath } from '../project/project.ts';

/** A file of the project that a reference or the soundtrack names. */
export type ReferenceFile = {
  /** Real path. */
  readonly file: string;
  readonly sizeBytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly changedMs: number;
};

/** The files that a storyboard uses, by their path in the project, and what is wrong with the others. */
export type FoundReferences = {
  readonly files: ReadonlyMap<string, ReferenceFile>;
  readonly diagnostics: readonly Diagnostic[];
};

/** How many files are looked at at once. */
const CONCURRENT_FILES = 16;

/** Enough to work through; a generated storyboard can name as many files as it has lines. */
const MOST_TOLD = 1000;

/**
 * Finds the files that a storyboard names: inside the project folder, a regular file that can be read, and not above what
 * the models take. Of the bytes only the first are read, to see whether they are an image or a clip at all.
 */
export async function findReferenceFiles(
  named: readonly NamedFile[],
  project: Project,
): Promise<FoundReferences> {
  const limit = pLimit(CONCURRENT_FILES);
  const paths = [...new Set(named.map(({ path }) => path))];
  const looked = await limit.map(paths, async (path) => [path, await lookAt(project, path)] as const);
  const found = new Map(looked);
  const problems = named.flatMap((name) => {
    const looked = found.get(name.path);
    if (looked === undefined) return [];
    const own =
      'refusal' in looked
        ? [looked.refusal]
        : [...lookProblems(name, looked.look, project), ...sizeProblems(name, looked.file.sizeBytes)];
    return own.map((problem) => ({ ...problem, at: name.at }));
  });
  const told = await limit.map(problems.slice(0, MOST_TOLD), (problem) => tell(project, problem));
  return {
    files: new Map(
      [...found].flatMap(([path, looked]) => ('refusal' in looked ? [] : [[path, looked.file] as const])),
    ),
    diagnostics: [...told, ...beyond(problems.length - told.length, project)],
  };
}

/** What is wrong with a file, wherever it is named. */
type Problem = {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** A function where finding the hint takes long; it is asked only for problems that are told. */
  readonly hint?: string | (() => Promise<string | undefined>);
};

/** A file that can be used, with what its first bytes say it is, or why it cannot. */
type Looked = { readonly file: ReferenceFile; readonly look: MediaLook } | { readonly refusal: Problem };

async function lookAt(project: Project, path: string): Promise<Looked> {
  const shown = showPath(project, path);
  const found = findProjectFile(project.folder, path);
  switch (found.status) {
    case 'outside':
      return refuse(
        'path-outside-project',
        `${shown} is a symbolic link to a file outside the project folder.`,
        'Put the file itself into the project folder.',
      );
    case 'missing':
      return refuse('reference-not-found', `There is no file ${shown}.`, () => hintFor(project, path));
    case 'unreadable':
      return refuse('reference-not-found', `${shown} cannot be read.`);
    case 'found':
      return openToSee(found.file, shown);
  }
}

async function openToSee(file: string, shown: string): Promise<Looked> {
  try {
    const opened = await openRegularFile(file);
    if (opened.regular) {
      await using handle = opened.handle;
      const { sizeBytes, changedMs } = opened;
      const { buffer, bytesRead } = await handle.read(new Uint8Array(LOOK_BYTES), 0, LOOK_BYTES, 0);
      return { file: { file, sizeBytes, changedMs }, look: mediaLook(buffer.subarray(0, bytesRead)) };
    }
    const what = opened.found === 'folder' ? 'a folder' : 'a device or a pipe';
    return refuse('reference-not-found', `${shown} is ${what}, not a file.`);
  } catch {
    return refuse('reference-not-found', `${shown} cannot be read.`, 'Look at its permissions.');
  }
}

function refuse(
  code: Problem['code'],
  message: string,
  hint?: Problem['hint'],
): { readonly refusal: Problem } {
  return { refusal: { code, message, ...(hint === undefined ? {} : { hint }) } };
}

async function hintFor(project: Project, path: string): Promise<string | undefined> {
  const nearest = await nearestFile(project, path);
  return nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
}

function lookProblems({ reference, path }: NamedFile, look: MediaLook, project: Project): readonly Problem[] {
  const wanted = reference === undefined ? 'music' : reference.kind === 'image' ? 'image' : 'clip';
  // There is music in MP4 files, too.
  if (look === wanted || (wanted === 'music' && look === 'clip')) return [];
  const known = look === 'something else' ? '' : `; it looks like ${LOOKS[look]}`;
  const isOtherKind = look === 'image' || look === 'clip';
  const hint =
    isOtherKind && reference !== undefined
      ? `Write \`${look === 'image' ? 'image' : 'video'}:\` instead of \`${reference.kind}:\`, or name another file.`
      : `Name ${FORMS[wanted]}.`;
  const message = `${showPath(project, path)} is no ${wanted}${known}.`;
  return [{ code: 'reference-not-media', message, hint }];
}

const LOOKS: Readonly<Record<Exclude<MediaLook, 'something else'>, string>> = {
  clip: 'a clip',
  empty: 'an empty file',
  image: 'an image',
  music: 'music',
  playlist: 'a playlist',
  text: 'text',
  'web page': 'a web page',
};

const FORMS = {
  image: 'a PNG, JPEG, WebP, BMP, GIF, AVIF or HEIC file',
  clip: 'an MP4, QuickTime, WebM or Matroska file',
  music: 'an MP3, WAVE, FLAC, Ogg, AAC or M4A file',
} as const;

function sizeProblems({ reference, models }: NamedFile, sizeBytes: number): readonly Problem[] {
  if (reference === undefined) return [];
  const { name, kind } = reference;
  return models.flatMap((model) => {
    const { maxBytes } = model.references[kind];
    if (maxBytes === undefined || sizeBytes <= maxBytes) return [];
    return {
      code: 'reference-too-large',
      message: `The ${kind} of the reference ${name} has ${sizeBytes} bytes; ${model.title} takes at most ${maxBytes}.`,
      hint: 'Shorten or compress the file.',
    };
  });
}

async function tell(
  project: Project,
  { code, message, hint: written, at }: Problem & Pick<NamedFile, 'at'>,
): Promise<Diagnostic> {
  const hint = typeof written === 'function' ? await written() : written;
  const place = placeOf(project.sources, at);
  return showDiagnostic(project, {
    code,
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
    place,
  });
}

function beyond(count: number, project: Project): readonly Diagnostic[] {
  if (count === 0) return [];
  const message = `There are ${count} more files that cannot be used than are listed here.`;
  const place = placeOf(project.sources, { path: project.root, pointer: ['references'] }, 'key');
  const hint = 'Mend these first.';
  return [showDiagnostic(project, { code: 'too-many-problems', severity: 'error', message, hint, place })];
}
