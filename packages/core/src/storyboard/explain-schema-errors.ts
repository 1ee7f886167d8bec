import type { DiagnosticCode } from '../diagnostic/codes.ts';
import { didYouMean } from '../diagnostic/nearest-name.ts';
import type { JsonSchema, JsonType } from './schema/json-schema.ts';
import { STORYBOARD_SCHEMA } from './schema/schema.ts';
import { shown } from './shown.ts';
import type { Pointer } from './source.ts';
import type { SchemaError } from './validate.ts';

/** What one schema error means to the person who wrote the file. */
export type FormProblem = {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly at: { readonly pointer: Pointer; readonly target?: 'key' | 'value' };
  /** What must be left out so that the rest can be used; absent where nothing must. */
  readonly wrong: Pointer | undefined;
};

type Context = {
  readonly error: SchemaError;
  readonly pointer: Pointer;
  readonly schema: JsonSchema;
  readonly value: unknown;
};

/**
 * Says what is wrong with a value, one thing for each thing that is wrong: where a schema error follows from another
 * one, only the one that a person would name is kept.
 */
export function explainSchemaErrors(
  errors: readonly SchemaError[],
  schema: JsonSchema,
  value: unknown,
): readonly FormProblem[] {
  const kept = new Map<string, { readonly error: SchemaError; readonly rank: number }>();
  for (const error of errors) {
    const rank = rankOf(error);
    if (rank === 0) continue;
    const key = keyOf(error);
    const other = kept.get(key);
    if (other === undefined || rank > other.rank) kept.set(key, { error, rank });
  }
  const problems = [...kept.values()].map(({ error }) => {
    const pointer = pointerOf(error.instancePath, value);
    return explain({ error, pointer, schema: schemaAt(schema, pointer), value: valueAt(value, pointer) });
  });
  return withoutFollowing(problems);
}

/** Which of several errors about one value says it best; 0 for those that only say that others are there. */
function rankOf({ keyword, schemaPath, propertyName }: SchemaError): number {
  if (keyword === 'if' || keyword === 'propertyNames') return 0;
  if (/\/(?:anyOf|oneOf)\/\d+\//.test(schemaPath) && propertyName === undefined) return 0;
  return { enum: 4, anyOf: 3, oneOf: 3, type: 2 }[keyword] ?? 1;
}

/** Errors with the same key are about the same thing. */
function keyOf({ keyword, instancePath, params, propertyName }: SchemaError): string {
  if (propertyName !== undefined) return `${instancePath} name ${propertyName}`;
  if (keyword === 'required') return `${instancePath} required ${params['missingProperty']}`;
  if (keyword === 'additionalProperties') return `${instancePath} key ${params['additionalProperty']}`;
  return instancePath;
}

/** A key that is misspelt is not missing too. */
function withoutFollowing(problems: readonly FormProblem[]): readonly FormProblem[] {
  const meant = new Set(problems.flatMap(({ hint }) => /^Did you mean `(\w+)`/.exec(hint ?? '')?.[1] ?? []));
  const isInclude = meant.has('include');
  return problems.filter(({ code, message }) => {
    const missing = code === 'missing-key' ? (/`(\w+)`/.exec(message)?.[1] ?? '') : undefined;
    return missing === undefined || !(isInclude || meant.has(missing));
  });
}

function explain(context: Context): FormProblem {
  const { error, pointer, schema } = context;
  const { params } = error;
  if (error.propertyName !== undefined) {
    const wrong = [...pointer, error.propertyName];
    return {
      code: 'wrong-form',
      message: `The name ${shown(error.propertyName)} must be ${STORYBOARD_SCHEMA.$defs?.['name']?.patternErrorMessage}.`,
      at: { pointer: wrong, target: 'key' },
      wrong,
    };
  }
  switch (error.keyword) {
    case 'required': {
      const key = String(params['missingProperty']);
      return {
        code: 'missing-key',
        message: `\`${key}\` is missing: ${lowerFirst(firstSentence(property(schema, key).description ?? ''))}`,
        at: { pointer },
        // A shot goes on without the key; any smaller thing is of no use without it.
        wrong: pointer.length === 0 ? undefined : pointer,
      };
    }
    case 'additionalProperties':
      return unknownKey(context, String(params['additionalProperty']));
    case 'oneOf':
      return notOneKey(context);
    default:
      return { ...wrongValue(context), at: { pointer }, wrong: wrongPointer(pointer) };
  }
}

function unknownKey({ pointer, schema }: Context, key: string): FormProblem {
  const keys = Object.keys(schema.properties ?? {});
  const isShot = keys.includes('prompt');
  const isInclude = keys.length === 1 && keys[0] === 'include';
  const otherwise = isInclude
    ? 'An item of the list is either an include or a shot.'
    : `Allowed are ${keys.map((name) => `\`${name}\``).join(', ')}.`;
  return {
    code: 'unknown-key',
    message: `\`${key.slice(0, 64)}\` is not a key ${isInclude ? 'that goes with `include`' : 'of this mapping'}.`,
    hint: didYouMean(key, isShot ? [...keys, 'include'] : keys, otherwise),
    at: { pointer: [...pointer, key], target: 'key' },
    wrong: [...pointer, key],
  };
}

