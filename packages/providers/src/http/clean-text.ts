import { stripVTControlCharacters } from 'node:util';

/** As much of a service's words as is worth showing. */
const MAX_LENGTH = 500;
/** As much of them as is read for that. */
const MAX_READ = 20_000;

/** Characters that cannot be seen or that turn the direction of text; those that join emoji stay. */
const UNSEEN = /[\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text that a service sent, made fit to be shown and stored: on one line, without control characters, without the
 * queries of addresses (they carry signatures), without `secrets` in any of the spellings a service may echo them in,
 * and at most `maxLength` characters.
 */
export function cleanText(text: string, secrets: readonly string[] = [], maxLength = MAX_LENGTH): string {
  const line = stripVTControlCharacters(text).replace(UNSEEN, '').replace(CONTROLS, ' ').trim();
  // Secrets first: a cut through one would leave half of it.
  return shortened(redactUrls(withoutSecrets(line, secrets).slice(0, MAX_READ)), maxLength);
}

/** Text in which every address is kept but for what follows its `?`, and for a user and password before its host. */
export function redactUrls(text: string): string {
  return text
    .replace(/(\b[a-z][a-z\d+.-]{1,20}:\\?\/\\?\/)[^\s/?#"'<>\\]{1,500}@/gi, '$1…@')
    .replace(/\?[^\s?"'<>`=]*=[^\s"'<>`]*/g, '?…')
    .replace(/%3f[^\s"'<>`]*/gi, '%3F…')
    .replace(SIGNED_PARAMETER, '$1=…');
}

/** Parts of a signed query that stand alone, as in an error page that lists them. */
const SIGNED_PARAMETER =
  /\b((?:x-(?:amz|goog|oss)-)?(?:signature|credential|security-token)|(?:oss|aws)?accesskeyid|key-pair-id|policy|sig)=[^\s&"'<>`]+/gi;

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret), base64(secret)])
    .reduce((cleaned, spelling) => cleaned.replaceAll(spelling, '[key]'), text);
}

function base64(secret: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(secret))).replace(/=+$/, '');
}

function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // The cut may fall between the halves of one character.
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
