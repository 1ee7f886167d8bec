/** Packets that lie one after the other in a file, in the order in which they are decoded. */
export type PacketRun = {
  /** Absolute path. */
  readonly file: string;
  /** Of each packet, from the file's start, in bytes. */
  readonly offsets: readonly number[];
  /** In bytes. */
  readonly sizes: readonly number[];
};

/** A film's sound, coded and ready to be written. */
export type SoundTrack = {
  /** The whole box that describes the packets: `mp4a`, or one of uncompressed sound. */
  readonly sampleEntry: Uint8Array;
  readonly runs: readonly PacketRun[];
  /** What one packet decodes to: 1024 for AAC. */
  readonly samplesPerPacket: number;
  /** Decoded before the film begins, and not heard. */
  readonly primingSamples: number;
  /** Heard: exactly the film's length, at 48 kHz. */
  readonly samples: number;
};
