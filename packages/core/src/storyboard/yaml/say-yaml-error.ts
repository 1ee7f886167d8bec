import type { YAMLError } from 'yaml';

/** A YAML error in plain words, and the stretch of the text that shows it best. */
export type SaidError = {
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
};

const INDENT_HINT = 'Keys of one mapping, and dashes of one list, stand exactly below each other.';

/** Says in plain words what a YAML error means, by its code and by what is written there. */
export function sayYamlError(error: YAMLError, text: string): SaidError {
  const start = firstInk(text, error.pos[0]);
  const line = lineAround(text, start);
  const said = byLine(line.text) ?? byCode(error, text, start);
  const opening = openingOfUnclosed(error, text);
  if (opening !== undefined) return { ...said, start: opening, end: opening + 1 };
  // Enough to see it; the rest of a line says no more.
  const end = Math.max(start + 1, Math.min(error.pos[1], line.end));
  return { ...said, start, end };
}

type Said = { readonly message: string; readonly hint?: string };

/** Slips of one line that explain any error there. */
function byLine(line: string): Said | undefined {
  if (/^\s*-[^\s-]/.test(line)) {
    return {
      message: 'A dash that begins an entry of a list needs a space after it.',
      hint: 'Write `- id: …`.',
    };
  }
  const joined = /^\s*(?:- +)?([\w-]+):([^\s:/]\S*)\s*$/.exec(line);
  if (joined !== null) {
    return { message: 'A space is missing after the colon.', hint: `Write \`${joined[1]}: ${joined[2]}\`.` };
  }
  return undefined;
}

function byCode(error: YAMLError, text: string, start: number): Said {
  const { message } = error;
  const first = text[start] ?? '';
  switch (error.code) {
    case 'BAD_SCALAR_START':
      return {
        message: `A text that begins with \`${first}\` must be in quotes.`,
        hint:
          first === '@' ? 'Put the whole text into quotes: "@name …".' : 'Put the whole text into quotes.',
      };
    case 'BAD_ALIAS':
      return { message: 'A text that begins with `&` or `*` must be in quotes.' };
    case 'TAB_AS_INDENT':
      return {
        message: 'A tab indents this line; YAML is indented with spaces.',
        hint: 'Use spaces instead.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return nestedKey(text, start);
    case 'BAD_DQ_ESCAPE':
      return {
        message: `\`${text.slice(start, start + 2)}\` is not an escape of YAML.`,
        hint: 'Write `\\\\` for a backslash, or use single quotes.',
      };
    case 'MULTILINE_IMPLICIT_KEY':
    case 'KEY_OVER_1024_CHARS':
      return missingColon(text, start);
    case 'BLOCK_IN_FLOW':
      return {
        message: 'A list or mapping in indented lines cannot stand inside brackets or braces.',
        hint: 'Write it in brackets or braces too, or the outer one in indented lines.',
      };
    case 'UNEXPECTED_TOKEN':
      return unexpected(message, text, start);
    case 'BAD_INDENT':
      return /end with a ([}\]])/.test(message) ? unclosedBracket(message) : badIndent();
    default:
      return missingCharacter(message);
  }
}

/** Either a second colon on the line, or a key of the next line that is indented too far. */
function nestedKey(text: string, start: number): Said {
  const line = lineAround(text, start);
  const rest = line.text.slice(start - line.start);
  return !/:(?:\s|$)/.test(rest)
    ? {
        message: 'The line below is indented further than this key, so that it reads as a part of its value.',
        hint: INDENT_HINT,
      }
    : {
        message: 'There is a second `: ` on this line, so that it cannot be told where the text begins.',
        hint: 'Put a text that has a colon in it into quotes.',
      };
}

function missingColon(text: string, start: number): Said {
  const word = /^([\w-]+)[ \t]*\r?\n/.exec(text.slice(start, start + 100))?.[1];
  return word === undefined
    ? {
        message: 'This reads as a key, but it goes over more than one line.',
        hint: 'Look for a missing colon or quote here and above; put a text that has a colon in it into quotes.',
      }
    : { message: `A colon is missing after \`${word}\`.`, hint: `Write \`${word}:\`.` };
}

/** Something follows where a value has ended: after a closing quote or bracket, or after an alias. */
function unexpected(message: string, text: string, start: number): Said {
  const before = text.slice(0, start).trimEnd().at(-1) ?? '';
  if (message.includes('at node end')) {
    if (before === "'") {
      return {
        message: "The quoted text ends before this, at the last '.",
        hint: "Write '' for each ' inside single quotes, or use double quotes around the text.",
      };
    }
    if (before === '"') {
      return {
        message: 'The quoted text ends before this, at the last ".',
        hint: 'Write \\" for each " inside double quotes, or use single quotes around the text.',
      };
    }
    return {
      message: 'The value ends before this; nothing can follow it on the same line.',
      hint: 'A text that begins with `[`, `{`, `*` or `&` must be in quotes.',
    };
  }
  if (/Unexpected ,|Unexpected empty item/.test(message)) {
    return { message: 'A comma too many, or an entry is missing.' };
  }
  return { message: `This is not valid YAML: ${lowerFirst(message)}.` };
}

function missingCharacter(message: string): Said {
  const quote = /closing (['"])quote/.exec(message)?.[1];
  if (quote !== undefined) {
    return {
      message: `The text that begins here has no closing ${quote}.`,
      hint: 'Close it; indent every line of a quoted text further than its key.',
    };
  }
  if (message.startsWith('Implicit map keys need')) {
    return {
      message: 'This line is neither `key: value` nor a part of the text above.',
      hint: 'Indent it further if it goes on with the text above; begin a text of several lines with `>`.',
    };
  }
  if (/^Missing ,/.test(message)) return { message: 'A comma is missing between two entries.' };
  if (message.startsWith('Sequence item without')) return badIndent();
  if (/end with a [}\]]/.test(message)) return unclosedBracket(message);
  return { message: `This is not valid YAML: ${lowerFirst(message)}.` };
}

function badIndent(): Said {
  return {
    message: 'The indentation of this line fits nothing above it.',
    hint: INDENT_HINT,
  };
}

function unclosedBracket(message: string): Said {
  const closing = /end with a ([}\]])/.exec(message)?.[1] ?? ']';
  return {
    message: `A \`${closing === '}' ? '{' : '['}\` above is not closed with \`${closing}\`.`,
    hint: 'Lines inside brackets or braces are indented further than the key they belong to.',
  };
}

/** Of a text that is never closed, where it is opened: the last quote that closes nothing. */
function openingOfUnclosed({ message, pos }: YAMLError, text: string): number | undefined {
  const quote = /closing (['"])quote/.exec(message)?.[1];
  if (quote === undefined) return undefined;
  let at = text.lastIndexOf(quote, pos[0] - 1);
  while (at > 0 && text[at - 1] === (quote === '"' ? '\\' : "'")) at = text.lastIndexOf(quote, at - 2);
  return at === -1 ? undefined : at;
}

/** Errors about indentation point at the start of a line; what a person sees begins after the spaces. */
function firstInk(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ') at += 1;
  return at >= text.length ? offset : at;
}

type Line = { readonly text: string; readonly start: number; readonly end: number };

function lineAround(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const next = text.indexOf('\n', offset);
  const end = next === -1 ? text.length : next;
  return { text: text.slice(start, Math.min(end, start + 500)).replace(/\r$/, ''), start, end };
}

function lowerFirst(message: string): string {
  return `${message.slice(0, 1).toLowerCase()}${message.slice(1)}`.replace(/\.$/, '').slice(0, 200);
}
