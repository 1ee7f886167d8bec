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
  // What is in order already has the same text in ECMAScript, which writes it many times faster.
  const isPlain = typeof value !== 'object' || value === null;
  return isInOrder(value) || isPlain ? JSON.stringify(value) : writeInOrder(value);
}

/** Whether all objects of a value have their keys in order. */
function isInOrder(value: CanonicalValue | undefined): boolean {
  if (typeof value === 'string') return isText(value);
  if (typeof value === 'number') return isNumber(value);
  if (typeof value !== 'object' || value === null) return true;
  if (isList(value)) return value.every(isInOrder);
  let before = '';
  for (const key of Object.keys(value)) {
    if (key < before || !isText(key) || !isInOrder(value[key])) return false;
    before = key;
  }
  return true;
}

function writeInOrder(value: object & CanonicalValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // The default order compares UTF-16 units, which is what the RFC asks for.
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key];
      return isText(key) && member !== undefined ? [`${JSON.stringify(key)}:${canonicalJson(member)}`] : [];
    });
  return `{${members.join(',')}}`;
}

/** @throws RangeError */
function isText(text: string): boolean {
  if (text.isWellFormed()) return true;
  throw new RangeError('Half of a surrogate pair has no canonical JSON.');
}

/** @throws RangeError */
function isNumber(number: number): boolean {
  if (Number.isFinite(number)) return true;
  throw new RangeError(`${number} has no canonical JSON.`);
}

function isList(value: CanonicalValue): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
