import type { Box } from '../mp4/boxes.ts';

/** Boxes that hold nothing but other boxes, on the way to the tables of samples. */
const CONTAINERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'dinf', 'moof', 'traf']);

/** A real index goes five levels down. */
const MOST_LEVELS = 8;

/** Whoever looks one sample up adds up the sizes of all in its chunk; this many additions, several times over, take a second. */
const MOST_STEPS = 100_000_000;

/** Of all levels together, for a film in few fragments; each that a reader looks at takes more memory than it has bytes. */
const MOST_BOXES = 20_000;

/** Nine hours of pictures at 60 a second, and their sound. */
const MOST_ORDERED = 4_000_000;

/** More than any camera, editor or service writes into one file. */
const MOST_TRACKS = 64;

/**
 * What is wrong with the index of an MP4 file before anybody believes it: with a few bytes of it that claim billions of
 * samples, a reader would be busy for minutes, deaf to being stopped. Undefined where a file of this size can hold them.
 *
 * @param boxes - A whole `moov` or `moof` box, or what is in one (ISO/IEC 14496-12).
 */
export function indexProblem(boxes: Buffer, sizeBytes: number): string | undefined {
  return problemIn(boxes, MOST_LEVELS, { sizeBytes, boxes: 0, tracks: 0, samples: 0 });
}

/** What was met so far. */
type Met = { readonly sizeBytes: number; boxes: number; tracks: number; samples: number };

