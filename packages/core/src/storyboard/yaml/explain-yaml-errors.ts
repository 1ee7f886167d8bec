import type { YAMLError } from 'yaml';
import type { DiagnosticCode } from '../../diagnostic/codes.ts';
import type { Diagnostic } from '../../diagnostic/diagnostic.ts';
import type { ComposedDocument } from './compose-yaml.ts';
import type { PlaceFinder } from './locate.ts';
import { sayYamlError } from './say-yaml-error.ts';

/** More than a person mends at once. */
const MOST_SHOWN = 20;

/** Mistakes within one value, which leave everything around it as it is meant. */
const LOCAL: ReadonlySet<YAMLError['code']> = new Set(['BAD_SCALAR_START', 'BAD_DQ_ESCAPE']);

const TAG: ReadonlySet<YAMLError['code']> = new Set(['TAG_RESOLVE_FAILED', 'BAD_COLLECTION_TYPE']);

/**
 * What is wrong with a document as YAML, in plain words. Of mistakes in its structure only the first is said, since most
 * others follow from it. `broken`: the structure cannot be trusted, so nothing else should be said of the file.
 */
export function explainYamlErrors(
  composed: ComposedDocument,
  text: string,
  places: PlaceFinder,
): { readonly broken: boolean; readonly diagnostics: readonly Diagnostic[] } {
  const { document, second } = composed;
  const syntax = document.errors.filter(({ code }) => !TAG.has(code)).sort(byPosition);
  const structural = syntax.filter(({ code }) => !LOCAL.has(code));
  const local = syntax.filter(({ code }) => LOCAL.has(code));
  const tags = [...document.errors, ...document.warnings].filter(({ code }) => TAG.has(code));
  return {
    broken: structural.length > 0,
    diagnostics: [
      ...[...structural.slice(0, 1), ...local.slice(0, MOST_SHOWN)].map((error) =>
        syntaxDiagnostic(error, text, places),
      ),
      ...tags.slice(0, MOST_SHOWN).map((error) => tagDiagnostic(error, text, places)),
      ...(second === undefined ? [] : [secondDocument(second, places)]),
    ],
  };
}

function byPosition(a: YAMLError, b: YAMLError): number {
  return a.pos[0] - b.pos[0];
}

function syntaxDiagnostic(error: YAMLError, text: string, places: PlaceFinder): Diagnostic {
  const { message, hint, start, end } = sayYamlError(error, text);
  const code: DiagnosticCode = error.code === 'ALIAS_PROPS' ? 'yaml-alias' : 'yaml-syntax';
  const place = places.place(start, end);
  return { code, severity: 'error', message, ...(hint === undefined ? {} : { hint }), place };
}

function tagDiagnostic(error: YAMLError, text: string, places: PlaceFinder): Diagnostic {
  const [start, end] = error.pos;
  return {
    code: 'yaml-tag',
    severity: 'error',
    message: `The tag ${text.slice(start, Math.min(end, start + 60))} is not read: a storyboard is plain data.`,
    hint: 'Take it out; a text that begins with `!` must be in quotes.',
    place: places.place(start, end),
  };
}

function secondDocument(start: number, places: PlaceFinder): Diagnostic {
  return {
    code: 'yaml-documents',
    severity: 'error',
    message: 'The file holds more than one YAML document; only one can be the storyboard.',
    hint: 'Take the `---` line out, or put what follows it into a scene file of its own.',
    place: places.place(start, start + 3),
  };
}
