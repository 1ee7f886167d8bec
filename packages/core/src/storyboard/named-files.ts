import type { Catalogue, ModelSpec } from '../provider/model.ts';
import { resolveProjectPath } from './project-path.ts';
import type { Locator, ResolvedReference, ResolvedStoryboard } from './resolved.ts';

/** A file of the project that a storyboard names beside its scene files. */
export type NamedFile = {
  /** Relative to the project folder. */
  readonly path: string;
  /** Where the path is written. */
  readonly at: Locator;
  /** The reference whose bytes it holds; absent for the music. */
  readonly reference: ResolvedReference | undefined;
  /** The models that it would be sent to. */
  readonly models: readonly ModelSpec[];
};

/**
 * The files that references and soundtrack name. A reference that no shot uses decides nothing and is left out, unless
 * something else is wrong (`isRight` is false): then the shot that uses it may be what is wrong. Paths that leave the
 * project are left out too; they have had their complaint.
 */
export function namedFiles(
  { references, shots, soundtrack }: ResolvedStoryboard,
  catalogue: Catalogue,
  isRight: boolean,
): readonly NamedFile[] {
  const models = modelsByReference(shots, catalogue);
  const files: NamedFile[] = [];
  for (const reference of references.values()) {
    const { name, source, kind, at } = reference;
    const sentTo = models.get(name);
    if (source.type !== 'file' || (isRight && sentTo === undefined)) continue;
    const place = { ...at, pointer: [...at.pointer, kind] };
    files.push({ path: source.path, at: place, reference, models: [...(sentTo ?? [])] });
  }
  const { music } = soundtrack;
  if (music !== undefined) {
    const place = { ...music.at, pointer: [...music.at.pointer, 'file'] };
    files.push({ path: music.path, at: place, reference: undefined, models: [] });
  }
  return files.filter(({ path }) => resolveProjectPath('', path) !== undefined);
}

/** For every reference that a shot uses, the models that the shots would send it to. */
function modelsByReference(
  shots: ResolvedStoryboard['shots'],
  catalogue: Catalogue,
): ReadonlyMap<string, ReadonlySet<ModelSpec>> {
  const known = new Map(
    catalogue.flatMap(({ id, models }) => models.map((model) => [`${id} ${model.id}`, model] as const)),
  );
  const found = new Map<string, Set<ModelSpec>>();
  for (const { references, routes } of shots) {
    for (const name of references) {
      const models = found.get(name) ?? new Set();
      for (const { provider, model } of routes) {
        const spec = known.get(`${provider} ${model}`);
        if (spec !== undefined) models.add(spec);
      }
      found.set(name, models);
    }
  }
  return found;
}
