import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { clipSoundCommand, encodeCommand, musicCommand } from './sound-command.ts';

const absolute = (name: string): string => `file:${resolve(name)}`;

test('sound is decoded to exactly its samples, one channel to both sides, in step with the pictures', () => {
  const audio = { codec: 'aac', samplesPerSecond: 16_000, channels: 1, durationSeconds: 1 };
  const command = clipSoundCommand({ file: '-a.mp4', audio, startSeconds: 1 / 12 }, 48_000, 'a.raw');
  expect(command.slice(command.indexOf('-f'))).toEqual([
    ...['-f', 'mov', '-i', absolute('-a.mp4'), '-map', '0:a:0', '-vn', '-sn', '-dn', '-af'],
    'asetpts=PTS-0.083333/TB,pan=stereo|c0=c0|c1=c0,aresample=48000:async=1:first_pts=0,aformat=sample_fmts=flt:channel_layouts=stereo,apad=whole_len=48000,atrim=end_sample=48000',
    ...['-c:a', 'pcm_f32le', '-f', 'f32le', absolute('a.raw')],
  ]);
});

test('music is opened as what it is and as nothing else', () => {
  expect(musicCommand({ file: "it's -f concat.mp3", format: 'mp3', mono: true }, 960, 'a.raw')).toEqual([
    ...['-max_error_rate', '0.66'],
    ...['-protocol_whitelist', 'file', '-f', 'mp3', '-i', absolute("it's -f concat.mp3")],
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-af'],
    'pan=stereo|c0=c0|c1=c0,aresample=48000,aformat=sample_fmts=flt:channel_layouts=stereo,atrim=end_sample=960',
    ...['-c:a', 'pcm_f32le', '-f', 'f32le', absolute('a.raw')],
  ]);
});

test('the sound is encoded from standard input and from nothing else', () => {
  expect(encodeCommand(192_000)).toEqual([
    ...['-protocol_whitelist', 'pipe', '-f', 'f32le', '-ar', '48000', '-ac', '2', '-i', 'pipe:0'],
    ...['-map', '0:a:0', '-c:a', 'aac', '-aac_coder', 'twoloop', '-b:a', '192000'],
    ...['-aac_pns', '0', '-aac_is', '0'],
    ...['-flags:a', '+bitexact', '-map_metadata', '-1', '-f', 'adts', 'pipe:1'],
  ]);
});
