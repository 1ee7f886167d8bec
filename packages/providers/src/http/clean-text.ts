/** As much of a service's words as is worth showing. */
const MAX_LENGTH = 500;
/** As much of them as is read for that: an answer of a megabyte must not keep everything else waiting. */
const MAX_READ = 4000;

const [BELL, ESCAPE, TERMINATOR] = ['\u0007', '\u001b', '\u009c'];
/** Escape sequences of terminals. Node's own pattern takes the square of the time for many of them that never end. */
const ESCAPES = new RegExp(
  `${ESCAPE}\\[[0-?]{0,40}[ -/]{0,4}[@-~]|${ESCAPE}\\][^${BELL}${ESCAPE}${TERMINATOR}]*(?:${BELL}|${ESCAPE}\\\\|${TERMINATOR})`,
  'g',
);

/** Characters that cannot be seen or that turn the direction of text; those that join emoji stay. */
const UNSEEN = /[\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/**
 * Text that a service sent, made fit to be shown and stored: on one line, without control characters, without the
 * queries of addresses (they carry signatures), without `secrets` in any of the spellings a service may echo them in,
 * and at most `maxLength` characters.
 */
export function cleanText(text: string, secrets: readonly string[] = [], maxLength = MAX_LENGTH): string {
  const read = text.slice(0, MAX_READ);
  const line = read.replace(ESCAPES, '').replace(UNSEEN, '').replace(CONTROLS, ' ').trim();
  const spellings = secrets.filter((secret) => secret !== '').flatMap(spellingsOf);
  const safe = spellings.reduce((cleaned, spelling) => cleaned.replaceAll(spelling, '[key]'), line);
  // The cut may have gone through a secret, and half of one is still worth something.
  const half = read === text ? 0 : Math.max(0, ...spellings.map(({ length }) => length));
  return shortened(redactUrls(half === 0 ? safe : safe.slice(0, -half)), maxLength);
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

function spellingsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), base64(secret)];
}

function base64(secret: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(secret))).replace(/=+$/, '');
}

function shortened(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  // The cut may fall between the halves of one character.
  return `${text.slice(0, maxLength - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
