/** JSON, but for members of objects that may be undefined; those are not there. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/**
 * JSON in the canonical form of RFC 8785: equal values give equal text, whatever the order of their keys.
 *
 * @throws RangeError for what that form has no text for: a number that is not finite, half of a surrogate pair.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (isList(value)) return canonicalList(value);
  return canonicalObject(value);
}

function canonicalList(list: readonly CanonicalValue[]): string {
  let items = '';
  for (const item of list) items += `${items === '' ? '' : ','}${canonicalJson(item)}`;
  return `[${items}]`;
}

function canonicalObject(object: { readonly [key: string]: CanonicalValue | undefined }): string {
  let members = '';
  for (const key of sortedKeys(object)) {
    const value = object[key];
    if (value === undefined) continue;
    members += `${members === '' ? '' : ','}${canonicalText(key)}:${canonicalJson(value)}`;
  }
  return `{${members}}`;
}

/** Sorts by UTF-16 units, as the RFC asks for; most objects are written in that order to begin with. */
function sortedKeys(object: object): readonly string[] {
  const keys = Object.keys(object);
  const inOrder = keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key);
  return inOrder ? keys : keys.sort();
}

/** ECMAScript's own text of strings and numbers is the one that the RFC prescribes. */
function canonicalText(text: string): string {
  if (!text.isWellFormed()) throw new RangeError('Half of a surrogate pair has no canonical JSON.');
  return JSON.stringify(text);
}

function canonicalNumber(number: number): string {
  if (!Number.isFinite(number)) throw new RangeError(`${number} has no canonical JSON.`);
  return JSON.stringify(number);
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
