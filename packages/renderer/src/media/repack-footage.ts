import { open } from 'node:fs/promises';
import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { isFfmpegFailure, runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

/** Containers that hold what an MP4 can hold, by the names of ffmpeg's demuxers. */
type Container = 'matroska' | 'mpegts';

/** A packet of a transport stream, and how many of them in a row are no accident. */
const [TS_PACKET_BYTES, TS_SYNC, TS_PACKETS] = [188, 0x47, 4];
const EBML = 0x1a45dfa3;

const TIMEOUT_MS = 10 * 60_000;
const LOG_LENGTH = 4096;

/**
 * Writes the packets of a Matroska, WebM or MPEG transport stream file into a plain MP4, as they are; sound that cannot
 * be in an MP4 is encoded. False, and nothing is left behind that counts, where a file is none of these by its own bytes or
 * its pictures cannot be in an MP4.
 *
 * @throws StoryboardError `ffmpeg-not-found`; the signal's reason
 */
export async function repackFootage(
  file: string,
  outFile: string,
  { ffmpeg, signal }: { readonly ffmpeg: string; readonly signal?: AbortSignal },
): Promise<boolean> {
  const container = await containerOf(file);
  if (container === undefined) return false;
  const kept = [
    '-map',
    '0:v:0',
    '-map',
    '0:a:0?',
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    '-c',
    'copy',
  ];
  const plain = ['-fflags', '+bitexact', '-f', 'mp4', '-y', fileName(outFile)];
  for (const sound of [[], ['-c:a', 'aac', '-b:a', '256k']]) {
    const args = [...inputFile(file, [], container), ...kept, ...sound, ...plain];
    const decoder = new TextDecoder();
    let log = '';
    const onLog = (chunk: Uint8Array): void => {
      log = `${log}${decoder.decode(chunk, { stream: true })}`.slice(-LOG_LENGTH);
    };
    const failed = await runFfmpeg({ ffmpeg, args, signal, timeoutMs: TIMEOUT_MS, onLog }).then(
      // Of a download that broke off it says no more than that.
      () => log.includes('ended prematurely'),
      (problem: unknown) => {
        if (isFfmpegFailure(problem)) return true;
        throw problem;
      },
    );
    if (!failed) return true;
  }
  return false;
}

async function containerOf(file: string): Promise<Container | undefined> {
  await using handle = await open(file, 'r');
  const start = Buffer.alloc(TS_PACKET_BYTES * TS_PACKETS);
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  if (bytesRead < start.length) return undefined;
  if (start.readUInt32BE(0) === EBML) return 'matroska';
  const isStream = Array.from({ length: TS_PACKETS }, (_, packet) => start[packet * TS_PACKET_BYTES]).every(
    (byte) => byte === TS_SYNC,
  );
  return isStream ? 'mpegts' : undefined;
}
