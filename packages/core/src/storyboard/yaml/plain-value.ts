import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { DiagnosticCode } from '../../diagnostic/codes.ts';
import type { Severity } from '../../diagnostic/diagnostic.ts';
import { ticked } from '../shown.ts';
import { forbiddenCharacter } from './forbidden-character.ts';

/** How many values aliases may add to a document; repeating a setting in ten thousand shots needs some ten thousand. */
const MAX_ALIASED_VALUES = 500_000;

/** More than a person mends at once. */
const MOST_PROBLEMS = 1000;

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

/** Keys whose values are sentences. */
const PROSE: ReadonlySet<string> = new Set(['prompt', 'negative_prompt', 'caption', 'title', 'description']);

/** Tags whose values are what YAML itself makes of them. */
const CORE_TAG = /^tag:yaml\.org,2002:(?:str|int|float|bool|null|map|seq)$/;

/**
 * Stands for a value that was already complained about, so that nobody complains again that it is of the wrong type.
 */
export const UNUSABLE = Symbol('unusable');

/** Something found wrong while a document was made plain, at offsets of its text. */
export type PlainProblem = {
  readonly code: DiagnosticCode;
  readonly severity?: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly start: number;
  readonly end: number;
  readonly related?: { readonly message: string; readonly start: number; readonly end: number };
};

/** A document as plain data, the nodes that its aliases stand for, and what was wrong. */
export type PlainDocument = {
  readonly value: unknown;
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly problems: readonly PlainProblem[];
};

type Anchored = { readonly node: Node; readonly value: unknown; readonly size: number };

/**
 * Makes plain data of a document. Keys are text; a key that is there twice counts once; keys that would reach an
 * object's prototype and merge keys are left out. Aliases share the value of their anchor, so that a small file cannot
 * become a large one.
 */
export function plainValue(document: Document.Parsed, text: string): PlainDocument {
  const problems: PlainProblem[] = [];
  const targets = new Map<Alias, Node>();
  // An anchor counts from where it stands; `undefined` while its own value is being made.
  const anchors = new Map<string, Anchored | undefined>();
  // The text itself was looked through before; only an escape can bring such a character in.
  const hasEscapes = text.includes('\\');
  let aliased = 0;
  let size = 0;

  const value = plain(document.contents);
  return { value, targets, problems };

  function plain(node: Node | null | undefined): unknown {
    size += 1;
    if (node === null || node === undefined) return null;
    if (isAlias(node)) return plainAlias(node);
    const anchor = node.anchor;
    if (anchor !== undefined) anchors.set(anchor, undefined);
    const before = size;
    const made = !isCoreTag(node)
      ? UNUSABLE
      : isScalar(node)
        ? plainScalar(node.value, node)
        : isMap(node)
          ? plainMap(node.items as readonly Pair<Node, Node | null>[])
          : isSeq(node)
            ? node.items.map((item) => plain(item as Node))
            : null;
    if (anchor !== undefined) anchors.set(anchor, { node, value: made, size: size - before + 1 });
    return made;
  }

  function plainAlias(alias: Alias): unknown {
    const anchored = anchors.get(alias.source);
    if (anchored === undefined) {
      const itself = anchors.has(alias.source);
      add(alias, {
        code: 'yaml-alias',
        message: itself
          ? `The alias ${ticked(`*${alias.source}`)} stands inside the value it is an alias for.`
          : `The alias ${ticked(`*${alias.source}`)} has no anchor ${ticked(`&${alias.source}`)} before it.`,
      });
      return UNUSABLE;
    }
    const within = aliased <= MAX_ALIASED_VALUES;
    aliased += anchored.size;
    size += anchored.size;
    if (aliased > MAX_ALIASED_VALUES) {
      if (within) {
        add(alias, {
          code: 'yaml-alias',
          message: `Aliases repeat more than ${MAX_ALIASED_VALUES.toLocaleString('en')} values; the file is refused.`,
        });
      }
      return UNUSABLE;
    }
    targets.set(alias, anchored.node);
    return anchored.value;
  }

  function plainScalar(made: unknown, node: Node): unknown {
    if (typeof made !== 'string') return made === undefined ? null : made;
    const found = hasEscapes ? forbiddenCharacter(made) : undefined;
    if (found !== undefined) {
      add(node, {
        code: 'forbidden-character',
        message: `The text holds the control character ${found}, which nothing can show.`,
        hint: 'Take it out.',
      });
      return UNUSABLE;
    }
    return made;
  }

  function plainMap(pairs: readonly Pair<Node, Node | null>[]): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    let keys: Map<string, Node> | undefined;
    for (const pair of pairs) {
      const key = keyText(pair.key);
      if (key === undefined) {
        add(pair.key, { code: 'wrong-type', message: 'A key must be text.' });
        plain(pair.value);
        continue;
      }
      if (key === '<<') {
        add(pair.key, {
          code: 'yaml-merge-key',
          message: 'Merge keys (`<<`) are not part of the format.',
          hint: 'Write the settings out, put them into `defaults`, or repeat a whole value with an alias.',
        });
        plain(pair.value);
        continue;
      }
      if (FORBIDDEN_KEYS.has(key)) {
        add(pair.key, { code: 'forbidden-key', message: `${ticked(key)} cannot be a key.` });
        plain(pair.value);
        continue;
      }
      if (Object.hasOwn(made, key)) {
        keys ??= firstKeys(pairs);
        const first = keys.get(key)?.range;
        add(pair.key, {
          code: 'yaml-duplicate-key',
          message: `${ticked(key)} is here twice; only one of them can count.`,
          hint: 'Take one of them out.',
          ...(first === undefined || first === null
            ? {}
            : { related: { message: `the first ${ticked(key)}`, start: first[0], end: first[1] } }),
        });
        plain(pair.value);
        continue;
      }
      made[key] = plain(pair.value);
      if (PROSE.has(key)) warnOfCut(key, pair.value);
    }
    return made;
  }

  /** `A raccoon #1` is `A raccoon` to YAML; a person who comments puts a space after the sign. */
  function warnOfCut(key: string, node: Node | null): void {
    const comment = isScalar(node) && node.type === 'PLAIN' ? node.comment : undefined;
    if (comment === undefined || comment === null || !/^\S/.test(comment)) return;
    add(node, {
      code: 'text-cut-by-comment',
      severity: 'warning',
      message: `${ticked(key)} ends before ${ticked(`#${comment}`)}: without quotes, \` #\` begins a comment.`,
      hint: 'Put the text into quotes, or a space after the `#`.',
    });
  }

  function add(node: Node | null, problem: Omit<PlainProblem, 'start' | 'end'>): void {
    if (problems.length >= MOST_PROBLEMS) return;
    const [start, end] = node?.range ?? [0, 0];
    problems.push({ ...problem, start, end });
  }
}

/** A key as text: a plain number or word as it is written, so `007` is `007`. Absent for anything but a scalar. */
export function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return key.value === null || key.value === undefined ? undefined : (key.source ?? String(key.value));
}

function isCoreTag({ tag }: Node): boolean {
  return tag === undefined || CORE_TAG.test(tag);
}

function firstKeys(pairs: readonly Pair<Node, Node | null>[]): Map<string, Node> {
  const keys = new Map<string, Node>();
  for (const { key } of pairs) {
    const text = keyText(key);
    if (text !== undefined && !keys.has(text)) keys.set(text, key);
  }
  return keys;
}
