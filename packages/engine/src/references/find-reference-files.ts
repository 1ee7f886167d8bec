import {
  type Catalogue,
  type Diagnostic,
  type Locator,
  type ModelSpec,
  placeOf,
  type ResolvedReference,
  type ResolvedStoryboard,
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

/**
 * Finds every file that the shots' references and the soundtrack name: inside the project folder, a regular file that can
 * be read, and not above what the models take. The bytes are not read.
 */
export async function findReferenceFiles(
  storyboard: ResolvedStoryboard,
  project: Project,
  catalogue: Catalogue,
): Promise<FoundReferences> {
  const uses = usesOf(storyboard);
  const paths = [...new Set(uses.map(({ path }) => path))];
  const looked = await pLimit(CONCURRENT_FILES).map(
    paths,
    async (path) => [path, await lookAt(project, path)] as const,
  );
  const found = new Map(looked);
  const limits = sizeLimits(storyboard, catalogue);
  const diagnostics = uses.flatMap(({ path, at, reference }) => {
    const file = found.get(path);
    if (file === undefined) return [];
    const place = placeOf(project.sources, at, 'value');
    if ('refusal' in file) return { ...file.refusal, place };
    if (reference === undefined) return [];
    const problems = sizeProblems(reference, file.sizeBytes, limits.get(reference.name) ?? []);
    return problems.map((problem) => ({ ...problem, place }));
  });
  return {
    files: new Map([...found].flatMap(([path, file]) => ('refusal' in file ? [] : [[path, file] as const]))),
    diagnostics: diagnostics.map((diagnostic) => showDiagnostic(project, diagnostic)),
  };
}

type Use = { readonly path: string; readonly at: Locator; readonly reference: ResolvedReference | undefined };

/** References that no shot uses are not looked at: they decide nothing. */
function usesOf(storyboard: ResolvedStoryboard): readonly Use[] {
  const names = new Set(storyboard.shots.flatMap((shot) => shot.references));
  const uses: Use[] = [];
  for (const reference of storyboard.references.values()) {
    const { name, source, kind } = reference;
    if (source.type !== 'file' || !names.has(name)) continue;
    const at = { ...reference.at, pointer: [...reference.at.pointer, kind] };
    uses.push({ path: source.path, at, reference });
  }
  const { music } = storyboard.soundtrack;
  if (music !== undefined) {
    const at = { ...music.at, pointer: [...music.at.pointer, 'file'] };
    uses.push({ path: music.path, at, reference: undefined });
  }
  return uses;
}

async function lookAt(
  project: Project,
  path: string,
): Promise<ReferenceFile | { readonly refusal: Diagnostic }> {
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
      return refuse('reference-not-found', `There is no file ${shown}.`, await hintFor(project, path));
    case 'unreadable':
      return refuse('reference-not-found', `${shown} cannot be read.`);
    case 'found':
      return openToSee(found.file, shown);
  }
}

async function openToSee(file: string, shown: string): Promise<ReferenceFile | { refusal: Diagnostic }> {
  try {
    const opened = await openRegularFile(file);
    if (opened.regular) {
      await opened.handle.close();
      const { sizeBytes, changedMs } = opened;
      return { file, sizeBytes, changedMs };
    }
    const what = opened.found === 'folder' ? 'a folder' : 'a device or a pipe';
    return refuse('reference-not-found', `${shown} is ${what}, not a file.`);
  } catch {
    return refuse('reference-not-found', `${shown} cannot be read.`, 'Look at its permissions.');
  }
}

/** What each model that a reference would be sent to takes at most, by reference name. */
function sizeLimits(
  storyboard: ResolvedStoryboard,
  catalogue: Catalogue,
): ReadonlyMap<string, ReadonlySet<ModelSpec>> {
  const models = new Map(
    catalogue.flatMap(({ id, models }) => models.map((model) => [`${id} ${model.id}`, model] as const)),
  );
  const limits = new Map<string, Set<ModelSpec>>();
  for (const shot of storyboard.shots) {
    for (const name of shot.references) {
      const known = limits.get(name) ?? new Set();
      for (const { provider, model } of shot.routes) {
        const spec = models.get(`${provider} ${model}`);
        if (spec !== undefined) known.add(spec);
      }
      limits.set(name, known);
    }
  }
  return limits;
}

function sizeProblems(
  { name, kind }: ResolvedReference,
  sizeBytes: number,
  models: Iterable<ModelSpec>,
): readonly Diagnostic[] {
  return [...models].flatMap((model) => {
    const { maxBytes } = model.references[kind];
    if (maxBytes === undefined || sizeBytes <= maxBytes) return [];
    return {
      code: 'reference-too-large',
      severity: 'error',
      message: `The ${kind} of the reference ${name} has ${sizeBytes} bytes; ${model.title} takes at most ${maxBytes}.`,
      hint: 'Shorten or compress the file.',
    };
  });
}

async function hintFor(project: Project, path: string): Promise<string | undefined> {
  const nearest = await nearestFile(project, path);
  return nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
}

function refuse(code: Diagnostic['code'], message: string, hint?: string): { readonly refusal: Diagnostic } {
  return {
    refusal: { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }) },
  };
}
