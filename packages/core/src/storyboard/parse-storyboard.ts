import type { Diagnostic } from '../diagnostic/diagnostic.ts';
import { MAX_SOURCE_BYTES, type ParsedSource, type SourceText } from './source.ts';
import { composeYaml } from './yaml/compose-yaml.ts';
import { explainYamlErrors } from './yaml/explain-yaml-errors.ts';
import { codePointName, forbiddenCharacterAt } from './yaml/forbidden-character.ts';
import { type PlaceFinder, placeFinder } from './yaml/locate.ts';
import { type PlainProblem, plainValue } from './yaml/plain-value.ts';

/**
 * Reads a storyboard or scene file as YAML: plain data, places, and everything that is wrong with it as YAML. Never
 * throws and never hangs, whatever the text is.
 */
export function parseStoryboard(source: SourceText): ParsedSource {
  const { path } = source;
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const places = placeFinder(path, text);
  const refusal = refuse(text, places);
  if (refusal !== undefined) return refused(path, text, places, refusal);

  const composed = composeYaml(text);
  if (composed.type === 'too-deep') {
    return refused(path, text, places, {
      code: 'yaml-too-deep',
      severity: 'error',
      message: 'Mappings or lists are nested deeper than any storyboard needs; the file is refused.',
      place: places.place(composed.offset - 1, composed.offset),
    });
  }
  if (composed.type === 'too-long') {
    return refused(path, text, places, {
      code: 'file-too-large',
      severity: 'error',
      message: 'The file has more than a million words and signs of YAML; it was refused.',
      hint: 'Split it into scene files and `include` them.',
    });
  }
  const syntax = explainYamlErrors(composed, text, places);
  if (syntax.broken) return { ...refused(path, text, places), diagnostics: syntax.diagnostics };

  const { value, targets, problems } = plainValue(composed.document, text);
  const { place, locate, locateAt } = placeFinder(path, text, composed.document, targets);
  const diagnostics = [...syntax.diagnostics, ...problems.map((problem) => diagnosticOf(problem, place))];
  return { path, text, value, diagnostics, locate, locateAt };
}

/** What is refused before the text is looked at as YAML. */
function refuse(text: string, places: PlaceFinder): Diagnostic | undefined {
  if (text.length > MAX_SOURCE_BYTES || utf8Bytes(text) > MAX_SOURCE_BYTES) {
    return {
      code: 'file-too-large',
      severity: 'error',
      message: `The file is larger than ${MAX_SOURCE_BYTES / 1024 / 1024} MiB; it was refused before it was read as YAML.`,
      hint: 'Split it into scene files and `include` them.',
      place: places.place(0, 0),
    };
  }
  const at = forbiddenCharacterAt(text);
  if (at === -1) return undefined;
  return {
    code: 'forbidden-character',
    severity: 'error',
    message: `The file holds the control character ${codePointName(text.slice(at, at + 2))}; YAML is text.`,
    hint: 'Take it out, or save the file as UTF-8 text.',
    place: places.place(at, at + 1),
  };
}

function refused(path: string, text: string, places: PlaceFinder, diagnostic?: Diagnostic): ParsedSource {
  const diagnostics = diagnostic === undefined ? [] : [{ place: places.place(0, 0), ...diagnostic }];
  return { path, text, value: undefined, diagnostics, locate: places.locate, locateAt: places.locateAt };
}

function diagnosticOf(problem: PlainProblem, place: PlaceFinder['place']): Diagnostic {
  const { code, severity = 'error', message, hint, start, end, related } = problem;
  return {
    code,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    place: place(start, end),
    ...(related === undefined
      ? {}
      : { related: [{ message: related.message, place: place(related.start, related.end) }] }),
  };
}

function utf8Bytes(text: string): number {
  if (text.length * 3 <= MAX_SOURCE_BYTES) return text.length;
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair stands for two of its four bytes.
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
