import { saysBt709 } from '../media/colour.ts';
import { readSps } from '../media/read-sps.ts';
import { readAvcSets } from './parameter-sets.ts';
import type { PictureCoding } from './picture-entry.ts';
import { tagColours } from './tag-colours.ts';

const SEQUENCE_SET = 7;

/**
 * H.264 as it is, except that what did not say its colours says BT.709. Undefined for sets that cannot be read, or that
 * belong to packets whose units have lengths of other than four bytes.
 */
export function tagPictures(coding: PictureCoding): PictureCoding | undefined {
  const { configuration } = coding;
  const sets = configuration === undefined ? undefined : readAvcSets(configuration.content);
  if (configuration === undefined || sets?.lengthBytes !== 4) return undefined;
  const said = readSps(configuration.content);
  if (said === undefined) return undefined;
  if (saysBt709(said.colour)) return coding;
  const units = sets.units.map((unit) => (kindOf(unit) === SEQUENCE_SET ? tagColours(unit) : unit));
  const tagged = units.filter((unit) => unit !== undefined);
  if (tagged.length < units.length) return undefined;
  return {
    ...coding,
    configuration: { type: 'avcC', content: configurationOf(configuration.content, tagged) },
  };
}

function configurationOf(before: Buffer, units: readonly Uint8Array[]): Buffer {
  const sequence = units.filter((unit) => kindOf(unit) === SEQUENCE_SET);
  const picture = units.filter((unit) => kindOf(unit) !== SEQUENCE_SET);
  const counted = (unit: Uint8Array): readonly Uint8Array[] => [
    Uint8Array.of(unit.length >> 8, unit.length & 255),
    unit,
  ];
  return Buffer.concat([
    before.subarray(0, 5),
    Uint8Array.of(0xe0 | sequence.length),
    ...sequence.flatMap(counted),
    Uint8Array.of(picture.length),
    ...picture.flatMap(counted),
    // 4:2:0 with 8 bits, and no further sets: what a film of profile High has.
    Uint8Array.of(0xfd, 0xf8, 0xf8, 0),
  ]);
}

function kindOf(unit: Uint8Array): number {
  return (unit[0] ?? 0) & 0x1f;
}
