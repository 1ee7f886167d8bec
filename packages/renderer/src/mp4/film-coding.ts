import { StoryboardError } from '@storyboard/core';
import {
  areSameUnits,
  type ParameterSets,
  readAvcSets,
  readHevcSets,
  unitsInBand,
} from './parameter-sets.ts';
import type { PictureCoding } from './picture-entry.ts';

/** One way of coding for the whole film, and what each part needs besides. */
export type FilmCoding = {
  readonly coding: PictureCoding;
  /** Of each part, what stands in front of each of its pictures that decoding can start with; nothing where all parts agree. */
  readonly inBand: readonly Uint8Array[];
};

const NOTHING = new Uint8Array();

/**
 * Finds one description for parts of several encoders. Where their parameter sets differ each part carries its own in
 * front of every picture that decoding can start with: several descriptions in one track stop a browser for good
 * (measured in Chromium).
 *
 * @throws StoryboardError `assembly-failed` for parts that have nothing to do with each other
 */
export function filmCoding(parts: readonly PictureCoding[]): FilmCoding {
  const [first] = parts;
  if (first === undefined || parts.some(({ type }) => type !== first.type)) throw disagreement(parts);
  const reader = READERS[first.configuration?.type ?? ''];
  const configurations = parts.flatMap(({ configuration }) => configuration?.content ?? []);
  const isOne = configurations.every((bytes) => bytes.equals(configurations[0] ?? NOTHING));
  if (isOne || reader === undefined) return { coding: first, inBand: parts.map(() => NOTHING) };
  const sets = configurations.map((bytes) => reader.sets(bytes));
  const [own] = sets;
  const known = sets.flatMap((set) => (set?.lengthBytes === 4 ? [set] : []));
  if (own === undefined || known.length !== parts.length) throw disagreement(parts);
  const areSame = known.every(({ units }) => areSameUnits(units, own.units));
  const content = reader.combine(configurations);
  return {
    coding: { type: first.type, configuration: { type: first.configuration?.type ?? '', content } },
    inBand: known.map(({ units }) => (areSame ? NOTHING : unitsInBand(units))),
  };
}

type Reader = {
  readonly sets: (configuration: Buffer) => ParameterSets | undefined;
  readonly combine: (configurations: readonly Buffer[]) => Buffer;
};

const READERS: Readonly<Record<string, Reader>> = {
  avcC: { sets: readAvcSets, combine: combineAvc },
  hvcC: { sets: readHevcSets, combine: combineHevc },
};

/** The first one's, with the greatest level and only the promises that all of them make. */
function combineAvc(configurations: readonly Buffer[]): Buffer {
  const content = Buffer.from(configurations[0] ?? NOTHING);
  content[2] = configurations.reduce((flags, bytes) => flags & (bytes[2] ?? 0), 0xff);
  content[3] = Math.max(...configurations.map((bytes) => bytes[3] ?? 0));
  return content;
}

function combineHevc(configurations: readonly Buffer[]): Buffer {
  const content = Buffer.from(configurations[0] ?? NOTHING);
  content[12] = Math.max(...configurations.map((bytes) => bytes[12] ?? 0));
  return content;
}

function disagreement(parts: readonly PictureCoding[]): StoryboardError {
  const types = [...new Set(parts.map(({ type }) => type))].join(', ');
  return new StoryboardError('assembly-failed', `The parts of the film are not coded alike (${types}).`);
}