/** A reference has exactly one of `image` and `video`. */
function notOneKey({ error, pointer }: Context): FormProblem {
  const both = Array.isArray(error.params['passingSchemas']);
  return both
    ? {
        code: 'conflicting-keys',
        message: 'A reference is an image or a video; this one has both `image` and `video`.',
        hint: 'Keep one of them, or make two references of it.',
        at: { pointer: [...pointer, 'video'], target: 'key' },
        wrong: pointer,
      }
    : {
        code: 'missing-key',
        message:
          'A reference needs `image` or `video`: a path inside the project folder or an https address.',
        at: { pointer },
        wrong: pointer,
      };
}

type Said = Pick<FormProblem, 'code' | 'message' | 'hint'>;

function wrongValue({ error, pointer, schema, value }: Context): Said {
  const name = nameOf(pointer);
  const { params } = error;
  switch (error.keyword) {
    case 'enum':
    case 'const':
      return notOneOf(name, schema, value);
    case 'type':
    case 'anyOf':
      return wrongType(name, schema, value);
    case 'pattern':
      return {
        code: 'wrong-form',
        message: `${name} must be ${schema.patternErrorMessage ?? 'of another form'}, not ${shown(value)}.`,
      };
    case 'uniqueItems':
      return {
        code: 'listed-twice',
        message: `${name} lists ${shown(Array.isArray(value) ? value[Number(params['j'])] : value)} twice.`,
      };
    default:
      return { code: 'out-of-range', message: `${name} ${limit(error, value)}` };
  }
}

function notOneOf(name: string, schema: JsonSchema, value: unknown): Said {
  const allowed = (schema.const === undefined ? (schema.enum ?? []) : [schema.const]).map(String);
  const list = allowed.map((one) => `\`${one}\``).join(', ');
  return {
    code: 'not-one-of',
    message:
      allowed.length > 8
        ? `${name} cannot be ${shown(value)}.`
        : `${name} must be ${allowed.length === 1 ? '' : 'one of '}${list}, not ${shown(value)}.`,
    hint: didYouMean(String(value), allowed, allowed.length > 8 ? `It is one of ${list}.` : undefined),
  };
}

function wrongType(name: string, schema: JsonSchema, value: unknown): Said {
  const types = [schema.type ?? []].flat() as readonly JsonType[];
  const wanted = schema.errorMessage ?? types.map((type) => TYPE_NAMES[type]).join(' or ');
  if (value === null) return { code: 'wrong-type', message: `${name} has no value; it must be ${wanted}.` };
  return {
    code: schema.errorMessage === undefined ? 'wrong-type' : 'out-of-range',
    message: `${name} must be ${wanted}, not ${shown(value)}.`,
    hint: typeHint(types, value),
  };
}

