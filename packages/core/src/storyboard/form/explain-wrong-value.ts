import { didYouMean } from '../../diagnostic/nearest-name.ts';
import type { JsonSchema, JsonType } from '../schema/json-schema.ts';
import { shown } from '../shown.ts';
import type { Pointer } from '../source.ts';
import type { ErrorContext, FormProblem } from './explain-schema-error.ts';

type Said = Pick<FormProblem, 'code' | 'message' | 'hint'>;

/** Says what is wrong with a value that has a place in the format, but is not what is wanted there. */
export function explainWrongValue({ error, pointer, schema, value }: ErrorContext): Said {
  const name = nameOf(pointer);
  switch (error.keyword) {
    case 'enum':
    case 'const':
      return notOneOf(name, schema, value);
    case 'type':
    case 'anyOf':
      return wrongType(name, schema, value);
    case 'pattern':
      return wrongForm(name, schema, value);
    default:
      return {
        code: 'out-of-range',
        message: `${name} ${limitText(error.keyword, error.params['limit'], value)}`,
      };
  }
}

function notOneOf(name: string, schema: JsonSchema, value: unknown): Said {
  if (value === null) return { code: 'wrong-type', message: `${name} has no value.` };
  const allowed = (schema.const === undefined ? (schema.enum ?? []) : [schema.const]).map(String);
  const list = allowed.map((one) => `\`${one}\``).join(', ');
  const isLong = allowed.length > 8;
  const other = OTHER_NAMES[bare(wordOf(value))];
  const meant = other !== undefined && allowed.includes(other) ? `Write \`${other}\`.` : undefined;
  return {
    code: 'not-one-of',
    message: isLong
      ? `${name} cannot be ${shown(value)}.`
      : `${name} must be ${allowed.length === 1 ? '' : 'one of '}${list}, not ${shown(value)}.`,
    hint:
      meant ??
      didYouMean(
        wordOf(value),
        allowed,
        isLong ? (beginningHint(wordOf(value), allowed) ?? `It is one of ${list}.`) : undefined,
      ),
  };
}

/** What codecs are called elsewhere, without dots and signs; `h265` is as near to `h264` as letters go. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  avc: 'h264',
  x264: 'h264',
  libx264: 'h264',
  h265: 'hevc',
  x265: 'hevc',
  libx265: 'hevc',
  libsvtav1: 'av1',
  proresks: 'prores',
};

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Of many choices, those that go on from what is written: `wipe` is a family of them. */
function beginningHint(written: string, allowed: readonly string[]): string | undefined {
  const meant = allowed.filter((one) => written.length > 2 && one.startsWith(written));
  return meant.length === 0
    ? undefined
    : `Did you mean one of ${meant.map((one) => `\`${one}\``).join(', ')}?`;
}

/** A plain value as it is written; a mapping is no word, and one with a key `toString` cannot even be made one. */
function wordOf(value: unknown): string {
  return typeof value === 'object' ? '' : String(value);
}

function wrongType(name: string, schema: JsonSchema, value: unknown): Said {
  const types = [schema.type ?? []].flat() as readonly JsonType[];
  const wanted = schema.errorMessage ?? `must be ${types.map((type) => TYPE_NAMES[type]).join(' or ')}`;
  if (value === null) return { code: 'wrong-type', message: `${name} has no value; it ${wanted}.` };
  return {
    code: schema.errorMessage === undefined ? 'wrong-type' : 'out-of-range',
    message: `${name} ${wanted}, not ${shown(value)}.`,
    hint: typeHint(types, value),
  };
}

function wrongForm(name: string, schema: JsonSchema, value: unknown): Said {
  const isBlank = typeof value === 'string' && value.trim() === '';
  return {
    code: 'wrong-form',
    message: isBlank
      ? `${name} is empty.`
      : `${name} ${schema.patternErrorMessage ?? 'must have another form'}, not ${shown(value)}.`,
    hint: isBlank ? undefined : formHint(schema, String(value)),
  };
}

function formHint(schema: JsonSchema, value: string): string | undefined {
  const types = schema.properties?.['type']?.enum;
  if (types?.includes(value) === true) return `Write \`{ type: ${value} }\`.`;
  const ending = /ends in `(\.\w+)`/.exec(schema.patternErrorMessage ?? '')?.[1];
  if (ending !== undefined) return endingHint(value, ending);
  return schema.pattern?.includes('{0,63}') === true ? nameHint(value) : undefined;
}

/** The same file with an ending that is right. */
function endingHint(value: string, ending: string): string | undefined {
  const stem = /^[^\\\p{Cc}]{1,80}$/u.test(value) ? value.replace(/(?<=[^/])\.\w{1,5}$/, '') : '';
  return stem === '' || stem.endsWith('/') ? undefined : `For example: \`${stem}${ending}\``;
}

/** A name that could have been meant; absent where nothing of the text could be in a name. */
function nameHint(value: string): string | undefined {
  const plain = value.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const name = plain.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^[-_]+|-+$/g, '');
  return name === '' ? undefined : `For example: \`${name.slice(0, 64)}\``;
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
  if (types.length === 1 && types[0] === 'array' && typeof value === 'object') {
    return 'Begin every entry with a dash: `- …`.';
  }
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  if (types.includes('string') && isPlain) return 'Put it into quotes.';
  if (typeof value !== 'string') return undefined;
  const isNumber = types.some((type) => type === 'number' || type === 'integer');
  if (isNumber && value.trim() !== '' && Number.isFinite(Number(value))) {
    return `Take the quotes off: ${Number(value)}.`;
  }
  const seconds = isNumber ? /^(\d+(?:\.\d+)?) ?s(?:ec(?:ond)?s?)?$/.exec(value)?.[1] : undefined;
  if (seconds !== undefined) return `Write the seconds only: ${seconds}.`;
  if (types.includes('boolean') && /^(?:yes|on|y)$/i.test(value)) return 'Write `true`.';
  if (types.includes('boolean') && /^(?:no|off|n)$/i.test(value)) return 'Write `false`.';
  return undefined;
}

function limitText(keyword: string, bound: unknown, value: unknown): string {
  const instead = Array.isArray(value) || typeof value === 'string' ? '' : `, not ${shown(value)}`;
  switch (keyword) {
    case 'minimum':
      return `must be at least ${bound}${instead}.`;
    case 'maximum':
      return `must be at most ${bound}${instead}.`;
    case 'exclusiveMinimum':
      return `must be more than ${bound}${instead}.`;
    case 'minLength':
    case 'minItems':
      return 'is empty.';
    case 'maxLength':
      return `has ${[...String(value)].length} characters; at most ${bound} are allowed.`;
    case 'maxItems':
      return `has ${Array.isArray(value) ? value.length : 'too many'} entries; at most ${bound} are allowed.`;
    default:
      return 'is not allowed.';
  }
}

/** What a value is called: its keys, and for an item of a list what it is in. */
function nameOf(pointer: Pointer): string {
  const last = pointer.at(-1);
  if (last === undefined) return 'A shot';
  const path = pointer.filter((step) => typeof step === 'string').join('.');
  return typeof last === 'number' ? `Entry ${last + 1} of \`${path}\`` : `\`${path}\``;
}
