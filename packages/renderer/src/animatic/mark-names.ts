/** A stretch of a prompt: ordinary words, or a mention of a reference. */
export type PromptPart = { readonly text: string; readonly name?: string };

/** Splits a prompt at the mentions (`@name`) of these names. `@@` is an ordinary `@`. */
export function markNames(prompt: string, names: ReadonlySet<string>): readonly PromptPart[] {
  const parts: PromptPart[] = [];
  let plain = '';
  for (const [token, name] of prompt.matchAll(/@@|@([\p{L}\p{N}][\p{L}\p{N}_-]*)|[^@]+|@/gu)) {
    const known = name === undefined ? undefined : longestName(name, names);
    if (name === undefined || known === undefined) {
      plain += token === '@@' ? '@' : token;
      continue;
    }
    if (plain !== '') parts.push({ text: plain });
    parts.push({ text: `@${known}`, name: known });
    plain = name.slice(known.length);
  }
  if (plain !== '') parts.push({ text: plain });
  return parts;
}

/** A name may be followed by more letters where no blank is written between words, or by a dash. */
function longestName(written: string, names: ReadonlySet<string>): string | undefined {
  for (let end = written.length; end > 0; end--) {
    const candidate = written.slice(0, end);
    const follows = written.slice(end);
    const atEnd = follows === '' || !/^[A-Za-z0-9]/u.test(follows);
    if (atEnd && names.has(candidate)) return candidate;
  }
  return undefined;
}
