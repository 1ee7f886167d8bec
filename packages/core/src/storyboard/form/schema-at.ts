import type { JsonSchema } from '../schema/json-schema.ts';
import { STORYBOARD_SCHEMA } from '../schema/schema.ts';
import type { Pointer } from '../source.ts';

/** Ajv’s path to a value as a pointer: steps into lists are numbers, steps into mappings text, however they look. */
export function pointerOf(instancePath: string, value: unknown): Pointer {
  if (instancePath === '') return [];
  let inner = value;
  return instancePath
    .slice(1)
    .split('/')
    .map((written) => {
      const key = written.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(inner) ? Number(key) : key;
      inner = stepInto(inner, step);
      return step;
    });
}

/** The value at a pointer. */
export function valueAt(value: unknown, pointer: Pointer): unknown {
  return pointer.reduce(stepInto, value);
}

/** What the schema says of the value at a pointer, with references to definitions resolved. */
export function schemaAt(schema: JsonSchema, pointer: Pointer): JsonSchema {
  let found = resolved(schema);
  for (const step of pointer) {
    found = typeof step === 'number' ? resolved(found.items ?? {}) : fieldSchema(found, step);
  }
  return found;
}

/** What the schema says of one key of a mapping. */
export function fieldSchema(schema: JsonSchema, key: string): JsonSchema {
  const { properties = {}, additionalProperties } = schema;
  if (Object.hasOwn(properties, key)) return resolved(properties[key] ?? {});
  return typeof additionalProperties === 'object' ? resolved(additionalProperties) : {};
}

function resolved(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.slice('#/$defs/'.length);
  return name === undefined ? schema : { ...STORYBOARD_SCHEMA.$defs?.[name], ...schema };
}

function stepInto(value: unknown, step: string | number): unknown {
  return (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[step];
}
