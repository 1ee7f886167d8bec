import { fileName, inputFile } from '../ffmpeg/file-arguments.ts';
import type { AudioFacts } from '../media/probe-media.ts';
import { SAMPLES_PER_SECOND } from './samples.ts';

const RAW = ['-c:a', 'pcm_f32le', '-f', 'f32le'] as const;

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
export function clipSoundCommand(clip: ClipSound, samples: number, outFile: string): readonly string[] {
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
    ...[...RAW, fileName(outFile)],
  ];
}

/** Formats in which music comes, by the names of ffmpeg's demuxers. */
export type MusicFormat = 'mp3' | 'wav' | 'flac' | 'ogg' | 'aac' | 'mov';

/** Arguments that write at most so many samples of a piece of music as raw stereo at the film's sample rate. */
export function musicCommand(
  music: { readonly file: string; readonly format: MusicFormat; readonly mono: boolean },
  samples: number,
  outFile: string,
): readonly string[] {
  const filters = [
    ...(music.mono ? ['pan=stereo|c0=c0|c1=c0'] : []),
    `aresample=${SAMPLES_PER_SECOND}`,
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    `atrim=end_sample=${samples}`,
  ];
  return [
    // Nobody looks for what is damaged in music; ffmpeg fails by itself where that is most of it.
    ...['-max_error_rate', '0.66'],
    ...['-protocol_whitelist', 'file', '-f', music.format, '-i', fileName(music.file)],
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-af', filters.join(',')],
    ...[...RAW, fileName(outFile)],
  ];
}

/** Arguments that encode raw stereo from standard input, packet by packet, to standard output. */
export function encodeCommand(bitsPerSecond: number): readonly string[] {
  return [
    ...[
      '-protocol_whitelist',
      'pipe',
      '-f',
      'f32le',
      '-ar',
      String(SAMPLES_PER_SECOND),
      '-ac',
      '2',
      '-i',
      'pipe:0',
    ],
    ...['-map', '0:a:0', '-c:a', 'aac', '-aac_coder', 'twoloop', '-b:a', String(bitsPerSecond)],
    // At a hard cut they now and then put noise, or one side's sound, in place of the other side's.
    ...['-aac_pns', '0', '-aac_is', '0'],
    ...['-flags:a', '+bitexact', '-map_metadata', '-1', '-f', 'adts', 'pipe:1'],
  ];
}

/** Arguments that decode packets from standard input to raw stereo on standard output. */
export function decodeCommand(): readonly string[] {
  return ['-protocol_whitelist', 'pipe', '-f', 'aac', '-i', 'pipe:0', '-map', '0:a:0', ...RAW, 'pipe:1'];
}
