/** What is at `path` of a value that a service sent, which need not have the shape it should; `undefined` where nothing is. */
export function fieldOf(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

/** The first of some values that is a text with something in it, or a number as text. */
export function firstText(...values: readonly unknown[]): string | undefined {
  for (const value of values) {
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return undefined;
}

/** What an error says, whatever it is: a text, an object with one somewhere in it, or anything at all as JSON. */
export function wordsOf(error: unknown): string | undefined {
  if (error === undefined || error === null || error === '') return undefined;
  return messageIn(error, 0) ?? JSON.stringify(error);
}

const MESSAGES = ['message', 'msg', 'info', 'reason', 'description', 'error', 'title'];
const DETAILS = ['errors', 'details', 'detail', 'issues'];

function messageIn(error: unknown, depth: number): string | undefined {
  const text = firstText(error);
  if (text !== undefined || depth > 4 || typeof error !== 'object' || error === null) return text;
  if (Array.isArray(error)) {
    const texts = error.slice(0, 5).flatMap((one) => messageIn(one, depth + 1) ?? []);
    return texts.length === 0 ? undefined : texts.join('; ');
  }
  const message = firstMessage(error, MESSAGES, depth);
  const details = firstMessage(error, DETAILS, depth);
  if (message !== undefined && details !== undefined && !message.includes(details)) {
    return `${message.replace(/[\s.:!]+$/, '')}: ${details}`;
  }
  const said = message ?? details;
  return said ?? firstText(fieldOf(error, 'name'), fieldOf(error, 'code'), fieldOf(error, 'type'));
}

function firstMessage(error: unknown, names: readonly string[], depth: number): string | undefined {
  for (const name of names) {
    const found = messageIn(fieldOf(error, name), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
