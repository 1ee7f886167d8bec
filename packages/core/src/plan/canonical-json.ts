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
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  return canonicalObject(value);
}

function canonicalObject(object: { readonly [key: string]: CanonicalValue | undefined }): string {
  let members = '';
  // The default order compares UTF-16 units, which is what the RFC asks for.
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value === undefined) continue;
    members += `${members === '' ? '' : ','}${canonicalText(key)}:${canonicalJson(value)}`;
  }
  return `{${members}}`;
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
