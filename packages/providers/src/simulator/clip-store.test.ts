import { expect, test } from 'vitest';
import { createClipStore, type WantedClip } from './clip-store.ts';
import type { Order } from './order.ts';

const ORDER: Order = {
  model: 'm',
  prompt: 'A cat sleeps.',
  seconds: 5,
  resolution: '720p',
  aspect: '16:9',
  audio: false,
};

function recordingStore(hasCards: boolean) {
  const wanted: WantedClip[] = [];
  const makeClip = async (clip: WantedClip): Promise<Uint8Array> => {
    wanted.push(clip);
    return Buffer.from('clip');
  };
  return { wanted, store: createClipStore(makeClip, hasCards) };
}

test('clips that are alike are made once, and each has bytes of its own', async () => {
  const { wanted, store } = recordingStore(false);
  const [cat, dog] = [await store.clipOf(ORDER, 'cat'), await store.clipOf(ORDER, 'dog')];
  expect(wanted).toEqual([{ width: 1280, height: 720, seconds: 5, audio: false }]);
  expect(Buffer.from(cat).equals(Buffer.from(dog))).toBe(false);
});

test('clips with cards are made for each job, and only so many are kept', async () => {
  const { wanted, store } = recordingStore(true);
  await store.clipOf(ORDER, 'cat');
  await store.clipOf(ORDER, 'cat');
  await store.clipOf(ORDER, 'dog');
  expect(wanted.map(({ card }) => card)).toEqual([
    { job: 'cat', prompt: 'A cat sleeps.' },
    { job: 'dog', prompt: 'A cat sleeps.' },
  ]);
  for (let index = 0; index < 60; index += 1) await store.clipOf(ORDER, `job ${index}`);
  await store.clipOf(ORDER, 'job 59');
  expect(wanted).toHaveLength(62);
  await store.clipOf(ORDER, 'cat');
  expect(wanted).toHaveLength(63);
});
