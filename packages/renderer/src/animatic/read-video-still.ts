import { open } from 'node:fs/promises';
import { fileName } from '../ffmpeg/file-arguments.ts';
import { capturePicture } from './capture-picture.ts';

/** Of the first two seconds every sixth frame is looked at, and the most telling one taken: not a black one. */
const CHOOSE = 'select=not(mod(n\\,6)),thumbnail=8';
const LARGEST = 1920;

/**
 * One frame of a video file as a picture file, or undefined where the file is no MP4, QuickTime, Matroska or WebM
 * clip. The container is told by the first bytes and forced, so that no file can pass for a playlist that names
 * other files.
 *
 * @throws The signal's reason; StoryboardError where the clip cannot be read.
 */
export async function readVideoStill(
  path: string,
  ffmpeg: string,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  const demuxer = await demuxerOf(path);
  if (demuxer === undefined) return undefined;
  const limits = ['-protocol_whitelist', 'file', '-max_pixels', '50000000'];
  const input = [...limits, '-f', demuxer, '-i', fileName(path)];
  return capturePicture({ input, choose: CHOOSE, largest: LARGEST, ffmpeg, signal });
}

async function demuxerOf(path: string): Promise<string | undefined> {
  await using file = await open(path, 'r');
  if (!(await file.stat()).isFile()) return undefined;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
  if (bytesRead < 8) return undefined;
  const box = buffer.toString('latin1', 4, 8);
  if (['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip'].includes(box)) return 'mov';
  return buffer.readUInt32BE(0) === 0x1a45dfa3 ? 'matroska' : undefined;
}
