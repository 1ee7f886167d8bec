import { checkContinuity } from './check-continuity.ts';
import { checkFades } from './check-fades.ts';
import { checkIds } from './check-ids.ts';
import { checkOutputs, filesRead } from './check-outputs.ts';
import { checkPosterTime } from './check-poster-time.ts';
import type { CheckInput } from './check-storyboard.ts';
import { checkTransitions } from './check-transitions.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import type { LooseDocument } from './form/check-form.ts';
import type { ProblemList, Report } from './problem.ts';
import { resolveFilm } from './resolve-film.ts';
import { resolveReferences } from './resolve-references.ts';
import { type KnownRoute, resolveRoutes } from './resolve-routes.ts';
import { resolveShot } from './resolve-shot.ts';
import type { Locator, ResolvedShot, ResolvedStoryboard } from './resolved.ts';
import { modelCheck } from './rules/check-model.ts';
import { type ShotSettings, shotSettings } from './shot-settings.ts';
import type { Spliced } from './splice-shots.ts';

/** Fills in every default, links every name and applies every rule; whatever is wrong is reported. */
export function resolveStoryboard(
  spliced: Spliced,
  input: Pick<CheckInput, 'root' | 'catalogue' | 'provider'>,
  list: ProblemList,
): ResolvedStoryboard {
  const { root, catalogue } = input;
  const { report } = list;
  const { document } = spliced;
  const film = resolveFilm(document, root, report);
  const references = resolveReferences(document, root, report);
  const surroundings = {
    output: { ...film.output, fit: document.output?.fit ?? DEFAULT_SETTINGS.fit },
    references,
    isDeclared: (name: string) => references.has(name) || spliced.isDeclared(name),
    shotIds: new Set(spliced.shots.flatMap(({ shot }) => shot.id ?? [])),
    catalogue,
    report,
  };
  const routesOf = routeMemory(input, report);
  const checkModel = modelCheck(references, report);
  const settings = spliced.shots.map(({ shot, at }) => shotSettings(shot, at, document, root));
  const shots = settings.map((own) => {
    const routes = routesOf(own);
    const shot = resolveShot(own, routes, surroundings);
    const where = (name: string, inner?: readonly string[]) => whereSet(name, own, document, root, inner);
    for (const route of routes) checkModel(shot, route, where);
    return shot;
  });
  checkIds(shots, report);
  const isWhole = spliced.whole && shots.every(({ id }) => id !== '');
  checkContinuity(shots, isWhole, report);
  checkTransitions(shots, film.output, report, (index, name) => {
    const own = settings[index];
    return own === undefined ? { path: root, pointer: [] } : whereSet(name, own, document, root);
  });
  if (isWhole) checkMatch(shots[0], settings[0], report);
  const read = spliced.files.map((path) => ({ path, what: 'the storyboard’s own file' }));
  checkOutputs(film.output, [...read, ...filesRead(references, film.soundtrack)], root, report);
  const storyboard = { path: root, ...film, references, shots };
  // Where something is wrong, the place that uses it may be what is wrong.
  if (spliced.whole && !list.hasErrors()) {
    checkUnused(shots, references, report);
    checkPosterTime(storyboard, report);
    checkFades(storyboard, report);
  }
  return storyboard;
}

/** As a default it is right: it is meant for the shots that follow. */
function checkMatch(first: ResolvedShot | undefined, own: ShotSettings | undefined, report: Report): void {
  if (first?.match === undefined || own?.isOwn('match') !== true) return;
  report({
    code: 'nothing-to-match',
    severity: 'warning',
    message: `\`${first.id}\` is the film’s first shot; there is none before it that it could match.`,
    hint: 'Take `match` out, or write it on the shot that comes after.',
    at: { path: own.at.path, pointer: [...own.at.pointer, 'match'] },
  });
}

/** Where a setting of a shot is written; where it is nowhere, what stands for it: the output, the model, the shot. */
function whereSet(
  name: string,
  settings: ShotSettings,
  document: LooseDocument,
  root: string,
  inner?: readonly string[],
): Locator {
  const stated = settings.whereStated(name, inner);
  if (stated !== undefined) return stated;
  const output: object = document.output ?? {};
  if (Object.hasOwn(output, name)) return { path: root, pointer: ['output', name] };
  return settings.whereStated('model') ?? settings.whereStated('provider') ?? settings.at;
}

/** Many shots inherit their provider and model; such a wish is looked up once. */
function routeMemory(
  { root, catalogue, provider }: Pick<CheckInput, 'root' | 'catalogue' | 'provider'>,
  report: Report,
): (settings: ShotSettings) => readonly KnownRoute[] {
  let inherited: readonly KnownRoute[] | undefined;
  return ({ written, at, whereStated, isOwn }) => {
    const { model } = written;
    const providerAt = provider === undefined ? (whereStated('provider') ?? at) : { path: root, pointer: [] };
    const modelAt = whereStated('model') ?? whereStated('provider') ?? at;
    const wanted = provider ?? written.provider ?? DEFAULT_SETTINGS.provider;
    const isInherited = providerAt !== at && !isOwn('provider') && modelAt !== at && !isOwn('model');
    if (isInherited && inherited !== undefined) return inherited;
    const providers =
      typeof wanted === 'string'
        ? [{ id: wanted, at: providerAt }]
        : wanted.map((id, index) => ({
            id,
            at: { path: providerAt.path, pointer: [...providerAt.pointer, index] },
          }));
    const routes = resolveRoutes({ providers, model, modelAt }, catalogue, report);
    if (isInherited) inherited = routes;
    return routes;
  };
}

function checkUnused(
  shots: readonly ResolvedShot[],
  references: ResolvedStoryboard['references'],
  report: Report,
): void {
  const used = new Set(shots.flatMap((shot) => shot.references));
  for (const { name, at } of references.values()) {
    if (used.has(name)) continue;
    report({
      code: 'unused-reference',
      severity: 'info',
      message: `No shot uses the reference \`${name}\`.`,
      at: { ...at, target: 'key' },
    });
  }
}
