import type { Catalogue } from '../provider/model.ts';
import { continuedReference } from './continuity.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import type { WrittenContinues, WrittenTransition } from './generated/storyboard-document.ts';
import { linkNames } from './link-names.ts';
import { parsePrompt } from './parse-prompt.ts';
import type { Report } from './problem.ts';
import type { KnownRoute } from './resolve-routes.ts';
import type {
  Continuity,
  Fit,
  ResolvedReference,
  ResolvedShot,
  ResolvedStoryboard,
  ResolvedTransition,
  ShotRoute,
} from './resolved.ts';
import type { ShotSettings } from './shot-settings.ts';

/** What resolving a shot needs to know of the rest of the storyboard. */
export type ShotSurroundings = {
  readonly output: ResolvedStoryboard['output'] & { readonly fit: Fit };
  readonly references: ReadonlyMap<string, ResolvedReference>;
  /** Whether a reference is declared, whatever else may be wrong with it. */
  readonly isDeclared: (name: string) => boolean;
  readonly shotIds: ReadonlySet<string>;
  readonly catalogue: Catalogue;
  readonly report: Report;
};

/** A shot with its defaults filled in and its names linked; what cannot be linked is reported. */
export function resolveShot(
  settings: ShotSettings,
  routes: readonly KnownRoute[],
  surroundings: ShotSurroundings,
): ResolvedShot {
  const { written, stated, at } = settings;
  const { output } = surroundings;
  const continues = continuity(written.continues, routes);
  const prompt = written.prompt?.trim() ?? '';
  const continuedName = continues === undefined ? undefined : continuedReference(continues).name;
  const isReference = (name: string) => surroundings.references.has(name);
  const parsed = parsePrompt(prompt, (name) => isReference(name) || name === continues?.shot);
  const references = linkNames({ settings, parsed, continues, surroundings });
  return {
    id: written.id ?? '',
    prompt,
    promptParts: parsed.parts.map((part) =>
      'reference' in part && part.reference === continues?.shot && !isReference(part.reference)
        ? { reference: continuedName ?? part.reference }
        : part,
    ),
    negativePrompt: written.negative_prompt?.trim(),
    references,
    continues,
    routes: routesOf(routes),
    duration: written.duration ?? DEFAULT_SETTINGS.duration,
    resolution: written.resolution ?? output.resolution,
    aspect: output.aspect,
    audio: written.audio ?? DEFAULT_SETTINGS.audio,
    shotType: written.shot_type,
    seed: written.seed,
    takes: written.takes ?? DEFAULT_SETTINGS.takes,
    priority: written.priority ?? DEFAULT_SETTINGS.priority,
    caption: written.caption?.trim(),
    fit: written.fit ?? output.fit,
    match: (written.match ?? DEFAULT_SETTINGS.match) === 'colour' ? 'colour' : undefined,
    transition: transition(written.transition),
    options: written.options ?? {},
    stated,
    at,
  };
}

/** The last frame where every model of the list takes images, else the clip. */
function continuity(
  written: WrittenContinues | undefined,
  routes: readonly KnownRoute[],
): Continuity | undefined {
  if (written === undefined) return undefined;
  const { shot, use } = typeof written === 'string' ? { shot: written, use: undefined } : written;
  const takes = (kind: 'image' | 'video') => routes.every(({ model }) => model.references[kind].max > 0);
  return { shot, use: use ?? (takes('image') || !takes('video') ? 'last-frame' : 'clip') };
}

function transition(written: WrittenTransition | undefined): ResolvedTransition | undefined {
  if (written === undefined || typeof written === 'string') return undefined;
  return {
    type: written.type ?? DEFAULT_SETTINGS.transitionType,
    duration: written.duration ?? DEFAULT_SETTINGS.transitionDuration,
  };
}

/** A shot without a route has had its error; it never leaves this package. */
function routesOf(routes: readonly KnownRoute[]): readonly [ShotRoute, ...ShotRoute[]] {
  const [first, ...others] = routes.map(({ provider, model }) => ({
    provider: provider.id,
    model: model.id,
  }));
  return [first ?? { provider: '', model: '' }, ...others];
}
