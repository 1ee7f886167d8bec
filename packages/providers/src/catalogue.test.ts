import type { ModelSpec, ProviderSpec } from '@storyboard/core';
import { expect, test } from 'vitest';
import { CATALOGUE } from './catalogue.ts';
import { specProblems } from './testing/spec-problems.ts';

test('the catalogue has the free local provider first, then the paid ones', () => {
  expect(
    CATALOGUE.map(({ id, keyVariable, baseUrlVariable, local, defaultModel }) => ({
      id,
      keyVariable,
      baseUrlVariable,
      local,
      defaultModel,
    })),
  ).toEqual([
    {
      id: 'animatic',
      keyVariable: undefined,
      baseUrlVariable: undefined,
      local: true,
      defaultModel: 'animatic',
    },
    {
      id: 'shortapi',
      keyVariable: 'SHORTAPI_KEY',
      baseUrlVariable: 'SHORTAPI_BASE_URL',
      local: false,
      defaultModel: 'alibaba/wan-2.6/reference-to-video',
    },
    {
      id: 'aimlapi',
      keyVariable: 'AIMLAPI_KEY',
      baseUrlVariable: 'AIMLAPI_BASE_URL',
      local: false,
      defaultModel: 'alibaba/wan-2-6-r2v',
    },
  ]);
});

test.each(CATALOGUE)('the spec of $id is consistent', (spec) => {
  expect(specProblems(spec)).toEqual([]);
});

test.each(CATALOGUE)('no figure of $id is without its source and day', (spec) => {
  const figures = spec.models.flatMap((model) => [
    ...model.prices.map((price) => price.from),
    ...(model.limitsFrom === undefined ? [] : [model.limitsFrom]),
  ]);
  expect(figures.length).toBeGreaterThanOrEqual(spec.models.length);
  for (const figure of figures) {
    expect(figure).toMatchObject({ source: expect.stringMatching(/\S/), asOf: '2026-11-22' });
  }
});

test('a portable name means one model of each provider that has it', () => {
  const byName = Object.groupBy(
    CATALOGUE.flatMap((spec) => spec.models.map((model) => ({ ...model, full: `${spec.id} ${model.id}` }))),
    (model) => model.name,
  );
  expect(
    Object.fromEntries(
      Object.entries(byName).map(([name, models]) => [name, models?.map(({ full }) => full)]),
    ),
  ).toEqual({
    animatic: ['animatic animatic'],
    'wan-2.6-r2v': ['shortapi alibaba/wan-2.6/reference-to-video', 'aimlapi alibaba/wan-2-6-r2v'],
    'wan-2.6-t2v': ['shortapi alibaba/wan-2.6/text-to-video', 'aimlapi alibaba/wan-2-6-t2v'],
    'wan-2.6-i2v': ['shortapi alibaba/wan-2.6/image-to-video', 'aimlapi alibaba/wan-2-6-i2v'],
    'wan-2.7-r2v': ['aimlapi alibaba/wan-2-7-r2v'],
  });
});

test('what is free is only what is drawn on this machine', () => {
  const free = CATALOGUE.filter((spec) => pricesOf(spec).every((price) => price === 0));
  expect(free.map((spec) => spec.id)).toEqual(['animatic']);
  expect(CATALOGUE.filter((spec) => !spec.local).flatMap(pricesOf)).not.toContain(0);
});

test('the animatic offers whatever a paid model offers', () => {
  const [animatic] = CATALOGUE[0]?.models ?? [];
  expect(animatic).toBeDefined();
  for (const model of CATALOGUE.slice(1).flatMap((spec) => spec.models)) {
    expect(limitsBeyond(model, animatic as ModelSpec)).toEqual([]);
  }
});

function pricesOf(spec: ProviderSpec): readonly number[] {
  return spec.models.flatMap((model) => model.prices.map((price) => price.perSecond));
}

/** What a model offers and a wider one does not. */
function limitsBeyond(model: ModelSpec, wider: ModelSpec): readonly string[] {
  const durations =
    model.durations.type === 'list' ? model.durations.values : [model.durations.min, model.durations.max];
  const range = wider.durations.type === 'range' ? wider.durations : { min: 0, max: 0 };
  const { image, video, maxTotal } = wider.references;
  return [
    ...durations.filter((duration) => duration < range.min || duration > range.max).map(String),
    ...model.resolutions.filter((resolution) => !wider.resolutions.includes(resolution)),
    ...model.aspects.filter((aspect) => !wider.aspects.includes(aspect)),
    ...model.shotTypes.filter((shotType) => !wider.shotTypes.includes(shotType)),
    ...(model.references.image.max > image.max ? ['images'] : []),
    ...(model.references.video.max > video.max ? ['videos'] : []),
    ...(model.references.maxTotal > maxTotal ? ['references'] : []),
    ...((model.seed?.max ?? 0) > (wider.seed?.max ?? 0) ? ['seed'] : []),
    ...(wider.prompt.maxLength === undefined && wider.negativePrompt?.maxLength === undefined
      ? []
      : ['prompts']),
    ...(wider.audio === 'switch' && wider.anyOption === true ? [] : ['sound or options']),
  ];
}
