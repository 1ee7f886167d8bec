import type { YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import type { ComposedDocument } from './compose-yaml.ts';
import type { PlaceFinder } from './locate.ts';

/** One mistake often makes many complaints after it; a person mends the first ones and tries again. */
const MOST_SHOWN = 10;

type Said = { readonly message: string; readonly hint?: string };

/**
 * What is wrong with a document as YAML, in plain words. `broken`: its structure cannot be trusted, so nothing else
 * should be said about it.
 */
export function explainYamlErrors(
  composed: ComposedDocument,
  text: string,
  places: PlaceFinder,
): { readonly broken: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const { document, second } = composed;
  const tags = [...document.errors, ...document.warnings].filter(({ code }) => isTagError(code));
  const syntax = onePerLine(
    [...document.errors].filter(({ code }) => !isTagError(code)),
    places,
  );
  const diagnostics = [
    ...syntax.slice(0, MOST_SHOWN).map((error) => syntaxDiagnostic(error, text, places)),
    ...tags.map((error) => tagDiagnostic(error, text, places)),
    ...document.warnings
      .filter(({ code }) => !isTagError(code))
      .map((warning) => ({
        ...syntaxDiagnostic(warning, text, places),
        severity: 'warning' as const,
      })),
  ];
  if (second !== undefined) {
    diagnostics.push({
      code: 'yaml-documents',
      severity: 'error',
      message: 'The file holds more than one YAML document; only one can be the storyboard.',
      hint: 'Take the `---` line and what follows it out, or put it into a scene file of its own.',
      place: places.place(second, second),
    });
  }
  return { broken: syntax.length > 0, diagnostics };
}

function isTagError(code: YAMLError['code']): boolean {
  return code === 'TAG_RESOLVE_FAILED' || code === 'BAD_COLLECTION_TYPE';
}

function onePerLine(errors: readonly YAMLError[], places: PlaceFinder): readonly YAMLError[] {
  const sorted = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const lines = new Set<number>();
  return sorted.filter(({ pos }) => {
    if (lines.size > MOST_SHOWN) return false;
    const { line } = places.place(pos[0], pos[0]).start;
    return !lines.has(line) && lines.add(line);
  });
}

function tagDiagnostic(error: YAMLError, text: string, places: PlaceFinder): Diagnostic {
  const [start, end] = error.pos;
  return {
    code: 'yaml-tag',
    severity: 'error',
    message: `The tag ${text.slice(start, end).slice(0, 80)} is not read here: a storyboard is plain data.`,
    hint: 'Take the tag out.',
    place: places.place(start, end),
  };
}

function syntaxDiagnostic(error: YAMLError, text: string, places: PlaceFinder): Diagnostic {
  const [start, end] = error.pos;
  const { message, hint } = sayIt(error, text);
  return {
    code: error.code === 'BAD_ALIAS' || error.code === 'ALIAS_PROPS' ? 'yaml-alias' : 'yaml-syntax',
    severity: 'error',
    message,
    ...(hint === undefined ? {} : { hint }),
    place: places.place(start, Math.max(end, start + 1)),
  };
}

function sayIt(error: YAMLError, text: string): Said {
  const [start] = error.pos;
  const first = text[start] ?? '';
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return {
        message: `A text that starts with \`${first}\` must be in quotes.`,
        hint:
          first === '@' ? 'Put the whole text into quotes: "@name …".' : 'Put the whole text into quotes.',
      };
    case 'TAB_AS_INDENT':
      return {
        message: 'A tab indents this line; YAML is indented with spaces.',
        hint: 'Use spaces instead.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'There is a second `: ` on this line, so that it cannot be told where the text begins.',
        hint: 'Put a text that has a colon in it into quotes.',
      };
    case 'BAD_DQ_ESCAPE':
      return {
        message: `\`${text.slice(start, start + 2)}\` is not an escape of YAML.`,
        hint: 'Write `\\\\` for a backslash, or use single quotes.',
      };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return {
        message: 'This looks like a key, but it goes over more than one line or is too long for one.',
        hint: 'Put a text that has a colon in it into quotes; look for a missing quote or colon above.',
      };
    case 'BAD_INDENT':
      return { message: `The indentation does not fit: ${lowerFirst(error.message)}.`, hint: INDENT_HINT };
    case 'MISSING_CHAR':
      return missingCharacter(error);
    case 'BLOCK_IN_FLOW':
      return {
        message: 'A list or mapping in indented lines cannot stand inside brackets or braces.',
        hint: 'Write it in brackets or braces too, or the outer one in indented lines.',
      };
    default:
      return { message: `This is not valid YAML: ${lowerFirst(error.message)}.` };
  }
}

const INDENT_HINT = 'Keys of one mapping, and dashes of one list, stand exactly below each other.';

function missingCharacter({ message }: YAMLError): Said {
  const quote = /closing (['"])quote/.exec(message)?.[1];
  if (quote !== undefined) {
    return {
      message: `The text that starts here has no closing ${quote}.`,
      hint: 'Close it; inside double quotes a double quote is written \\".',
    };
  }
  if (message.startsWith('Implicit map keys need')) {
    return {
      message: 'A key without a colon and a value.',
      hint: 'Write `key: value`; a text that goes over lines is indented or begins with `|` or `>`.',
    };
  }
  return { message: `This is not valid YAML: ${lowerFirst(message)}.` };
}

function lowerFirst(message: string): string {
  return `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`.replace(/\.$/, '');
}
