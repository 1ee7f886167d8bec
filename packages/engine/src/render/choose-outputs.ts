import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import {
  CODEC_NAMES,
  type Diagnostic,
  filmExtension,
  placeOf,
  type ResolvedStoryboard,
  StoryboardError,
} from '@storyboard/core';
import { storeFolderAt } from '../artifacts/open-store-folder.ts';
import { LEDGER_FILE } from '../ledger/ledger-trouble.ts';
import { lockPath } from '../lock-file/lock-path.ts';
import { isInside } from '../project/find-project-file.ts';
import { type Project, showDiagnostic, showPath } from '../project/project.ts';
import type { ReferenceFile } from '../references/find-reference-files.ts';

/** Where a render writes, as absolute paths; absent what nobody asked for. */
export type Outputs = {
  readonly film: string;
  readonly poster: string | undefined;
  readonly gif: string | undefined;
  readonly contactSheet: string | undefined;
};

/** What the outputs of a storyboard are chosen by. */
export type OutputsInput = {
  readonly project: Project;
  readonly storyboard: ResolvedStoryboard;
  /** Files of references. */
  readonly files: ReadonlyMap<string, ReferenceFile>;
  /** Absolute path. */
  readonly storeFolder: string;
  /** The film's file as the user named it, anywhere on his disk. */
  readonly outFile: string | undefined;
  readonly contactSheet: string | undefined;
  /** Whether the film is a draft, which is no film to make a poster of. */
  readonly draft?: boolean | undefined;
  /** Stands before the extension of the storyboard's `output.file`, such as `.preview`. */
  readonly suffix: string;
};

/**
 * Decides where the film and what is made beside it are written: never over a file of the storyboard, into the store or
 * over one another, and inside the project folder unless the user himself names another place. What the storyboard wants
 * beside its film is left alone by a draft and by a film that goes elsewhere. What is wrong with the storyboard's own
 * `output` is a diagnostic.
 *
 * @throws StoryboardError `usage` for a place that the user named
 */
export async function chooseOutputs(input: OutputsInput): Promise<Outputs | Diagnostic> {
  const { output } = input.storyboard;
  const film = output.file.replace(/\.\w+$/, `${input.suffix}$&`);
  const { poster, gif, contactSheet } = (await isOwnFilm(input, film)) ? output.deliveries : NOTHING;
  const wanted: readonly Wanted[] = [
    { name: 'film', flag: '--out', named: input.outFile, written: film, keys: ['file'] },
    {
      name: 'contactSheet',
      flag: '--contact-sheet',
      named: input.contactSheet,
      written: contactSheet,
      keys: ['contact_sheet'],
    },
    { name: 'poster', written: poster?.file, keys: ['poster', 'file'] },
    { name: 'gif', written: gif?.file, keys: ['gif', 'file'] },
  ];
  const taken = await takenPlaces(input);
  const files = new Set(taken.files);
  const chosen = new Map<keyof Outputs, string>();
  for (const one of wanted) {
    const place = await choosePlace(one, input, { ...taken, files });
    if (place === undefined) continue;
    if (typeof place !== 'string') return place;
    files.add(await realPlace(place));
    chosen.set(one.name, place);
  }
  return {
    film: chosen.get('film') ?? join(input.project.folder, film),
    poster: chosen.get('poster'),
    gif: chosen.get('gif'),
    contactSheet: chosen.get('contactSheet'),
  };
}

const NOTHING: ResolvedStoryboard['output']['deliveries'] = {
  poster: undefined,
  gif: undefined,
  contactSheet: undefined,
};

/** Whether the film is the one that the storyboard's poster and GIF show. */
async function isOwnFilm({ project, outFile, draft }: OutputsInput, film: string): Promise<boolean> {
  if (draft === true) return false;
  if (outFile === undefined) return true;
  return (await realPlace(resolve(outFile))) === (await realPlace(join(project.folder, film)));
}

/** A file that may be written: as the user named it by a flag, or else as the storyboard has it in its `output`. */
type Wanted = {
  readonly name: keyof Outputs;
  readonly flag?: string;
  readonly named?: string | undefined;
  readonly written: string | undefined;
  readonly keys: readonly string[];
};

