import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOutput } from '../ffmpeg/read-output.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { openWorkbench, type Workbench } from '../testing/workbench.ts';
import { createLoudnessMeter } from './loudness-meter.ts';

const RATE = 48_000;

let bench: Workbench;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.close());

/** Stereo of a tone, both channels alike, at levels (dBFS) of so many seconds each. */
function tone(
  hertz: number,
  levels: readonly (readonly [decibels: number, seconds: number])[],
): Float32Array {
  const seconds = levels.reduce((sum, [, length]) => sum + length, 0);
  const samples = new Float32Array(2 * seconds * RATE);
  let at = 0;
  for (const [decibels, length] of levels) {
    const gain = 10 ** (decibels / 20);
    for (const end = at + length * RATE; at < end; at += 1) {
      const sample = gain * Math.sin((2 * Math.PI * hertz * at) / RATE);
      samples[2 * at] = sample;
      samples[2 * at + 1] = sample;
    }
  }
  return samples;
}

function measure(samples: Float32Array, channels = 2, chunk = 10_000 * channels) {
  const meter = createLoudnessMeter(channels);
  for (let at = 0; at < samples.length; at += chunk) meter.add(samples.subarray(at, at + chunk));
  return meter.end();
}

// The signals of EBU Tech 3341, 1 to 4.
test.each([
  ['-23 dBFS', [[-23, 5]], -23],
  ['-33 dBFS', [[-33, 5]], -33],
  [
    'quiet ends that the gate leaves out',
    [
      [-36, 3],
      [-23, 12],
      [-36, 3],
    ],
    -23,
  ],
  [
    'silent ends that the gate leaves out',
    [
      [-72, 3],
      [-36, 3],
      [-23, 12],
      [-36, 3],
      [-72, 3],
    ],
    -23,
  ],
] as const)('a tone at %s is as loud as the standard says', (_, levels, expected) => {
  expect(Math.abs((measure(tone(1000, levels)).integrated ?? 0) - expected)).toBeLessThan(0.1);
});

// The signals of EBU Tech 3342, 1 and 3.
test.each([
  [-20, -30, 10],
  [-40, -20, 20],
] as const)('the range of %d and %d dBFS is told', (first, second, expected) => {
  expect(
    measure(
      tone(1000, [
        [first, 20],
        [second, 20],
      ]),
    ).range,
  ).toBeCloseTo(expected, 1);
});

test('one channel counts half of two, and silence has no loudness', () => {
  const stereo = tone(1000, [[-20, 2]]);
  const mono = stereo.filter((_, index) => index % 2 === 0);
  const difference = (measure(stereo).integrated ?? 0) - (measure(mono, 1).integrated ?? 0);
  expect(difference).toBeCloseTo(10 * Math.log10(2), 2);
  const nothing = { integrated: undefined, range: undefined, truePeak: undefined };
  expect(measure(new Float32Array(RATE * 2))).toEqual(nothing);
  expect(measure(new Float32Array(0))).toEqual(nothing);
});

test('it does not matter in which bits the sound comes', () => {
  const samples = tone(997, [
    [-20, 1],
    [-9, 1],
    [-31, 2],
  ]);
  const whole = measure(samples, 2, samples.length);
  for (const chunk of [94, 9598, 9600, 9602, 65_536]) {
    const { integrated, range, truePeak } = measure(samples, 2, chunk);
    expect(integrated).toBeCloseTo(whole.integrated ?? 0, 9);
    expect(range).toBeCloseTo(whole.range ?? 0, 9);
    expect(truePeak).toBeCloseTo(whole.truePeak ?? 0, 9);
  }
});

// A sine at a quarter of the rate whose samples all lie 45 degrees off its crest: they miss it by 3 dB.
test.each([
  [12_000, Math.PI / 4],
  [997, 0],
  [8000, Math.PI / 3],
  [15_000, 0.4],
  [17_500, 0.2],
])('the crest of a tone of %d Hz is found between its samples', (hertz, phase) => {
  const samples = Float32Array.from({ length: RATE }, (_, index) => {
    const fade = Math.min(1, index / 4800, (RATE - 1 - index) / 4800);
    return 0.5 * fade * Math.sin((2 * Math.PI * hertz * index) / RATE + phase);
  });
  expect(Math.abs((measure(samples, 1).truePeak ?? 0) - 20 * Math.log10(0.5))).toBeLessThan(0.2);
});

test('a crest between the last samples of one bit and the first of the next is found', () => {
  const samples = new Float32Array(200);
  samples.set([0.1, -0.3, 0.9, 0.9, -0.3, 0.1], 97);
  const whole = measure(samples, 1, 200).truePeak ?? 0;
  expect(whole).toBeGreaterThan(20 * Math.log10(0.95));
  for (let cut = 90; cut < 110; cut += 1) expect(measure(samples, 1, cut).truePeak).toBeCloseTo(whole, 9);
});

test('noise that comes and goes is as loud as ffmpeg says', async () => {
  const source = 'anoisesrc=color=pink:seed=7:sample_rate=48000:amplitude=0.7:duration=8';
  const filter =
    "volume='if(lt(mod(t,2),1),1,0.2)':eval=frame,aformat=channel_layouts=stereo:sample_fmts=flt";
  const input = ['-f', 'lavfi', '-i', source];
  const chunks: Buffer[] = [];
  await runFfmpeg({
    ffmpeg: bench.ffmpeg,
    args: [...input, '-af', filter, '-f', 'f32le', 'pipe:1'],
    onOutput: (chunk) => void chunks.push(Buffer.from(chunk)),
  });
  const said = await readOutput({
    ffmpeg: bench.ffmpeg,
    args: [
      ...input,
      ...['-af', `${filter},ebur128=metadata=1:peak=true,ametadata=print:file=pipe\\\\:1`, '-f', 'null', '-'],
    ],
  });
  const last = (key: string) => Number([...said.matchAll(new RegExp(`${key}=(\\S+)`, 'g'))].at(-1)?.[1]);
  const { integrated, truePeak } = measure(new Float32Array(new Uint8Array(Buffer.concat(chunks)).buffer));
  expect(Math.abs((integrated ?? 0) - last('r128\\.I'))).toBeLessThan(0.1);
  const peak = Math.max(last('true_peaks_ch0'), last('true_peaks_ch1'));
  expect(Math.abs((truePeak ?? 0) - 20 * Math.log10(peak))).toBeLessThan(0.2);
});
