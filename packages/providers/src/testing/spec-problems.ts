import type {
  DurationRule,
  ModelSpec,
  ParameterRule,
  Provenance,
  ProviderSpec,
  ReferenceKind,
} from '@storyboard/core';

const KINDS: readonly ReferenceKind[] = ['image', 'video'];

/** What is wrong with a provider's spec, a sentence each; none for a spec that planning can rely on. */
export function specProblems(spec: ProviderSpec): readonly string[] {
  const ids = spec.models.map((model) => model.id);
  const names = spec.models.map((model) => model.name);
  return [
    ...unless(
      /^[a-z][a-z0-9-]*$/.test(spec.id),
      `The id ${spec.id} is not lower-case letters, digits and dashes.`,
    ),
    ...unless(spec.title.trim() !== '', 'The title is empty.'),
    ...unless(isJson(spec), 'The spec is not plain JSON.'),
    ...unless(
      ids.includes(spec.defaultModel),
      `The default model ${spec.defaultModel} is not among the models.`,
    ),
    ...unless(new Set(ids).size === ids.length, 'Two models have the same id.'),
    ...unless(new Set(names).size === names.length, 'Two models have the same name.'),
    ...accessProblems(spec),
    ...spec.models.flatMap((model) =>
      [...modelProblems(model), ...(spec.local ? [] : sourceProblems(model))].map(
        (problem) => `${model.id}: ${problem}`,
      ),
    ),
  ];
}

function accessProblems(spec: ProviderSpec): readonly string[] {
  const variables = [spec.keyVariable, spec.baseUrlVariable].filter((name) => name !== undefined);
  return [
    ...unless(
      variables.every((name) => /^[A-Z][A-Z0-9_]*$/.test(name)),
      'A name of an environment variable is not upper-case letters, digits and underscores.',
    ),
    ...unless(!spec.local || variables.length === 0, 'A local provider has no key and no origin.'),
    ...unless(spec.local || spec.baseUrlVariable !== undefined, 'A service needs a variable for its origin.'),
    ...unless(
      spec.local || Object.values(spec.limits ?? { concurrency: 0 }).every((limit) => limit > 0),
      'A service needs limits, each above zero.',
    ),
  ];
}

function modelProblems(model: ModelSpec): readonly string[] {
  return [
    ...unless(model.id.trim() !== '' && model.title.trim() !== '', 'The id or the title is empty.'),
    ...unless(/^[a-z0-9][a-z0-9.-]*$/.test(model.name), `The name ${model.name} is not a portable one.`),
    ...unless(isDurationRule(model.durations), 'The durations are not positive and rising.'),
    ...unless(model.resolutions.length > 0, 'No resolution is offered.'),
    ...unless(areDistinct(model.resolutions), 'A resolution is there twice.'),
    ...unless(areDistinct(model.aspects), 'An aspect is there twice.'),
    ...unless(areDistinct(model.shotTypes), 'A shot type is there twice.'),
    ...unless(isLimit(model.prompt.maxLength), 'The limit of the prompt is not positive.'),
    ...unless(isLimit(model.negativePrompt?.maxLength), 'The limit of the negative prompt is not positive.'),
    ...unless(
      model.seed === undefined ||
        (isWhole(model.seed.min, model.seed.max) && model.seed.min <= model.seed.max),
      'The bounds of the seed are not whole and rising.',
    ),
    ...unless(isLimit(model.typicalSeconds), 'The typical seconds are not positive.'),
    ...unless(model.sunset === undefined || isDay(model.sunset), `The sunset ${model.sunset} is not a day.`),
    ...referenceProblems(model.references),
    ...Object.entries(model.parameters).flatMap(([name, rule]) => parameterProblems(name, rule)),
    ...priceProblems(model),
  ];
}

/** What a service's model must say of its sources; a local one decides its limits itself. */
function sourceProblems(model: ModelSpec): readonly string[] {
  return unless(
    model.limitsFrom !== undefined && isProvenance(model.limitsFrom),
    'Where the limits come from is not said, or not with a day.',
  );
}