const TYPE_NAMES: Readonly<Record<JsonType, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  array: 'a list',
  null: 'nothing',
};

function typeHint(types: readonly JsonType[], value: unknown): string | undefined {
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  if (types.includes('string') && isPlain) return `Put it into quotes: "${value}".`;
  const isNumber = types.some((type) => type === 'number' || type === 'integer');
  if (isNumber && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) {
    return `Take the quotes off: ${Number(value)}.`;
  }
  if (types.includes('boolean') && typeof value === 'string') {
    if (/^(?:yes|on|y)$/i.test(value)) return 'Write `true`.';
    if (/^(?:no|off|n)$/i.test(value)) return 'Write `false`.';
  }
  return undefined;
}

function limit({ keyword, params }: SchemaError, value: unknown): string {
  const bound = String(params['limit']);
  const given = Array.isArray(value) || typeof value === 'string' ? '' : `, not ${shown(value)}`;
  switch (keyword) {
    case 'minimum':
      return `must be at least ${bound}${given}.`;
    case 'maximum':
      return `must be at most ${bound}${given}.`;
    case 'exclusiveMinimum':
      return `must be more than ${bound}${given}.`;
    case 'minLength':
    case 'minItems':
      return 'is empty.';
    case 'maxLength':
      return `has ${typeof value === 'string' ? [...value].length : 'too many'} characters; at most ${bound} are allowed.`;
    case 'maxItems':
      return `lists ${Array.isArray(value) ? value.length : 'too many'}; at most ${bound} are allowed.`;
    default:
      return 'is not allowed.';
  }
}

/** What a value is called: its key, or for an item of a list what it is in. */
function nameOf(pointer: Pointer): string {
  const last = pointer.at(-1);
  if (last === undefined) return 'A shot';
  return typeof last === 'number' ? `Item ${last + 1} of \`${pointer.at(-2)}\`` : `\`${last}\``;
}

/** Of a wrong item the whole list is of no use. */
function wrongPointer(pointer: Pointer): Pointer {
  const index = pointer.findIndex((step) => typeof step === 'number');
  return index === -1 ? pointer : pointer.slice(0, index);
}

/** Steps into lists are numbers, steps into mappings are text, whatever they look like. */
function pointerOf(instancePath: string, value: unknown): Pointer {
  if (instancePath === '') return [];
  let inner = value;
  return instancePath
    .slice(1)
    .split('/')
    .map((written) => {
      const key = written.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(inner) ? Number(key) : key;
      inner = (inner as Readonly<Record<string, unknown>> | undefined)?.[key];
      return step;
    });
}

function schemaAt(schema: JsonSchema, pointer: Pointer): JsonSchema {
  let found = resolved(schema);
  for (const step of pointer) {
    const inner =
      typeof step === 'number' ? (found.items ?? property(found, String(step))) : property(found, step);
    found = resolved(inner);
  }
  return found;
}

function property(schema: JsonSchema, key: string): JsonSchema {
  const properties = schema.properties ?? {};
  if (Object.hasOwn(properties, key)) return resolved(properties[key] ?? {});
  return typeof schema.additionalProperties === 'object' ? resolved(schema.additionalProperties) : {};
}

function resolved(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.slice('#/$defs/'.length);
  return name === undefined ? schema : { ...STORYBOARD_SCHEMA.$defs?.[name], ...schema };
}

function valueAt(value: unknown, pointer: Pointer): unknown {
  let found = value;
  for (const step of pointer) found = (found as Readonly<Record<string, unknown>> | undefined)?.[step];
  return found;
}

function firstSentence(text: string): string {
  return /^.*?[.](?= |$)/.exec(text)?.[0] ?? text;
}

function lowerFirst(text: string): string {
  return `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}
