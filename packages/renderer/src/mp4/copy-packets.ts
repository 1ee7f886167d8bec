import type { FilmPlan } from './film-plan.ts';
import { createPacketReader, type PacketReader } from './packet-reader.ts';

/** Large enough that the disk, not the number of calls, takes the time. */
const BUFFER_BYTES = 2 * 1024 * 1024;

const UNIT_DELIMITER = 9;

/**
 * Hands out the film's data in order, in large buffers: while one is written the next is filled.
 *
 * @param write - A buffer is used again only after its promise.
 */
export async function copyPackets(
  plan: FilmPlan,
  write: (bytes: Uint8Array) => Promise<void>,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((fraction: number) => void) | undefined;
  },
): Promise<void> {
  await using pictures = createPacketReader();
  await using sound = createPacketReader();
  const out = createDoubleBuffer(write, (done) => {
    options.signal?.throwIfAborted();
    options.onProgress?.(done / plan.dataBytes);
  });
  const nextPicture = pictureCopier(plan, pictures);
  const nextSound = soundCopier(plan, sound);
  for (const chunk of plan.chunks) {
    const next = chunk.track === 'pictures' ? nextPicture : nextSound;
    for (let packet = chunk.from; packet < chunk.end; packet += 1) await next(out);
  }
  await out.end();
}

type Copier = (out: DoubleBuffer) => Promise<void> | undefined;

function pictureCopier({ parts, inBand }: FilmPlan, reader: PacketReader): Copier {
  let [part, packet] = [0, 0];
  return (out) => {
    while (packet === parts[part]?.sizes.length) [part, packet] = [part + 1, 0];
    const { file, offsets, sizes, sync } = parts[part] ?? NO_PART;
    const added = sync[packet] === 1 ? (inBand[part] ?? NOTHING) : NOTHING;
    const copied = { file, offset: offsets[packet] ?? 0, size: sizes[packet] ?? 0, end: offsets.at(-1) ?? 0 };
    packet += 1;
    if (added.length === 0) return copy(reader, copied, out);
    return copyWithSets(reader, copied, added, out);
  };
}

function soundCopier({ sound }: FilmPlan, reader: PacketReader): Copier {
  let [run, packet] = [0, 0];
  return (out) => {
    while (packet === sound.runs[run]?.sizes.length) [run, packet] = [run + 1, 0];
    const { file, offsets, sizes } = sound.runs[run] ?? NO_RUN;
    const copied = { file, offset: offsets[packet] ?? 0, size: sizes[packet] ?? 0, end: offsets.at(-1) ?? 0 };
    packet += 1;
    return copy(reader, copied, out);
  };
}

const NOTHING = new Uint8Array();
const NO_RUN = { file: '', offsets: [], sizes: [] };
const NO_PART = { ...NO_RUN, offsets: new Float64Array(), sizes: new Uint32Array(), sync: NOTHING };

type Copied = { readonly file: string; readonly offset: number; readonly size: number; readonly end: number };

/** Waits only where a buffer is full or empty; thousands of packets need no promise each. */
function copy(reader: PacketReader, packet: Copied, out: DoubleBuffer): Promise<void> | undefined {
  const bytes = reader.buffered(packet);
  if (bytes !== undefined && out.add(bytes)) return undefined;
  return copySlowly(reader, packet, out);
}

async function copySlowly(reader: PacketReader, packet: Copied, out: DoubleBuffer): Promise<void> {
  for (let done = 0; done < packet.size; ) {
    const rest = { ...packet, offset: packet.offset + done, size: packet.size - done };
    const bytes = reader.buffered(rest) ?? (await reader.read(rest));
    await out.addAll(bytes);
    done += bytes.length;
  }
}

/** What stands in front of everything else in a picture, its delimiter, stays there. */
async function copyWithSets(
  reader: PacketReader,
  packet: Copied,
  sets: Uint8Array,
  out: DoubleBuffer,
): Promise<void> {
  const start = reader.buffered(packet) ?? (await reader.read(packet));
  const length = start.length < 5 ? 0 : Buffer.from(start.buffer, start.byteOffset, 4).readUInt32BE();
  const isDelimited = ((start[4] ?? 0) & 0x1f) === UNIT_DELIMITER && length + 4 <= packet.size && length < 16;
  const front = isDelimited ? length + 4 : 0;
  await copySlowly(reader, { ...packet, size: front }, out);
  await out.addAll(sets);
  await copySlowly(reader, { ...packet, offset: packet.offset + front, size: packet.size - front }, out);
}

type DoubleBuffer = {
  /** False, and nothing is done, where there is no room. */
  add(bytes: Uint8Array): boolean;
  addAll(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
};

function createDoubleBuffer(
  write: (bytes: Uint8Array) => Promise<void>,
  onWritten: (bytes: number) => void,
): DoubleBuffer {
  let [filling, other] = [Buffer.allocUnsafe(BUFFER_BYTES), Buffer.allocUnsafe(BUFFER_BYTES)];
  let [filled, done] = [0, 0];
  let writing = Promise.resolve();
  const flush = async (): Promise<void> => {
    await writing;
    onWritten(done);
    done += filled;
    writing = write(filling.subarray(0, filled));
    // It is waited for later; until then nobody listens to its failure.
    writing.catch(() => {});
    [filling, other, filled] = [other, filling, 0];
  };
  const add = (bytes: Uint8Array): boolean => {
    if (filled + bytes.length > BUFFER_BYTES) return false;
    filling.set(bytes, filled);
    filled += bytes.length;
    return true;
  };
  return {
    add,
    addAll: async (bytes) => {
      for (let at = 0; at < bytes.length; ) {
        if (filled === BUFFER_BYTES) await flush();
        const part = bytes.subarray(at, at + BUFFER_BYTES - filled);
        add(part);
        at += part.length;
      }
    },
    end: async () => {
      await flush();
      await writing;
      onWritten(done);
    },
  };
}
