import { StoryboardError } from '@storyboard/core';

/**
 * Room for what may come after the request has left: the answer, the end, a checkpoint of the log. Without it nothing is
 * sent.
 */
const ROOM_BYTES = 8_000_000;

/**
 * Refuses to pay for anything where what becomes of it could not be written down.
 *
 * @param freeBytes how many bytes can still be written to a folder's disk
 * @throws StoryboardError `store-unusable` where the disk is all but full
 */
export function requireRoom(storeFolder: string, freeBytes: (folder: string) => number): void {
  const free = freeBytes(storeFolder);
  if (free >= ROOM_BYTES) return;
  throw new StoryboardError(
    'store-unusable',
    `The disk of the store ${storeFolder} has too little room: ${megabytes(free)} are free, and ${megabytes(ROOM_BYTES)} are needed to write down what is paid for.`,
    { hint: 'Make room, for the footage as well, or set STORYBOARD_DIR to a folder on another disk.' },
  );
}

function megabytes(bytes: number): string {
  return `${(Math.floor(bytes / 1e5) / 10).toFixed(1)} MB`;
}
