import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { Catalogue, ModelSpec } from '../provider/model.ts';
import { type CheckedStoryboard, checkStoryboard } from '../storyboard/check-storyboard.ts';
import { parseStoryboard } from '../storyboard/parse-storyboard.ts';
import type { ResolvedStoryboard } from '../storyboard/resolved.ts';
import { EXAMPLE_CATALOGUE } from './example-catalogue.ts';

/** The providers for tests, with the one that draws called as it is where no provider is named. */
export const CHECK_CATALOGUE: Catalogue = EXAMPLE_CATALOGUE.map((provider) =>
  provider.local ? { ...provider, id: 'animatic', models: provider.models.map(drawsAnyLength) } : provider,
);

function drawsAnyLength(model: ModelSpec): ModelSpec {
  return { ...model, durations: { type: 'range', min: 0.001, max: 3600, step: 0.001 } };
}

/** Checks `film.yaml` with the scene files beside it, for tests. */
export function checkExample(
  files: string | Readonly<Record<string, string>>,
  changes: { readonly catalogue?: Catalogue; readonly provider?: string } = {},
): CheckedStoryboard {
  const texts = typeof files === 'string' ? { 'film.yaml': files } : files;
  const sources = new Map(
    Object.entries(texts).map(([path, text]) => [path, parseStoryboard({ path, text })]),
  );
  return checkStoryboard({ root: 'film.yaml', sources, catalogue: CHECK_CATALOGUE, ...changes });
}

/** The storyboard of an example that is meant to be right. */
export function resolveExample(...input: Parameters<typeof checkExample>): ResolvedStoryboard {
  const checked = checkExample(...input);
  if (!checked.ok) throw new Error(`The example is wrong:\n${saidOf(checked.diagnostics).join('\n')}`);
  return checked.value;
}

/** What was said of an example, a line each: `film.yaml:3:5 error unknown-key: …`. */
export function saidOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ place, severity, code, message }) => {
    const where = place === undefined ? '' : `${place.path}:${place.start.line}:${place.start.column} `;
    return `${where}${severity} ${code}: ${message}`;
  });
}

/** The codes of what was said of an example, in order. */
export function codesOf(...input: Parameters<typeof checkExample>): readonly string[] {
  return checkExample(...input).diagnostics.map(({ code }) => code);
}
