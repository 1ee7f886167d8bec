import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Place } from '../../diagnostic/diagnostic.ts';
import type { Pointer } from '../source.ts';
import { keyText } from './plain-value.ts';
import { positionsOf } from './positions.ts';

type Found = { readonly key: Node | undefined; readonly value: Node | undefined };

/** Finds where things are written: by pointer into a document, or by offsets. */
export type PlaceFinder = {
  readonly place: (start: number, end: number) => Place;
  readonly locate: (pointer: Pointer, target?: 'key' | 'value') => Place;
  readonly locateAt: (pointer: Pointer, index: number, written: string) => Place | undefined;
};

/**
 * Finds places in one file on demand, by walking its document; nothing is prepared, so a file without problems costs
 * nothing. Through an alias the way leads to what is written at its anchor.
 */
export function placeFinder(
  path: string,
  text: string,
  document?: Document.Parsed,
  targets: ReadonlyMap<Alias, Node> = new Map(),
): PlaceFinder {
  const position = positionsOf(text);
  const maps = new WeakMap<object, ReadonlyMap<string, Pair<Node, Node | null>>>();
  return { place, locate, locateAt };

  function place(start: number, end: number): Place {
    return { path, start: position(start), end: position(Math.max(start, end)) };
  }

  function locate(pointer: Pointer, target: 'key' | 'value' = 'value'): Place {
    const { key, value } = find(pointer);
    // An empty value is best shown by its key.
    const wanted = target === 'key' || isEmpty(value) ? (key ?? value) : value;
    const range = wanted?.range;
    return range === undefined || range === null
      ? place(0, firstLineEnd(0))
      : place(shownStart(wanted, range), shownEnd(wanted, range));
  }

  function locateAt(pointer: Pointer, index: number, written: string): Place | undefined {
    const range = find(pointer).value?.range;
    if (range === undefined || range === null) return undefined;
    let at = range[0] - 1;
    for (let count = 0; count <= index; count += 1) {
      at = text.indexOf('@', at + 1);
      if (at === -1 || at >= range[1]) return undefined;
    }
    return text.startsWith(written, at) ? place(at, at + written.length) : undefined;
  }

  function find(pointer: Pointer): Found {
    let found: Found = { key: undefined, value: document?.contents ?? undefined };
    for (const step of pointer) {
      const next = child(resolve(found.value), step);
      if (next === undefined) return found;
      found = next;
    }
    return found;
  }

  function child(node: Node | undefined, step: string | number): Found | undefined {
    if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step] as Node | undefined;
      return item === undefined ? undefined : { key: undefined, value: item };
    }
    if (!isMap(node)) return undefined;
    const pair = pairsOf(node as { items: Pair<Node, Node | null>[] }).get(String(step));
    return pair === undefined ? undefined : { key: pair.key, value: pair.value ?? undefined };
  }

  function pairsOf(map: { items: Pair<Node, Node | null>[] }): ReadonlyMap<string, Pair<Node, Node | null>> {
    const known = maps.get(map);
    if (known !== undefined) return known;
    const pairs = new Map<string, Pair<Node, Node | null>>();
    for (const pair of map.items) {
      const name = keyText(pair.key);
      if (name !== undefined && !pairs.has(name)) pairs.set(name, pair);
    }
    maps.set(map, pairs);
    return pairs;
  }

  function resolve(node: Node | undefined): Node | undefined {
    return isAlias(node) ? targets.get(node) : node;
  }

  /** A text that begins with `|` or `>` is shown from its first line of words. */
  function shownStart(node: Node | undefined, [start, end]: readonly [number, number, number]): number {
    if (!isScalar(node) || node.type?.startsWith('BLOCK') !== true) return start;
    const words = text.slice(text.indexOf('\n', start), end).search(/\S/);
    return words === -1 ? start : text.indexOf('\n', start) + words;
  }

  /** Of something that goes over lines, its first line is shown. */
  function shownEnd(node: Node | undefined, range: readonly [number, number, number]): number {
    const end = isMap(node) || isSeq(node) ? Math.min(range[1], firstLineEnd(range[0])) : range[1];
    return Math.max(range[0], end);
  }

  function firstLineEnd(start: number): number {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    return text[end - 1] === '\r' ? end - 1 : end;
  }
}

function isEmpty(node: Node | undefined): boolean {
  const range = node?.range;
  return range === undefined || range === null || range[0] === range[1];
}
