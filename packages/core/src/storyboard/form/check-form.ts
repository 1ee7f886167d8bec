import type { StoryboardDocument, WrittenShot } from '../generated/storyboard-document.ts';
import { validateInclude, validateShot, validateStoryboard } from '../generated/validate-document.ts';
import { isMapping, shotItems } from '../include.ts';
import type { Report } from '../problem.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { STORYBOARD_SCHEMA } from '../schema/schema.ts';
import type { ParsedSource, Pointer } from '../source.ts';
import { explainSchemaErrors } from './explain-schema-errors.ts';
import type { Validate } from './validate.ts';

/** A storyboard of which only what has the right form is left; whatever is missing was complained about. */
export type LooseDocument = Partial<Omit<StoryboardDocument, 'shots'>>;

/** A shot of which only what has the right form is left. */
export type LooseShot = Partial<WrittenShot>;

/** One item of a list of shots. */
export type FormItem = { readonly pointer: Pointer } & (
  | { readonly type: 'shot'; readonly shot: LooseShot }
  | { readonly type: 'include'; readonly include: string }
);

/** What a file holds, as far as its form is right. */
export type Form = { readonly document: LooseDocument; readonly items: readonly FormItem[] };

/**
 * Checks a file against the schema and hands on what has the right form, so that the rest of the checks can go on and
 * all problems are found at once.
 */
export function checkForm(source: ParsedSource, role: 'storyboard' | 'scene file', report: Report): Form {
  if (source.value === undefined) return { document: {}, items: [] };
  if (!checkRoot(source, role, report)) return { document: {}, items: [] };
  const document =
    role === 'scene file'
      ? {}
      : checked<LooseDocument>(source, validateStoryboard, STORYBOARD_SCHEMA, source.value, [], report);
  const { items, pointer } = shotItems(source);
  return {
    document,
    items: items.flatMap((item, index) => checkItem(source, item, [...pointer, index], report)),
  };
}

function checkRoot(source: ParsedSource, role: 'storyboard' | 'scene file', report: Report): boolean {
  const { value, path } = source;
  const at = { path, pointer: [] };
  const code = 'wrong-type';
  if (role === 'storyboard' && isMapping(value)) return true;
  if (role === 'scene file' && Array.isArray(value)) {
    if (value.length > 0) return true;
    report({ code: 'out-of-range', severity: 'error', message: 'The scene file has no shots.', at });
    return false;
  }
  const isEmpty = value === null;
  if (role === 'storyboard') {
    report({
      code,
      severity: 'error',
      message: isEmpty
        ? 'The file is empty.'
        : Array.isArray(value)
          ? 'A storyboard is a mapping with `version` and `shots`; this is a list, as a scene file has it.'
          : 'A storyboard is a mapping with `version` and `shots`.',
      hint: Array.isArray(value)
        ? 'Put `version: 1` and `shots:` above it, or name the storyboard that includes it.'
        : 'Begin with `version: 1`, then `shots:`; `storyboard init` writes an example.',
      at,
    });
  } else {
    report({
      code,
      severity: 'error',
      message: isEmpty ? 'The scene file is empty.' : 'A scene file is a list of shots, and nothing else.',
      hint: 'Begin every shot with a dash: `- id: …`.',
      at,
    });
  }
  return false;
}

function checkItem(
  source: ParsedSource,
  item: unknown,
  pointer: Pointer,
  report: Report,
): readonly FormItem[] {
  if (isMapping(item) && Object.hasOwn(item, 'include')) {
    const { include } = checked<{ include?: string }>(
      source,
      validateInclude,
      definition('include'),
      item,
      pointer,
      report,
    );
    return include === undefined ? [] : [{ type: 'include', include, pointer }];
  }
  const shot = checked<LooseShot>(source, validateShot, definition('shot'), item, pointer, report);
  return isMapping(shot) ? [{ type: 'shot', shot, pointer }] : [];
}

/** The value as it is where it is right, else a copy without what is wrong. */
function checked<T>(
  source: ParsedSource,
  validate: Validate,
  schema: JsonSchema,
  value: unknown,
  pointer: Pointer,
  report: Report,
): T {
  if (validate(value)) return value as T;
  const { problems, wrong } = explainSchemaErrors(validate.errors ?? [], schema, value);
  for (const { code, message, hint, at } of problems) {
    const place = { path: source.path, ...at, pointer: [...pointer, ...at.pointer] };
    report({ code, severity: 'error', message, hint, at: place });
  }
  return without(value, wrong) as T;
}

function definition(name: string): JsonSchema {
  return STORYBOARD_SCHEMA.$defs?.[name] ?? {};
}

/** A copy without some values, made at one go; copies only what is on the way to them, since aliases share values. */
function without(value: unknown, wrong: readonly Pointer[]): unknown {
  if (wrong.some((pointer) => pointer.length === 0)) return undefined;
  if (!isMapping(value) || wrong.length === 0) return value;
  const below = Map.groupBy(wrong, ([step]) => String(step));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, own]) => {
      const kept = without(own, below.get(key)?.map((pointer) => pointer.slice(1)) ?? []);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}