/** Real places that nothing is written to. */
type Taken = {
  readonly files: ReadonlySet<string>;
  /** Nor to anything below these. */
  readonly folders: readonly string[];
};

async function takenPlaces({ project, files, storeFolder }: OutputsInput): Promise<Taken> {
  const sources = [...project.sources.keys()].map((path) => join(project.folder, path));
  const references = [...files.values()].map(({ file }) => file);
  const stores = [storeFolder, join(project.folder, '.storyboard')].map((folder) =>
    storeParts(folder, project),
  );
  return {
    files: new Set(await Promise.all([...sources, ...references, lockPath(project)].map(realPlace))),
    folders: await Promise.all(stores.flat().map(realPlace)),
  };
}

/** A store that was put around the project leaves the project's own files their places. */
function storeParts(folder: string, project: Project): readonly string[] {
  if (!isInside(folder, project.folder)) return [folder];
  const { temporary, runs, objects, cache } = storeFolderAt(folder);
  return [temporary, runs, objects, cache, join(folder, LEDGER_FILE)];
}

async function choosePlace(
  { name, flag, named, written, keys }: Wanted,
  { project, storyboard }: OutputsInput,
  taken: Taken,
): Promise<string | Diagnostic | undefined> {
  if (named !== undefined && flag !== undefined) {
    const file = await namedOutput(flag, named, taken);
    if (name === 'film') requireExtension(named, storyboard.output.codec);
    return file;
  }
  if (written === undefined) return undefined;
  const file = join(project.folder, written);
  const shown = showPath(project, written);
  const problem = isInside(project.folder, await realPlace(dirname(file)))
    ? await problemWith(file, shown, taken)
    : ({
        code: 'path-outside-project',
        message: `${shown} is outside the project, by a symbolic link.`,
      } as const);
  if (problem === undefined) return file;
  const place = placeOf(project.sources, { path: project.root, pointer: ['output', ...keys] });
  return showDiagnostic(project, { ...problem, severity: 'error', place });
}

async function namedOutput(flag: string, written: string, taken: Taken): Promise<string> {
  const file = resolve(written);
  const problem = await problemWith(file, written, taken);
  if (problem === undefined) return file;
  throw new StoryboardError('usage', `${flag}: ${problem.message}`, { hint: 'Name another file.' });
}

/** Players go by the name of a file. */
function requireExtension(named: string, codec: ResolvedStoryboard['output']['codec']): void {
  const wanted = filmExtension(codec);
  if (extname(named).toLowerCase() === wanted) return;
  throw new StoryboardError(
    'usage',
    `--out: A film in ${CODEC_NAMES[codec]} must end in ${wanted}, not ${named}.`,
    {
      hint: `Name it ${basename(named, extname(named))}${wanted}, or change the storyboard’s \`output.codec\`.`,
    },
  );
}

async function problemWith(
  file: string,
  shown: string,
  { files, folders }: Taken,
): Promise<Pick<Diagnostic, 'code' | 'message'> | undefined> {
  const place = await realPlace(file);
  if (files.has(place)) {
    return {
      code: 'output-overwrites',
      message: `${shown} is in use by this storyboard; nothing is written over it.`,
    };
  }
  if ([...files].some((other) => isInside(other, place) || isInside(place, other))) {
    return {
      code: 'output-overwrites',
      message: `${shown} would need a folder where this storyboard has a file, or be a file where it has a folder.`,
    };
  }
  if (folders.some((folder) => isInside(folder, place))) {
    return {
      code: 'output-overwrites',
      message: `${shown} is in the store, which keeps what was made and paid for; nothing else is written there.`,
    };
  }
  return (await isFolder(file))
    ? { code: 'wrong-form', message: `${shown} is a folder, not a file.` }
    : undefined;
}

/** The real path that a file has or, where its folders are not there yet, would have. */
async function realPlace(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    const folder = dirname(file);
    return folder === file ? file : join(await realPlace(folder), basename(file));
  }
}

async function isFolder(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isDirectory();
  } catch {
    return false;
  }
}
