/** What one field of a request must be. */
export type FieldRule = { readonly required?: true } & (
  | { readonly type: 'text'; readonly maxLength?: number }
  | { readonly type: 'enum'; readonly values: readonly string[] }
  | {
      readonly type: 'integer';
      readonly values?: readonly number[];
      readonly min?: number;
      readonly max?: number;
    }
  | { readonly type: 'boolean' }
  | { readonly type: 'url' }
  | { readonly type: 'urls'; readonly min: number; readonly max: number }
);

/** The fields that a model takes. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** What is wrong with the fields of a request, a sentence each in the manner of the services. */
export function fieldProblems(
  fields: Readonly<Record<string, unknown>>,
  rules: FieldRules,
): readonly string[] {
  const unknown = Object.keys(fields).filter((name) => !Object.hasOwn(rules, name));
  return [
    ...Object.entries(rules).flatMap(([name, rule]) => problemsOf(name, fields[name], rule)),
    ...unknown.map((name) => `Unrecognized key: '${name}'`),
  ];
}

/** The fields of a value; none where it is no object. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function problemsOf(name: string, value: unknown, rule: FieldRule): readonly string[] {
  if (value === undefined) return rule.required ? [`${name}: Required`] : [];
  switch (rule.type) {
    case 'text':
      return textProblems(name, value, rule.maxLength);
    case 'enum':
      return unless(
        typeof value === 'string' && rule.values.includes(value),
        `${name}: Invalid enum value. Expected ${quoted(rule.values)}, received ${shown(value)}`,
      );
    case 'integer':
      return integerProblems(name, value, rule);
    case 'boolean':
      return unless(typeof value === 'boolean', `${name}: Expected boolean, received ${shown(value)}`);
    case 'url':
      return unless(isAddress(value), `${name}: Invalid url`);
    case 'urls':
      return urlsProblems(name, value, rule);
  }
}

function textProblems(name: string, value: unknown, maxLength: number | undefined): readonly string[] {
  if (typeof value !== 'string') return [`${name}: Expected string, received ${shown(value)}`];
  if (value.trim() === '') return [`${name}: String must contain at least 1 character(s)`];
  return unless(
    maxLength === undefined || [...value].length <= maxLength,
    `${name}: String must contain at most ${maxLength} character(s)`,
  );
}

/** A number as text is taken too: the vendor's own samples send one. */
function integerProblems(
  name: string,
  value: unknown,
  rule: FieldRule & { readonly type: 'integer' },
): readonly string[] {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) {
    return [`${name}: Expected integer, received ${shown(value)}`];
  }
  if (rule.values !== undefined && !rule.values.includes(number)) {
    return [`${name}: Invalid enum value. Expected ${quoted(rule.values)}, received ${shown(value)}`];
  }
  return [
    ...unless(rule.min === undefined || number >= rule.min, `${name}: Number must be at least ${rule.min}`),
    ...unless(rule.max === undefined || number <= rule.max, `${name}: Number must be at most ${rule.max}`),
  ];
}

function urlsProblems(
  name: string,
  value: unknown,
  { min, max }: FieldRule & { readonly type: 'urls' },
): readonly string[] {
  if (!Array.isArray(value)) return [`${name}: Expected array, received ${shown(value)}`];
  return [
    ...unless(value.length >= min, `${name}: Array must contain at least ${min} element(s)`),
    ...unless(value.length <= max, `${name}: Array must contain at most ${max} element(s)`),
    ...value.flatMap((item, index) => unless(isAddress(item), `${name}[${index}]: Invalid url`)),
  ];
}

function isAddress(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  return ['http:', 'https:', 'data:'].includes(new URL(value).protocol);
}

function quoted(values: readonly (string | number)[]): string {
  return values.map((value) => `'${value}'`).join(' | ');
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 80)}'` : value === null ? 'null' : typeof value;
}

function unless(holds: boolean, problem: string): readonly string[] {
  return holds ? [] : [problem];
}
