import { fullBox, uint16, uint32, uint32Table } from './boxes.ts';
import type { FilmPlan } from './film-plan.ts';
import type { SoundTrack } from './film-tracks.ts';

/** How long each picture is shown, when, how large it is and where decoding can start. */
export function pictureTables(plan: FilmPlan, step: number): readonly Buffer[] {
  const { frames, sizes, places, sync, reorder } = plan;
  const shifts = runsOf(frames, (index) => ((places[index] ?? 0) + reorder - index) * step);
  const starts = Array.from({ length: frames }, (_, index) => index).filter((index) => sync[index] === 1);
  return [
    fullBox('stts', 0, 0, uint32(1, frames, step)),
    ...(reorder === 0 ? [] : [fullBox('ctts', 0, 0, uint32(shifts.length / 2), ...inPairs(shifts))]),
    ...(starts.length === frames
      ? []
      : [
          fullBox(
            'stss',
            0,
            0,
            uint32(starts.length),
            uint32Table(starts.length, (at) => (starts[at] ?? 0) + 1),
          ),
        ]),
    fullBox(
      'stsz',
      0,
      0,
      uint32(0, frames),
      uint32Table(frames, (index) => sizes[index] ?? 0),
    ),
  ];
}

/** How many samples each packet of sound has, and how large it is; the last one has no more than are heard. */
export function soundTables({ sound, soundPackets }: FilmPlan): readonly Buffer[] {
  const samples = sound.samples + sound.primingSamples;
  const bytes = bytesPerSample(sound);
  if (bytes !== undefined) {
    return [fullBox('stts', 0, 0, uint32(1, samples, 1)), fullBox('stsz', 0, 0, uint32(bytes, samples))];
  }
  const last = samples - (soundPackets - 1) * sound.samplesPerPacket;
  const sizes = sound.runs.flatMap((run) => run.sizes);
  return [
    fullBox(
      'stts',
      0,
      0,
      ...(soundPackets === 1
        ? [uint32(1, 1, last)]
        : [uint32(2, soundPackets - 1, sound.samplesPerPacket, 1, last)]),
    ),
    fullBox(
      'stsz',
      0,
      0,
      uint32(0, soundPackets),
      uint32Table(soundPackets, (index) => sizes[index] ?? 0),
    ),
    // A packet of AAC needs the one before it to be decoded right.
    fullBox('sgpd', 1, 0, Buffer.from('roll'), uint32(2, 1), uint16(0xffff)),
    fullBox('sbgp', 0, 0, Buffer.from('roll'), uint32(1, soundPackets, 1)),
  ];
}

/** Of both channels, for sound that is not compressed; each of its samples has the same size. */
export function bytesPerSample({ sampleEntry, runs, samplesPerPacket }: SoundTrack): number | undefined {
  const type = Buffer.from(sampleEntry.subarray(4, 8)).toString('latin1');
  const first = runs[0]?.sizes[0];
  return COMPRESSED.has(type) || first === undefined ? undefined : first / samplesPerPacket;
}

const COMPRESSED: ReadonlySet<string> = new Set(['mp4a', 'Opus', 'alac', 'fLaC', '.mp3']);

/** Values that follow each other, as counts and values. */
function runsOf(length: number, valueAt: (index: number) => number): readonly number[] {
  const runs: number[] = [];
  for (let index = 0; index < length; index += 1) {
    const value = valueAt(index);
    if (runs.length > 0 && runs.at(-1) === value) runs[runs.length - 2] = (runs.at(-2) ?? 0) + 1;
    else runs.push(1, value);
  }
  return runs;
}

function inPairs(numbers: readonly number[]): readonly Buffer[] {
  return [uint32Table(numbers.length, (at) => numbers[at] ?? 0)];
}
