import { cleanText } from './clean-text.ts';
import { fieldOf, firstText } from './json-fields.ts';

const WORDS: ReadonlyMap<string, string> = new Map([
  ['EAI_AGAIN', 'its name cannot be looked up now'],
  ['ECONNREFUSED', 'the connection was refused'],
  ['ECONNRESET', 'the connection was reset'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ENETUNREACH', 'the network cannot be reached'],
  ['ENOTFOUND', 'there is no host of this name'],
  ['EPIPE', 'the connection was closed'],
  ['ETIMEDOUT', 'the connection timed out'],
  ['UND_ERR_BODY_TIMEOUT', 'the answer stopped half-way'],
  ['UND_ERR_CONNECT_TIMEOUT', 'no connection in time'],
  ['UND_ERR_HEADERS_TIMEOUT', 'no answer in time'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'the answer is not as long as it says'],
  ['UND_ERR_SOCKET', 'the connection was closed'],
]);

/** What went wrong on the wire, in words that hold nothing of what was sent. */
export function networkWords(error: unknown): string {
  const first = fieldOf(error, 'code') ?? fieldOf(error, 'errors', '0', 'code');
  const code = firstText(first) ?? '';
  const known = WORDS.get(code);
  if (known !== undefined) return known;
  return (
    cleanText(error instanceof Error ? error.message : String(error), [], 200) || 'the connection failed'
  );
}
