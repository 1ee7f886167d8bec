import type { Order } from './order.ts';
import { sizeOf } from './order.ts';

/** What a clip has to be; 30 frames a second. */
export type WantedClip = {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly audio: boolean;
};

/** Makes the bytes of an MP4. */
export type MakeClip = (clip: WantedClip) => Promise<Uint8Array>;

/** The clips of a simulator: made once for each length and size, told apart by the job. */
export type ClipStore = {
  clipOf(order: Order, jobId: string): Promise<Uint8Array>;
};

/** Creates a store of clips that `makeClip` makes. */
export function createClipStore(makeClip: MakeClip): ClipStore {
  const made = new Map<string, Promise<Uint8Array>>();
  return {
    async clipOf(order, jobId) {
      const wanted = { ...sizeOf(order), seconds: order.seconds, audio: order.audio };
      const key = JSON.stringify(wanted);
      const clip = made.get(key) ?? makeClip(wanted);
      made.set(key, clip);
      // One that could not be made is tried again by the next who wants it.
      clip.catch(() => made.delete(key));
      return signed(await clip, jobId);
    },
  };
}

/** An MP4 may end in a box that is free to hold anything: every job's bytes are its own. */
function signed(clip: Uint8Array, jobId: string): Uint8Array {
  const mark = Buffer.from(`storyboard simulator, job ${jobId}`);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + mark.length);
  header.write('free', 4, 'latin1');
  return Buffer.concat([clip, header, mark]);
}
