import type { Order } from './order.ts';
import { sizeOf } from './order.ts';

/** What a clip has to be; 30 frames a second. */
export type WantedClip = {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly audio: boolean;
  /** Whose clip it is, to be shown; absent where clips are alike. */
  readonly card?: { readonly job: string; readonly prompt: string };
};

/** Makes the bytes of an MP4. */
export type MakeClip = (clip: WantedClip) => Promise<Uint8Array>;

/** The clips of a simulator, told apart by the job: made once for each length and size, or for each job. */
export type ClipStore = {
  clipOf(order: Order, jobId: string): Promise<Uint8Array>;
};

/** So many clips of jobs are kept; one that is asked for again later is made again, and is the same. */
const MOST_KEPT = 50;

/** Creates a store of clips that `makeClip` makes; where `hasCards`, each job's shows whose it is. */
export function createClipStore(makeClip: MakeClip, hasCards = false): ClipStore {
  const made = new Map<string, Promise<Uint8Array>>();
  return {
    async clipOf(order, jobId) {
      const alike = { ...sizeOf(order), seconds: order.seconds, audio: order.audio };
      const wanted = hasCards ? { ...alike, card: { job: jobId, prompt: order.prompt } } : alike;
      const key = JSON.stringify(wanted);
      const clip = made.get(key) ?? makeClip(wanted);
      made.set(key, clip);
      const [oldest] = made.keys();
      if (made.size > MOST_KEPT && oldest !== undefined) made.delete(oldest);
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
