import type { FrameRate } from '@storyboard/core';
import { box, fullBox, uint16, uint32, uint32Table, uint64Table } from './boxes.ts';
import { type CutList, cutListBox } from './cut-list.ts';
import type { FilmPlan } from './film-plan.ts';
import { pictureEntry } from './picture-entry.ts';
import { bytesPerSample, pictureTables, soundTables } from './sample-tables.ts';

/** Which of the two kinds of file a film is: what most players call MP4, or QuickTime, which is for editing. */
export type FilmContainer = 'mp4' | 'mov';

const SAMPLES_PER_SECOND = 48_000;
const UNITY = uint32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** Undetermined, in the packed letters of ISO 639-2. */
const NO_LANGUAGE = 0x55c4;

/** The film's first box. */
export function fileType(container: FilmContainer): Buffer {
  const text = (letters: string): Buffer => Buffer.from(letters, 'latin1');
  return container === 'mov'
    ? box('ftyp', text('qt  '), uint32(0x200), text('qt  '))
    : box('ftyp', text('isom'), uint32(0x200), text('isomiso2mp41'));
}

/**
 * Writes the index of a film, for data that begins at a place of the file. Every length is exact: the movie's clock is
 * one in which a sample and a frame are both whole.
 */
export function filmIndex(
  plan: FilmPlan,
  film: { readonly container: FilmContainer; readonly cutList: CutList; readonly dataStart: number },
): Buffer {
  const clock = movieClock(plan.frameRate);
  const length = (plan.frames * plan.frameRate.denominator * clock) / plan.frameRate.numerator;
  const heard = (plan.sound.samples * clock) / SAMPLES_PER_SECOND;
  const { width, height } = plan.size;
  const ticks = ticksPerSecond(plan.frameRate);
  const step = ticksPerFrame(plan.frameRate);
  return box(
    'moov',
    movieHeader(clock, Math.max(length, heard)),
    track({
      number: 1,
      length,
      start: plan.reorder * step,
      header: Buffer.concat([uint16(0, 0), uint16(0, 0), UNITY, uint32(width * 0x10000, height * 0x10000)]),
      media: [
        mediaHeader(ticks, plan.frames * step),
        handler('vide', film.container),
        media(fullBox('vmhd', 0, 1, uint16(0, 0, 0, 0)), film.container, [
          fullBox('stsd', 0, 0, uint32(1), pictureEntry(plan.coding, plan.size)),
          ...pictureTables(plan, step),
          ...chunkTables(plan, 'pictures', film.dataStart),
        ]),
      ],
    }),
    track({
      number: 2,
      length: heard,
      start: plan.sound.primingSamples,
      header: Buffer.concat([uint16(0, 1), uint16(0x100, 0), UNITY, uint32(0, 0)]),
      media: [
        mediaHeader(SAMPLES_PER_SECOND, plan.sound.samples + plan.sound.primingSamples),
        handler('soun', film.container),
        media(fullBox('smhd', 0, 0, uint16(0, 0)), film.container, [
          fullBox('stsd', 0, 0, uint32(1), plan.sound.sampleEntry),
          ...soundTables(plan),
          ...chunkTables(plan, 'sound', film.dataStart),
        ]),
      ],
    }),
    cutListBox(film.cutList),
  );
}

/** Clock ticks per second in the film's picture track: every frame starts on a whole one. */
export function ticksPerSecond(rate: FrameRate): number {
  return rate.denominator === 1 ? rate.numerator * 512 : rate.numerator;
}

function ticksPerFrame(rate: FrameRate): number {
  return rate.denominator === 1 ? 512 : rate.denominator;
}

/** The smallest multiple of the sound's clock in which the film's frames are whole. */
function movieClock(rate: FrameRate): number {
  let clock = SAMPLES_PER_SECOND;
  while ((clock * rate.denominator) % rate.numerator !== 0 && clock < 2 ** 27) clock += SAMPLES_PER_SECOND;
  return clock;
}

function movieHeader(clock: number, length: number): Buffer {
  const rest = Buffer.concat([uint32(0x10000), uint16(0x100, 0), uint32(0, 0), UNITY, Buffer.alloc(24)]);
  return timed('mvhd', 0, (time) => Buffer.concat([uint32(clock), time(length), rest, uint32(3)]), length);
}

