import { type Json, visibleText } from '@storyboard/core';

/** Printable ASCII, as all that this program itself names. */
const PLAIN = /^[\x20-\x7e]*$/;

/** JSON in which nothing is spelt that could not be seen. */
const PLAIN_JSON = /^(?:[\x20-\x5b\x5d-\x7e]|\\["\\/])*$/;

/** Ids that this program made: of a job, a fingerprint, a submission, a run. */
const MADE_HERE = /^[\x21-\x7e]{0,200}$/;

/** A text of a ledger, which may have come with a stranger's project, fit to be shown on a terminal. */
export function visible(text: string): string {
  return PLAIN.test(text) ? text : visibleText(text);
}

/**
 * The JSON of a ledger, its texts and names fit to be shown.
 *
 * @throws SyntaxError where it is no JSON
 */
export function readVisible(text: string): Json {
  const value = JSON.parse(text) as Json;
  return PLAIN_JSON.test(text) ? value : visibleJson(value);
}

/**
 * An id by which rows of a ledger refer to each other.
 *
 * @throws SyntaxError where this program cannot have made it
 */
export function madeHere(id: string): string {
  if (!MADE_HERE.test(id)) throw new SyntaxError('It holds an id that storyboard never makes.');
  return id;
}

function visibleJson(value: Json): Json {
  if (typeof value === 'string') return visible(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(visibleJson);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [visible(name), visibleJson(inner)]),
  );
}
