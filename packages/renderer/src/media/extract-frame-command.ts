import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import { toneMapFilter } from '../picture/tone-map.ts';
import { readColoursAs } from './colour.ts';
import type { VideoFacts } from './probe-media.ts';

/**
 * Arguments that write the frame with this number, from 0, as a PNG. Where fewer frames can be decoded than the index
 * of the file lists, the last one stands for those that are missing.
 */
export function extractFrameCommand(wanted: {
  readonly file: string;
  readonly video: VideoFacts;
  readonly index: number;
  readonly outFile: string;
  /** Whether pictures of high dynamic range are brought to those that a PNG can show. */
  readonly toneMapped: boolean;
}): readonly string[] {
  const { video, index } = wanted;
  const size = { width: video.displayWidth, height: video.displayHeight };
  const toneMap = wanted.toneMapped ? toneMapFilter(video, size) : undefined;
  const colours = toneMap === undefined ? readColoursAs(video) : 'bt709';
  const filters = [
    `tpad=stop_mode=clone:stop=${index + 1}`,
    `trim=start_frame=${index}:end_frame=${index + 1}`,
    ...(toneMap === undefined ? [] : [toneMap]),
    `scale=w=${size.width}:h=${size.height}:flags=lanczos:in_color_matrix=${colours}`,
    'setsar=1',
    'format=rgb24',
  ];
  return [
    ...inputFile(wanted.file),
    ...['-map', '0:v:0', '-an', '-sn', '-dn', '-vf', filters.join(','), '-frames:v', '1'],
    // The other picture muxer takes a percent sign in the name for a place to count in.
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-c:v', 'png', '-f', 'image2pipe'],
    fileName(wanted.outFile),
  ];
}
