import type { GenerationRequest, Json } from '@storyboard/core';

const QUERY = /(\bhttps?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi;
const CREDENTIALS = /(\bhttps?:\/\/)[^\s/@"'<>]*@/gi;
const DATA = /\bdata:[^\s,"'<>]*,[^\s"'<>]*/gi;

/** A request as it may be written down: addresses without their query strings, which may be signed, and no bytes. */
export function cleanRequest(request: GenerationRequest): Json {
  return clean(JSON.parse(JSON.stringify(request)) as Json);
}

/**
 * A step's result as it may be written down. The handle of the provider stays as it is, to find the job again by; nothing
 * secret is in it.
 */
export function cleanResult(result: Json): Json {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return clean(result);
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => [name, name === 'operation' ? value : clean(value)]),
  );
}

function clean(value: Json): Json {
  if (typeof value === 'string') {
    return value.replace(DATA, 'data:…').replace(CREDENTIALS, '$1').replace(QUERY, '$1?…');
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(clean);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, clean(inner)]));
}
