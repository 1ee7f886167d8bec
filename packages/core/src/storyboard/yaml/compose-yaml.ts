import { Composer, type Document, Lexer, Parser } from 'yaml';

/** How deep mappings and lists may be nested; the format itself needs six levels. */
const MAX_DEPTH = 64;

/** How many lexical tokens a file may have; ten thousand ordinary shots have about six hundred thousand. */
const MAX_TOKENS = 1_000_000;

/** A YAML document, and where the next one of the same file starts, if there is one. */
export type ComposedDocument = {
  readonly type: 'document';
  readonly document: Document.Parsed;
  readonly second: number | undefined;
};

/** What became of a text: a document, or why and where it was given up before anything was built of it. */
export type Composed =
  | ComposedDocument
  | { readonly type: 'too-deep'; readonly offset: number }
  | { readonly type: 'too-long'; readonly offset: number };

/**
 * Reads the first YAML document of a text, in time and memory that hostile text cannot blow up: nesting and size are
 * watched token by token, before the recursive part of the parser sees them.
 */
export function composeYaml(text: string): Composed {
  const parser = new Parser();
  const composer = new Composer({
    schema: 'core',
    merge: false,
    resolveKnownTags: false,
    // The library compares every key with every other; duplicates are found while the plain value is made.
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  let tokens = 0;
  let first: Document.Parsed | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > MAX_TOKENS) return { type: 'too-long', offset: parser.offset };
    for (const token of parser.next(lexeme)) {
      for (const document of composer.next(token)) {
        if (first !== undefined) return { type: 'document', document: first, second: startOf(document) };
        first = document;
      }
    }
    // Each level of nesting is one token or two on the parser's stack.
    if (parser.stack.length > MAX_DEPTH) return { type: 'too-deep', offset: parser.offset };
  }
  for (const token of parser.end()) {
    for (const document of composer.next(token)) {
      if (first !== undefined) return { type: 'document', document: first, second: startOf(document) };
      first = document;
    }
  }
  for (const document of composer.end(true, text.length)) {
    if (first !== undefined) return { type: 'document', document: first, second: startOf(document) };
    first = document;
  }
  if (first === undefined) throw new Error('The YAML composer gave no document.');
  return { type: 'document', document: first, second: undefined };
}

function startOf(document: Document.Parsed): number {
  return document.range[0];
}
