import { didYouMean, nearestName } from '../diagnostic/nearest-name.ts';
import type { Catalogue, ModelSpec, ProviderSpec } from '../provider/model.ts';
import type { Problem, Report } from './problem.ts';
import type { Locator } from './resolved.ts';

/** A provider of a shot's list with the model it would use. */
export type KnownRoute = { readonly provider: ProviderSpec; readonly model: ModelSpec };

/** What a shot says of who makes it, and where it says so. */
export type WantedRoutes = {
  readonly providers: readonly { readonly id: string; readonly at: Locator }[];
  readonly model: string | undefined;
  readonly modelAt: Locator;
};

/** The routes of a shot that exist, first choice first; what does not exist is reported. */
export function resolveRoutes(
  wanted: WantedRoutes,
  catalogue: Catalogue,
  report: Report,
): readonly KnownRoute[] {
  return wanted.providers.flatMap(({ id, at }) => {
    const provider = catalogue.find((candidate) => candidate.id === id);
    if (provider === undefined) {
      report(unknownProvider(id, at, catalogue));
      return [];
    }
    const model = modelFor(provider, wanted.model, catalogue);
    if (model === undefined) {
      report(unknownModel(wanted.model ?? provider.defaultModel, wanted.modelAt, provider, catalogue));
      return [];
    }
    return [{ provider, model }];
  });
}

/** A provider that draws its own footage stands in for any model there is, so that a preview needs no other file. */
function modelFor(
  provider: ProviderSpec,
  written: string | undefined,
  catalogue: Catalogue,
): ModelSpec | undefined {
  const own = modelNamed(provider, written ?? provider.defaultModel);
  if (own !== undefined || written === undefined || !provider.local) return own;
  const exists = catalogue.some((other) => modelNamed(other, written) !== undefined);
  return exists ? modelNamed(provider, provider.defaultModel) : undefined;
}

function modelNamed(provider: ProviderSpec, name: string): ModelSpec | undefined {
  return (
    provider.models.find((model) => model.id === name) ?? provider.models.find((model) => model.name === name)
  );
}

function unknownProvider(id: string, at: Locator, catalogue: Catalogue): Problem {
  const ids = catalogue.map((provider) => provider.id);
  return {
    code: 'unknown-provider',
    severity: 'error',
    message: `There is no provider \`${id}\`.`,
    hint: didYouMean(id, ids, `There are ${ids.map((one) => `\`${one}\``).join(', ')}.`),
    at,
  };
}

function unknownModel(written: string, at: Locator, provider: ProviderSpec, catalogue: Catalogue): Problem {
  const elsewhere = catalogue.flatMap((other) => {
    const model = modelNamed(other, written);
    return model === undefined || other.local ? [] : [{ other, model }];
  });
  const portable = elsewhere
    .map(({ model }) => model.name)
    .find((name) => modelNamed(provider, name) !== undefined);
  const own = provider.models.map((model) => model.name);
  const all = provider.local
    ? catalogue.flatMap((other) => other.models.flatMap((model) => [model.name, model.id]))
    : provider.models.flatMap((model) => [model.name, model.id]);
  const where = elsewhere.map(({ other }) => `\`${other.id}\``).join(' and ');
  const hint =
    portable !== undefined
      ? `That is the id it has at ${where}; the name for every provider is \`${portable}\`.`
      : elsewhere.length > 0 && nearestName(written, all) === undefined
        ? `${where} has it; \`${provider.id}\` has ${own.map((name) => `\`${name}\``).join(', ')}.`
        : didYouMean(written, all, `It has ${own.map((name) => `\`${name}\``).join(', ')}.`);
  return {
    code: 'unknown-model',
    severity: 'error',
    message: provider.local
      ? `No provider has a model \`${written}\`.`
      : `The provider \`${provider.id}\` has no model \`${written}\`.`,
    hint,
    at,
  };
}
