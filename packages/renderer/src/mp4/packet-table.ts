/** A change of a track's clock, in the order of the edit list. */
export type Edit = {
  /** How long it lasts, in ticks of the movie's clock; zero where it lasts as long as there is something. */
  readonly duration: number;
  /** Which tick of the track it starts with; -1 for nothing to be shown. */
  readonly mediaTime: number;
  /** One at the ordinary speed. */
  readonly rate: number;
};

/** All packets of one track, in the order in which they are decoded. */
export type PacketTable = {
  readonly kind: 'pictures' | 'sound';
  /** The whole box that says how the packets are coded. */
  readonly sampleEntry: Buffer;
  readonly ticksPerSecond: number;
  readonly movieTicksPerSecond: number;
  readonly packets: number;
  /** From the file's start, in bytes. */
  readonly offsets: Float64Array;
  readonly sizes: Uint32Array;
  /** When each is shown, in ticks of the track, before any edit. */
  readonly ticks: Float64Array;
  /** After the last tick, how long the packet that begins there goes on. */
  readonly lastDuration: number;
  /** One where decoding can start. */
  readonly sync: Uint8Array;
  readonly edits: readonly Edit[];
  /** Whether its pictures are to be turned or mirrored. */
  readonly turned: boolean;
};