function mediaHeader(clock: number, length: number): Buffer {
  const rest = uint16(NO_LANGUAGE, 0);
  return timed('mdhd', 0, (time) => Buffer.concat([uint32(clock), time(length), rest]), length);
}

/** Many headers begin with two dates, here always none, and write times in 64 bits where 32 are too few. */
function timed(
  type: string,
  flags: number,
  content: (time: (value: number) => Buffer) => Buffer,
  longest: number,
): Buffer {
  const isLong = longest >= 2 ** 31;
  const time = (value: number): Buffer => timeOf(value, isLong);
  return fullBox(type, isLong ? 1 : 0, flags, Buffer.alloc(isLong ? 16 : 8), content(time));
}

function timeOf(value: number, isLong: boolean): Buffer {
  return isLong ? uint64Table(1, () => Math.round(value)) : uint32(Math.round(value));
}

function track(film: {
  readonly number: number;
  readonly length: number;
  readonly start: number;
  readonly header: Buffer;
  readonly media: readonly Buffer[];
}): Buffer {
  const { number, length, start, header } = film;
  const isLong = Math.max(length, start) >= 2 ** 31;
  const edit = Buffer.concat([uint32(1), timeOf(length, isLong), timeOf(start, isLong), uint32(0x10000)]);
  return box(
    'trak',
    timed(
      'tkhd',
      3,
      (time) => Buffer.concat([uint32(number, 0), time(length), uint32(0, 0), header]),
      length,
    ),
    box('edts', fullBox('elst', isLong ? 1 : 0, 0, edit)),
    box('mdia', ...film.media),
  );
}

function handler(kind: 'vide' | 'soun', container: FilmContainer): Buffer {
  const component = container === 'mov' ? 'mhlr' : '\0\0\0\0';
  return handlerBox(component, kind, container);
}

function handlerBox(component: string, kind: string, container: FilmContainer): Buffer {
  // QuickTime counts the letters of a name, MP4 ends it with a zero; the empty name is the same in both.
  const name = Buffer.alloc(1);
  const vendor = container === 'mov' ? 'appl' : '\0\0\0\0';
  const letters = Buffer.from(component + kind + vendor, 'latin1');
  return fullBox('hdlr', 0, 0, letters, uint32(0, 0), name);
}

function media(header: Buffer, container: FilmContainer, tables: readonly Buffer[]): Buffer {
  const reference = fullBox('dref', 0, 0, uint32(1), fullBox('url ', 0, 1));
  return box(
    'minf',
    header,
    ...(container === 'mov' ? [handlerBox('dhlr', 'url ', container)] : []),
    box('dinf', reference),
    box('stbl', ...tables),
  );
}

function chunkTables(plan: FilmPlan, wanted: 'pictures' | 'sound', dataStart: number): readonly Buffer[] {
  const chunks = plan.chunks.filter(({ track: kind }) => kind === wanted);
  const isCounted = wanted === 'sound' && bytesPerSample(plan.sound) !== undefined;
  const runs: number[] = [];
  chunks.forEach(({ from, end }, index) => {
    const samples = isCounted ? soundSamples(plan, from, end) : end - from;
    if (runs.at(-2) !== samples) runs.push(index + 1, samples, 1);
  });
  const count = uint32(chunks.length);
  const offsetOf = (index: number): number => dataStart + (chunks[index]?.offset ?? 0);
  const isLong = dataStart + plan.dataBytes >= 2 ** 32;
  return [
    fullBox(
      'stsc',
      0,
      0,
      uint32(runs.length / 3),
      uint32Table(runs.length, (at) => runs[at] ?? 0),
    ),
    isLong
      ? fullBox('co64', 0, 0, count, uint64Table(chunks.length, offsetOf))
      : fullBox('stco', 0, 0, count, uint32Table(chunks.length, offsetOf)),
  ];
}

/** Uncompressed sound is counted in samples, of which a packet of ours has many and the last one perhaps fewer. */
function soundSamples({ sound }: FilmPlan, from: number, end: number): number {
  const all = sound.samples + sound.primingSamples;
  return Math.min(all, end * sound.samplesPerPacket) - from * sound.samplesPerPacket;
}
