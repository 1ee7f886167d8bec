import type { JsonSchema } from '../schema/json-schema.ts';
import type { Pointer } from '../source.ts';
import { UNUSABLE } from '../yaml/plain-value.ts';
import { explainSchemaError, type FormProblem } from './explain-schema-error.ts';
import { pointerOf, schemaAt, valueAt } from './schema-at.ts';
import type { SchemaError } from './validate.ts';

/** What is wrong with a value, and what of it must be left out so that the rest can be used. */
export type FormProblems = {
  readonly problems: readonly FormProblem[];
  readonly wrong: readonly Pointer[];
};

/**
 * Says what is wrong with a value, one thing for each thing that is wrong: where one schema error follows from another,
 * only the one that a person would name is kept.
 */
export function explainSchemaErrors(
  errors: readonly SchemaError[],
  schema: JsonSchema,
  value: unknown,
): FormProblems {
  const kept = new Map<string, { readonly error: SchemaError; readonly rank: number }>();
  for (const error of errors) {
    const rank = rankOf(error);
    const key = keyOf(error);
    const other = kept.get(key);
    if (rank > (other?.rank ?? 0)) kept.set(key, { error, rank });
  }
  const explained = [...kept.values()].map(({ error }) => {
    const pointer = pointerOf(error.instancePath, value);
    const found = valueAt(value, pointer);
    const problem = explainSchemaError({ error, pointer, schema: schemaAt(schema, pointer), value: found });
    return { problem, isKnown: found === UNUSABLE };
  });
  return {
    problems: withoutFollowing(explained.filter(({ isKnown }) => !isKnown).map(({ problem }) => problem)),
    wrong: explained.flatMap(({ problem: { wrong } }) =>
      wrong === undefined ? [] : [withOwner(wrong, schema)],
    ),
  };
}

/** A mapping is of no use without a key that it needs; a storyboard or a shot goes on without one. */
function withOwner(wrong: Pointer, schema: JsonSchema): Pointer {
  const owner = wrong.slice(0, -1);
  if (owner.length === 0) return wrong;
  const { required = [], oneOf = [] } = schemaAt(schema, owner);
  const needed = [required, ...oneOf.map((choice) => choice.required ?? [])].flat();
  return needed.some((key) => key === wrong.at(-1)) ? owner : wrong;
}

/** Which of several errors about one value says it best; 0 for those that only say that others are there. */
function rankOf({ keyword, schemaPath, propertyName }: SchemaError): number {
  if (keyword === 'propertyNames') return 0;
  if (/\/(?:anyOf|oneOf)\/\d+\//.test(schemaPath) && propertyName === undefined) return 0;
  return { enum: 3, type: 2 }[keyword] ?? 1;
}

/** Errors with the same key are about the same thing. */
function keyOf({ keyword, instancePath, params, propertyName }: SchemaError): string {
  if (propertyName !== undefined) return `${instancePath} name ${propertyName}`;
  if (keyword === 'required') return `${instancePath} required ${params['missingProperty']}`;
  if (keyword === 'additionalProperties') return `${instancePath} key ${params['additionalProperty']}`;
  return instancePath;
}

/** A key that is misspelt is not missing too; an include that is misspelt is no shot that lacks everything. */
function withoutFollowing(problems: readonly FormProblem[]): readonly FormProblem[] {
  const meant = new Set(problems.flatMap(({ meantKey }) => meantKey ?? []));
  return problems.filter(
    ({ missingKey }) => missingKey === undefined || !(meant.has('include') || meant.has(missingKey)),
  );
}