function problemIn(boxes: Buffer, levels: number, met: Met): string | undefined {
  if (levels === 0) return 'has an index that is nested too deeply';
  if (!areWhole(boxes)) return OVERFULL;
  for (const { type, content } of boxesIn(boxes)) {
    met.boxes += 1;
    if (type === 'trak') met.tracks += 1;
    if (met.boxes > MOST_BOXES || met.tracks > MOST_TRACKS) return 'is in more pieces than any film';
    const problem = CONTAINERS.has(type)
      ? problemIn(content, levels - 1, met)
      : type === 'stbl'
        ? tablesProblem(content, met)
        : type === 'trun'
          ? runProblem(content, met)
          : type === 'edts'
            ? !areWhole(content) || [...boxesIn(content)].some(claimsMore)
              ? OVERFULL
              : undefined
            : type === 'dref' && pointsElsewhere(content)
              ? 'keeps its pictures or sounds in another file'
              : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Of the tables of one track. */
function tablesProblem(tables: Buffer, met: Met): string | undefined {
  const { sizeBytes } = met;
  if (!areWhole(tables)) return OVERFULL;
  const boxes = [...boxesIn(tables)];
  if (boxes.some(claimsMore)) return OVERFULL;
  met.boxes += boxes.length;
  const table = new Map(boxes.map(({ type, content }) => [type, content] as const));
  const times = boxes.filter(({ type }) => type === 'stts' || type === 'ctts');
  const samples = largestOf(times.map(({ content }) => sumOf(entriesOf(content, 8, 0))));
  const stretches = entriesOf(table.get('stsc') ?? NONE, 12, 4);
  const largestChunk = largestOf(stretches);
  const sizes = table.get('stsz') ?? NONE;
  // Sound that is not compressed has one sample for each moment, all of one size, which is multiplied, not added up.
  const steps = unsignedAt(sizes, 4) === 0 && sizes !== NONE ? samples * largestChunk : 0;
  const problem = countProblem(samples, met);
  if (problem !== undefined) return problem;
  // Where they are not shown in the order in which they are coded, each takes a reader's memory.
  if (table.has('ctts') && samples > MOST_ORDERED) return ENDLESS;
  if (steps > MOST_STEPS) return `says that one stretch of it holds ${largestChunk} pictures or sounds`;
  const end = endOf(table.get('stco'), table.get('co64'), sizes, stretches.at(-1) ?? 0);
  return end > sizeBytes ? `is cut off: at least ${end - sizeBytes} bytes are missing` : undefined;
}

const NONE = Buffer.alloc(0);

/** A number in it is wrong: a reader would take what lies behind it for its own. */
const OVERFULL = 'has an index in which a part says that it is larger than what it is in';
const ENDLESS = 'has an index of more pictures than any film';

/** Bytes of one entry of each table that begins with their count; a list of cuts has longer ones as well. */
const ENTRY_BYTES: Readonly<Record<string, number>> = {
  stts: 8,
  ctts: 8,
  stss: 4,
  stsc: 12,
  stco: 4,
  co64: 8,
  stsd: 8,
  elst: 12,
};

/** Whether a table says that it has more entries than it has bytes for. */
function claimsMore({ type, content }: Box): boolean {
  if (type === 'stsz') {
    return unsignedAt(content, 4) === 0 && unsignedAt(content, 8) * 4 > Math.max(0, content.length - 12);
  }
  const entryBytes = type === 'elst' && content[0] === 1 ? 20 : (ENTRY_BYTES[type] ?? 0);
  return unsignedAt(content, 4) * entryBytes > Math.max(0, content.length - 8);
}

/** Which of the flags of a run say that each of its entries has a field of four bytes. */
const RUN_FIELDS = [0x100, 0x200, 0x400, 0x800];
/** The same of fields before the entries. */
const RUN_HEADS = [0x1, 0x4];

/** Of a stretch of a fragment. */
function runProblem(run: Buffer, met: Met): string | undefined {
  const flags = unsignedAt(run, 0);
  const bytesOf = (fields: readonly number[]): number =>
    fields.filter((flag) => (flags & flag) !== 0).length * 4;
  const room = Math.max(0, run.length - 8 - bytesOf(RUN_HEADS));
  const problem = countProblem(unsignedAt(run, 4), met);
  if (problem !== undefined) return problem;
  if (unsignedAt(run, 4) * bytesOf(RUN_FIELDS) > room) return OVERFULL;
  return met.samples > MOST_ORDERED ? ENDLESS : undefined;
}

/** Where the last pictures or sounds of a track end in the file, as far as its index has them. */
function endOf(
  offsets: Buffer | undefined,
  longOffsets: Buffer | undefined,
  sizes: Buffer,
  lastSamples: number,
): number {
  const low = entriesOf(
    offsets ?? longOffsets ?? NONE,
    offsets === undefined ? 8 : 4,
    offsets === undefined ? 4 : 0,
  );
  const high = offsets === undefined ? entriesOf(longOffsets ?? NONE, 8, 0) : [];
  const start = (high.at(-1) ?? 0) * 2 ** 32 + (low.at(-1) ?? 0);
  const eachBytes = unsignedAt(sizes, 4);
  if (eachBytes > 0) return start + (low.length > 0 ? eachBytes * lastSamples : 0);
  const last = Math.max(0, Math.min(lastSamples, unsignedAt(sizes, 8)));
  // The count and the sizes come behind a size for all of them.
  const all = entriesOf(sizes.subarray(4), 4, 0);
  return start + (last === 0 ? 0 : sumOf(all.slice(-last)));
}

/** A track is in the file itself where the first bit of its data reference says so (ISO/IEC 14496-12 8.7.2). */
function pointsElsewhere(references: Buffer): boolean {
  return [...boxesIn(references.subarray(8))].some(
    ({ content }) => (unsignedAt(content, 0) & 1) === 0 && content.length > 5,
  );
}

/** Each takes a byte at least, those of all tracks together. */
function countProblem(samples: number, met: Met): string | undefined {
  met.samples += samples;
  return met.samples > met.sizeBytes
    ? `says that its ${met.sizeBytes} bytes hold ${met.samples} pictures or sounds`
    : undefined;
}

/** Whether each box ends within what it is in, as far as a reader goes on. */
function areWhole(bytes: Buffer): boolean {
  for (let [start, met] = [0, 0]; start + 8 <= bytes.length && met <= MOST_BOXES; met += 1) {
    const size = bytes.readUInt32BE(start);
    // A size of 64 bits, which only what holds gigabytes needs.
    if (size === 1 || start + size > bytes.length) return false;
    if (size < 8) return true;
    start += size;
  }
  return true;
}

/** One more than are allowed is enough to be refused. */
function* boxesIn(bytes: Buffer): Generator<Box> {
  for (let [start, met] = [0, 0]; start + 8 <= bytes.length && met <= MOST_BOXES; met += 1) {
    const size = bytes.readUInt32BE(start);
    if (size < 8 || start + size > bytes.length) return;
    yield {
      type: bytes.toString('latin1', start + 4, start + 8),
      content: bytes.subarray(start + 8, start + size),
    };
    start += size;
  }
}

/** One field of every entry of a table, as far as the table goes. */
function entriesOf(table: Buffer, entryBytes: number, field: number): readonly number[] {
  const entries = Math.min(unsignedAt(table, 4), Math.floor((table.length - 8) / entryBytes));
  return Array.from({ length: Math.max(0, entries) }, (_, index) =>
    table.readUInt32BE(8 + index * entryBytes + field),
  );
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function largestOf(numbers: readonly number[]): number {
  return numbers.reduce((largest, number) => Math.max(largest, number), 0);
}

/** Zero where the bytes end before it. */
function unsignedAt(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0;
}
