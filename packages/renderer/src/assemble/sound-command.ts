import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import type { AudioFacts } from '../media/probe-media.ts';
import { SAMPLES_PER_SECOND, SOUND_BITS_PER_SECOND } from './encoding.ts';

/** Bytes of one sample of sound in files of ours: two channels of 32-bit floats. */
export const SAMPLE_BYTES = 8;

const RAW = ['-f', 'f32le'] as const;

/** A clip's sound: its file (absolute), what is in it, and when its pictures begin on the file's clock. */
export type ClipSound = {
  readonly file: string;
  readonly audio: AudioFacts;
  readonly startSeconds: number;
};

/**
 * Arguments that write a clip's sound as raw stereo at the film's sample rate: exactly `samples` long, in step with
 * its pictures, silence where there is none. One channel goes to both sides at its full level.
 */
export function soundCommand(clip: ClipSound, samples: number, outFile: string): readonly string[] {
  const filters = [
    ...(clip.startSeconds === 0 ? [] : [`asetpts=PTS-${clip.startSeconds.toFixed(6)}/TB`]),
    ...(clip.audio.channels === 1 ? ['pan=stereo|c0=c0|c1=c0'] : []),
    `aresample=${SAMPLES_PER_SECOND}:async=1:first_pts=0`,
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
  ];
  return [
    '-copyts',
    ...inputFile(clip.file),
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-af', filters.join(',')],
    ...['-c:a', 'pcm_f32le', ...RAW, fileName(outFile)],
  ];
}

/** Arguments that encode raw stereo from standard input as the film's sound. */
export function soundtrackCommand(outFile: string): readonly string[] {
  return [
    ...['-protocol_whitelist', 'pipe', ...RAW, '-ar', String(SAMPLES_PER_SECOND), '-ac', '2', '-i', 'pipe:0'],
    ...['-map', '0:a:0', '-c:a', 'aac', '-b:a', String(SOUND_BITS_PER_SECOND)],
    ...[
      '-map_metadata',
      '-1',
      '-fflags',
      '+bitexact',
      '-flags:a',
      '+bitexact',
      '-f',
      'mp4',
      fileName(outFile),
    ],
  ];
}
