import type { DiagnosticCode } from '../../diagnostic/codes.ts';
import { nearestName } from '../../diagnostic/nearest-name.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { STORYBOARD_SCHEMA } from '../schema/schema.ts';
import { shown, ticked } from '../shown.ts';
import type { Pointer } from '../source.ts';
import { explainWrongValue } from './explain-wrong-value.ts';
import { fieldSchema } from './schema-at.ts';
import type { SchemaError } from './validate.ts';

/** What one schema error means to the person who wrote the file. */
export type FormProblem = {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly at: { readonly pointer: Pointer; readonly target?: 'key' | 'value' };
  /** What must be left out so that the rest can be used; absent where nothing must. */
  readonly wrong: Pointer | undefined;
  /** The key that is missing. */
  readonly missingKey?: string;
  /** The key that was probably meant by an unknown one. */
  readonly meantKey?: string | undefined;
};

/** A schema error with the value it is about and what the schema says of that value. */
export type ErrorContext = {
  readonly error: SchemaError;
  readonly pointer: Pointer;
  readonly schema: JsonSchema;
  readonly value: unknown;
};

/** Says in plain words what a schema error means. */
export function explainSchemaError(context: ErrorContext): FormProblem {
  const { error, pointer } = context;
  if (error.propertyName !== undefined) return wrongName(pointer, error.propertyName);
  switch (error.keyword) {
    case 'required':
      return missingKey(context, String(error.params['missingProperty']));
    case 'additionalProperties':
      return unknownKey(context, String(error.params['additionalProperty']));
    case 'oneOf':
      return notOneKey(context);
    case 'uniqueItems':
      return listedTwice(context);
    default:
      return { ...explainWrongValue(context), at: { pointer }, wrong: wholeList(pointer) };
  }
}

function wrongName(pointer: Pointer, name: string): FormProblem {
  const wrong = [...pointer, name];
  return {
    code: 'wrong-form',
    message: `The name ${shown(name)} ${STORYBOARD_SCHEMA.$defs?.['name']?.patternErrorMessage}.`,
    at: { pointer: wrong, target: 'key' },
    wrong,
  };
}

function missingKey({ pointer, schema }: ErrorContext, key: string): FormProblem {
  const { examples, const: only } = fieldSchema(schema, key);
  const example = only ?? examples?.[0];
  const isPlain = typeof example === 'string' || typeof example === 'number';
  return {
    code: 'missing-key',
    message: `${ownerOf(pointer, schema)} has no \`${key}\`.`,
    hint: isPlain
      ? `For example: \`${key}: ${key === 'prompt' ? `"${example}"` : example}\``
      : `Add \`${key}:\` to it.`,
    at: { pointer },
    // A storyboard or a shot goes on without the key; anything smaller is of no use without it.
    wrong: pointer.length === 0 ? undefined : pointer,
    missingKey: key,
  };
}

function unknownKey({ pointer, schema }: ErrorContext, key: string): FormProblem {
  const keys = Object.keys(schema.properties ?? {});
  const isInclude = keys.includes('include');
  const candidates = keys.includes('prompt') ? [...keys, 'include'] : keys;
  const nearest = nearestName(key, candidates);
  const wrong = [...pointer, key];
  return {
    code: 'unknown-key',
    message: isInclude
      ? `${ticked(key)} does not go with \`include\`: an item of the list is a shot or an include.`
      : `${ownerOf(pointer, schema)} has no key ${ticked(key)}.`,
    hint:
      nearest === undefined
        ? `It can have ${keys.map((name) => `\`${name}\``).join(', ')}.`
        : `Did you mean \`${nearest}\`?`,
    at: { pointer: wrong, target: 'key' },
    wrong,
    meantKey: nearest,
  };
}

/** A reference has exactly one of `image` and `video`. */
function notOneKey({ error, pointer }: ErrorContext): FormProblem {
  const hasBoth = Array.isArray(error.params['passingSchemas']);
  return hasBoth
    ? {
        code: 'conflicting-keys',
        message: 'A reference is an image or a video; this one has both `image` and `video`.',
        hint: 'Keep one of them, or make two references of it.',
        at: { pointer: [...pointer, 'video'], target: 'key' },
        wrong: pointer,
      }
    : {
        code: 'missing-key',
        message: `The reference ${ticked(String(pointer.at(-1)))} has neither \`image\` nor \`video\`.`,
        hint: 'Add one of them: a path inside the project folder or an https address.',
        at: { pointer, target: 'key' },
        wrong: pointer,
        missingKey: 'image',
      };
}

function listedTwice({ error, pointer, value }: ErrorContext): FormProblem {
  const index = Math.max(Number(error.params['i']), Number(error.params['j']));
  const item: unknown = Array.isArray(value) ? value[index] : undefined;
  return {
    code: 'listed-twice',
    message: `${shown(item)} is in the list twice.`,
    hint: 'Take one of them out.',
    at: { pointer: [...pointer, index] },
    wrong: pointer,
  };
}

/** What a mapping is called in a sentence. */
function ownerOf(pointer: Pointer, schema: JsonSchema): string {
  const last = pointer.at(-1);
  if (last !== undefined) {
    return pointer[0] === 'references' ? `The reference ${ticked(String(last))}` : ticked(String(last));
  }
  return schema.properties?.['prompt'] === undefined ? 'The storyboard' : 'This shot';
}

/** Of a list with a wrong item the whole list is of no use. */
function wholeList(pointer: Pointer): Pointer {
  const index = pointer.findIndex((step) => typeof step === 'number');
  return index === -1 ? pointer : pointer.slice(0, index);
}
