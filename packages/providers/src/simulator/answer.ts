/** The head and the bytes of an HTTP answer. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
};

/**
 * What a simulator does with a request.
 *
 * - `reply`: answers as HTTP wants it, `afterMs` later where that is said.
 * - `reset`: tears the connection down; after half the reply where there is one.
 * - `hang`: never answers.
 * - `drip`: sends the reply a byte at a time.
 * - `slow`: sends the reply in pieces, all within `overMs`.
 * - `endless`: sends the body again and again, for ever.
 * - `cut`: closes half-way; `sized` says whether the length was told before.
 * - `mismatch`: tells a length that is too small.
 */
export type Answer =
  | { readonly manner: 'reply'; readonly reply: Reply; readonly afterMs?: number }
  | { readonly manner: 'reset'; readonly reply?: Reply }
  | { readonly manner: 'hang' }
  | { readonly manner: 'drip'; readonly reply: Reply }
  | { readonly manner: 'slow'; readonly reply: Reply; readonly overMs: number }
  | { readonly manner: 'endless'; readonly reply: Reply }
  | { readonly manner: 'cut'; readonly reply: Reply; readonly sized: boolean }
  | { readonly manner: 'mismatch'; readonly reply: Reply };

/** An answer in JSON. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer & { readonly manner: 'reply' } {
  const reply = {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
  return { manner: 'reply', reply };
}

/** A page of HTML, as a proxy in front of a service makes it. */
export function htmlAnswer(status: number, title: string): Answer & { readonly manner: 'reply' } {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\n<body><h1>${title}</h1></body></html>\n`;
  return { manner: 'reply', reply: { status, headers: { 'content-type': 'text/html' }, body } };
}
