import type { SoundTrack } from './film-tracks.ts';
import { readMovie } from './read-movie.ts';

/** What every AAC encoder of ffmpeg puts in front of the sound. */
const PRIMING_SAMPLES = 1024;
const SAMPLES_PER_PACKET = 1024;

/**
 * The sound of an AAC file of ours, from its first packet on.
 *
 * @param samples - How many are heard.
 * @returns Undefined when the file has no such sound.
 */
export async function readSoundTrack(file: string, samples: number): Promise<SoundTrack | undefined> {
  const movie = await readMovie(file).catch(() => undefined);
  const table = movie?.tables.find(({ kind }) => kind === 'sound');
  if (table === undefined || table.packets * SAMPLES_PER_PACKET < samples + PRIMING_SAMPLES) return undefined;
  return {
    sampleEntry: table.sampleEntry,
    runs: [{ file, offsets: Array.from(table.offsets), sizes: Array.from(table.sizes) }],
    samplesPerPacket: SAMPLES_PER_PACKET,
    primingSamples: PRIMING_SAMPLES,
    samples,
  };
}
