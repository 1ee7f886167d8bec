import { expect, test } from 'vitest';
import { checkExample } from '../../example/check-example.ts';
import type { JsonSchema } from './json-schema.ts';
import { SHOT_LIST_SCHEMA, STORYBOARD_SCHEMA } from './schema.ts';

/** Every key of every mapping of the schema, with its path. */
function fields(schema: JsonSchema, path: string): readonly (readonly [string, JsonSchema])[] {
  const inner = Object.entries({ ...schema.properties, ...schema.$defs });
  return [
    [path, schema],
    ...inner.flatMap(([key, field]) => fields(field, `${path}/${key}`)),
    ...(schema.items === undefined || schema.items.if !== undefined
      ? []
      : fields(schema.items, `${path}/items`)),
  ];
}

const all = [...fields(STORYBOARD_SCHEMA, 'storyboard'), ...fields(SHOT_LIST_SCHEMA, 'shots')];

test.each(all)('%s has a description and examples, and is closed', (path, schema) => {
  const resolved = { ...definition(schema), ...schema };
  expect(resolved.description, 'description').toMatch(/^[A-Z`].*\.$/);
  expect(resolved.examples?.length, 'examples').toBeGreaterThan(0);
  if (resolved.properties !== undefined) expect(resolved.additionalProperties, path).toBe(false);
});

/** What a storyboard needs around an example to be one. */
const around: Readonly<Record<string, (example: unknown) => unknown>> = {
  shot: (example) => ({ shots: [example] }),
  shotList: (example) => ({ shots: example }),
  include: (example) => ({ shots: [example] }),
  reference: (example) => ({ references: { a: example } }),
  transition: (example) => ({ defaults: { transition: example } }),
  continues: (example) => ({ shots: [{ id: 'a', prompt: 'x', continues: example }] }),
  music: (example) => ({ soundtrack: { music: example } }),
  poster: (example) => ({ output: { poster: example } }),
  gif: (example) => ({ output: { gif: example } }),
  name: (example) => ({ shots: [{ id: example, prompt: 'x' }] }),
};

const examples = Object.entries(STORYBOARD_SCHEMA.$defs ?? {}).flatMap(([name, schema]) => [
  ...(schema.examples ?? []).map(
    (example) => [name, around[name]?.(example) ?? { [name]: example }] as const,
  ),
  ...Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
    (field.examples ?? []).map(
      (example) =>
        [
          `${name}.${key}`,
          around[name]?.({ ...least(schema, name, key), [key]: example }) ?? {
            [name]: { ...least(schema, name, key), [key]: example },
          },
        ] as const,
    ),
  ),
]);

test.each(examples)('an example of %s has the form it is an example of', (_, document) => {
  const text = JSON.stringify({ version: 1, shots: [{ id: 'a', prompt: 'x' }], ...(document as object) });
  const form = new Set([
    'unknown-key',
    'missing-key',
    'wrong-type',
    'not-one-of',
    'out-of-range',
    'wrong-form',
    'conflicting-keys',
    'listed-twice',
  ]);
  expect(checkExample(text).diagnostics.filter(({ code }) => form.has(code))).toEqual([]);
});

function definition(schema: JsonSchema): JsonSchema {
  return STORYBOARD_SCHEMA.$defs?.[schema.$ref?.slice('#/$defs/'.length) ?? ''] ?? {};
}

function least({ required = [] }: JsonSchema, name: string, key: string): object {
  if (name === 'reference') return key === 'video' ? {} : { image: 'https://example.com/a.png' };
  const values: Readonly<Record<string, string>> = {
    id: 'a',
    prompt: 'x',
    shot: 'a',
    file: { poster: 'a.jpg', gif: 'a.gif' }[name] ?? 'a.mp3',
    include: 'a',
  };
  return Object.fromEntries(required.map((one) => [one, values[one]]));
}