function referenceProblems(references: ModelSpec['references']): readonly string[] {
  const taken = KINDS.filter((kind) => references[kind].max > 0);
  const least = KINDS.reduce((sum, kind) => sum + references[kind].min, 0);
  const most = KINDS.reduce((sum, kind) => sum + references[kind].max, 0);
  return [
    ...KINDS.flatMap((kind) => {
      const { min, max, maxBytes } = references[kind];
      return [
        ...unless(
          isWhole(min, max) && min >= 0 && min <= max,
          `The counts of ${kind} references do not rise.`,
        ),
        ...unless(isLimit(maxBytes), `The largest ${kind} reference is not positive.`),
      ];
    }),
    ...unless(
      isWhole(references.maxTotal) && references.maxTotal >= least && references.maxTotal <= most,
      'The most references in all do not fit the counts of each kind.',
    ),
    ...unless(
      references.order.length === taken.length && taken.every((kind) => references.order.includes(kind)),
      'The order does not name exactly the kinds of references that are taken.',
    ),
    ...taken.flatMap((kind) => {
      const spelling = references.spelling[kind];
      const isSpelt =
        spelling.type === 'prose' ||
        (spelling.template.split('{n}').length === 2 && isWhole(spelling.first) && spelling.first >= 0);
      return unless(isSpelt, `The spelling of ${kind} references has no single {n} or no first number.`);
    }),
  ];
}

function parameterProblems(name: string, rule: ParameterRule): readonly string[] {
  return [
    ...unless(rule.description.trim() !== '', `The parameter ${name} has no description.`),
    ...unless(hasValues(rule), `The parameter ${name} has no value that it takes.`),
  ];
}

function hasValues(rule: ParameterRule): boolean {
  switch (rule.type) {
    case 'string':
      return isLimit(rule.maxLength);
    case 'integer':
    case 'number':
      return (rule.min ?? Number.NEGATIVE_INFINITY) <= (rule.max ?? Number.POSITIVE_INFINITY);
    case 'enum':
      return rule.values.length > 0 && areDistinct(rule.values);
    case 'boolean':
      return true;
  }
}

function priceProblems({ prices, resolutions, audio, unpriced }: ModelSpec): readonly string[] {
  const cases = resolutions.flatMap((resolution) =>
    (audio === 'switch' ? [true, false] : [undefined]).map((sound) => ({ resolution, audio: sound })),
  );
  const rules = cases.map((wanted) =>
    prices.findIndex(
      ({ when }) =>
        (when.resolution === undefined || when.resolution === wanted.resolution) &&
        (when.audio === undefined || when.audio === wanted.audio),
    ),
  );
  return [
    ...prices.flatMap(({ perSecond, from }, index) => [
      ...unless(
        Number.isSafeInteger(perSecond) && perSecond >= 0,
        `Price ${index + 1} is not whole micro-dollars.`,
      ),
      ...unless(isProvenance(from), `Price ${index + 1} has no source or no day.`),
      ...unless(rules.includes(index), `Price ${index + 1} never counts.`),
    ]),
    ...unless(
      !rules.includes(-1) || unpriced.trim() !== '',
      'Some requests have no price, and no reason is given for that.',
    ),
  ];
}

function isDurationRule(durations: DurationRule): boolean {
  if (durations.type === 'range') {
    return durations.min > 0 && durations.max >= durations.min && durations.step > 0;
  }
  const { values } = durations;
  return values.length > 0 && values.every((value, index) => value > (values[index - 1] ?? 0));
}

function isProvenance({ source, asOf }: Provenance): boolean {
  return source.trim() !== '' && isDay(asOf);
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) && text.length === 10;
}

function isLimit(limit: number | undefined): boolean {
  return limit === undefined || limit > 0;
}

function isWhole(...numbers: readonly number[]): boolean {
  return numbers.every((number) => Number.isSafeInteger(number));
}

function areDistinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** Undefined stands for absent, as everywhere in a spec. */
function isJson(value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') {
    return true;
  }
  if (typeof value === 'number') {
    return Number.isFinite(value);
  }
  if (typeof value !== 'object') {
    return false;
  }
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.values(value).every(isJson);
}

function unless(holds: boolean, problem: string): readonly string[] {
  return holds ? [] : [problem];
}
