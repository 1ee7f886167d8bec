import { readdir, readFile, writeFile } from 'node:fs/promises';
import type { Timeline } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContentCache, openContentCache } from '../assemble/content-cache.ts';
import { OWN_SOUND, type SoundForm, STANDARD_PICTURES } from '../assemble/film-form.ts';
import { createMeter } from '../assemble/meter.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import { createLoudnessMeter } from '../loudness/loudness-meter.ts';
import { probeMedia } from '../media/probe-media.ts';
import type { SoundTrack } from '../mp4/film-tracks.ts';
import { makeClip } from '../testing/make-clip.ts';
import { openWorkbench, refusalOf, timelineOf, type Workbench } from '../testing/workbench.ts';
import { decodePackets } from './encode-packets.ts';
import type { SoundInput } from './hold-sounds.ts';
import { makeSound } from './make-sound.ts';
import { prepareSound } from './prepare-sound.ts';

let bench: Workbench;
let cache: ContentCache;
const files = new Map<string, string>();

const SOUNDS = {
  tone: 'aevalsrc=0.1*sin(2*PI*440*t):s=48000',
  other: 'aevalsrc=0.1*sin(2*PI*523*t):s=48000',
  faint: 'aevalsrc=0.03*sin(2*PI*300*t):s=48000',
  bangs: 'aevalsrc=0.02*sin(2*PI*200*t)+0.9*sin(2*PI*1000*t)*lt(mod(t\\,0.5)\\,0.02):s=44100',
} as const;

const signal = new AbortController().signal;

beforeAll(async () => {
  bench = await openWorkbench();
  cache = await openContentCache(bench.path('held'), bench.folder, { now: () => 0 });
  for (const [name, sound] of Object.entries(SOUNDS)) {
    files.set(name, await makeClip(bench.ffmpeg, bench.path(`${name}.mp4`), { frames: 48, sound }));
  }
  files.set('mute', await makeClip(bench.ffmpeg, bench.path('mute.mp4'), { frames: 48 }));
});

afterAll(() => bench.close());

/** What a film is made from whose shots are called by their clip and whatever follows a dot. */
async function inputOf(
  timeline: Timeline,
  form: Partial<SoundInput> = {},
  isThere: (shot: string) => boolean = () => true,
): Promise<SoundInput> {
  const shots = timeline.clips.map(({ shot }) => shot).filter(isThere);
  const media = new Map<
    string,
    SoundInput['media'] extends ReadonlyMap<string, infer Media> ? Media : never
  >();
  for (const shot of shots) {
    const file = files.get(shot.split('.')[0] ?? '') ?? bench.path('nothing.mp4');
    const { video, ...facts } = await probeMedia(file);
    if (video !== undefined) media.set(shot, { file, facts: { ...facts, video } });
  }
  return {
    ...{ timeline, media, cache, sound: OWN_SOUND, pictures: STANDARD_PICTURES },
    ...{ ffmpeg: bench.ffmpeg, meter: createMeter(1, undefined), ...form },
  };
}

function film(shots: readonly string[]): Timeline {
  return timelineOf(shots.map((shot, index) => ({ shot: `${shot}.${index}`, frames: 48 })));
}

async function packetsOf({ runs }: SoundTrack): Promise<readonly Uint8Array[]> {
  const packets: Uint8Array[] = [];
  for (const { file, offsets, sizes } of runs) {
    const bytes = await readFile(file);
    offsets.forEach(
      (offset, index) => void packets.push(bytes.subarray(offset, offset + (sizes[index] ?? 0))),
    );
  }
  return packets;
}

/** What is heard of a track: the samples of the film and no others. */
async function decoded(track: SoundTrack): Promise<Float32Array> {
  const run = { ffmpeg: bench.ffmpeg, signal, timeoutMs: 600_000 };
  const all = await decodePackets(await packetsOf(track), run);
  return all.subarray(track.primingSamples * 2, (track.primingSamples + track.samples) * 2);
}

async function chunksHeld(): Promise<number> {
  return (await readdir(bench.path('held'))).filter((name) => name.endsWith('.snc')).length;
}

/** Stretches of which it is held how they sound; no other results are held here. */
async function stretchesHeld(): Promise<number> {
  return (await readdir(bench.path('held'))).filter((name) => name.endsWith('.json')).length;
}

test('what can be encoded before the last take is there is not encoded again, and a new take costs its chunks only', async () => {
  const shots = Array.from({ length: 18 }, (_, index): string => (index % 2 === 0 ? 'tone' : 'faint'));
  const timeline = film(shots);
  const begun = { sounds: new Map(), runs: new Map() };
  const arrive = async (isThere: (shot: number) => boolean): Promise<readonly number[]> => {
    await prepareSound(
      await inputOf(timeline, {}, (shot) => isThere(Number(shot.split('.')[1]))),
      begun,
      signal,
    );
    return [await chunksHeld(), await stretchesHeld()];
  };
  expect(await arrive((shot) => shot < 2)).toEqual([0, 0]);
  // Seconds 0 to 12 decide about the first chunk, 8 to 24 about the second, 18 to 34 about the third.
  expect(await arrive((shot) => shot < 6 || (shot > 11 && shot < 17))).toEqual([1, 0]);
  expect(await arrive((shot) => shot !== 9 && shot !== 17)).toEqual([1, 0]);
  expect(await arrive((shot) => shot !== 17)).toEqual([3, 2]);
  const track = await makeSound(await inputOf(timeline), signal);
  expect(track.samples).toBe(36 * 48_000);
  expect(track.runs.map(({ sizes }) => sizes.length)).toEqual([512, 512, 512, 153]);
  expect([await chunksHeld(), await stretchesHeld()]).toEqual([4, 3]);
  const again = await makeSound(await inputOf(timeline), signal);
  expect(await packetsOf(again)).toEqual(await packetsOf(track));
  const changed = film(shots.with(2, 'other'));
  await makeSound(await inputOf(changed), signal);
  expect(await chunksHeld()).toBe(5);
  expect((await decoded(track)).length).toBe(36 * 48_000 * 2);
});

test('a film is as loud as it should be, and no peak is above -1 dBTP', async () => {
  const file = bench.path('music.wav');
  const noise = ['-f', 'lavfi', '-i', 'anoisesrc=color=pink:amplitude=0.5:duration=3:seed=4'];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args: [...noise, '-f', 'wav', `file:${file}`] });
  const music = { file, gainDb: -12, fadeIn: 0.5, fadeOut: 1, loop: true, duck: true };
  const sound: SoundForm = { music, loudness: -14 };
  const made = await makeSound(await inputOf(film(['tone', 'bangs', 'mute', 'faint']), { sound }), signal);
  const meter = createLoudnessMeter(2);
  meter.add(await decoded(made));
  const { integrated, truePeak } = meter.end();
  expect(Math.abs((integrated ?? 0) + 14)).toBeLessThan(0.3);
  expect(truePeak).toBeLessThanOrEqual(-1);
});

test('a silent film stays silent at any loudness', async () => {
  const sound: SoundForm = { music: undefined, loudness: -14 };
  const made = await makeSound(await inputOf(film(['mute']), { sound }), signal);
  expect((await decoded(made)).every((sample) => sample === 0)).toBe(true);
});

test('without a loudness every shot is as loud as it was', async () => {
  const made = await makeSound(await inputOf(film(['tone', 'mute'])), signal);
  const left = (await decoded(made)).filter((_, index) => index % 2 === 0);
  expect(Math.max(...left.slice(20_000, 70_000))).toBeCloseTo(0.1, 2);
});

test('for a master it is kept as it is, sample by sample', async () => {
  const pictures = { ...STANDARD_PICTURES, codec: 'prores' } as const;
  const track = await makeSound(await inputOf(film(['mute', 'tone']), { pictures }), signal);
  expect([track.samples, track.primingSamples, track.samplesPerPacket]).toEqual([192_000, 0, 1024]);
  const bytes = Buffer.concat(await packetsOf(track));
  expect(bytes).toHaveLength(192_000 * 6);
  expect(Buffer.from(track.sampleEntry.subarray(4, 8)).toString()).toBe('in24');
  const left = Array.from({ length: 192_000 }, (_, index) => bytes.readIntBE(index * 6, 3) / 0x800000);
  expect(left.slice(0, 96_000).every((sample) => sample === 0)).toBe(true);
  const worst = left.slice(110_000, 180_000).map((sample, index) => {
    return Math.abs(sample - 0.1 * Math.sin((2 * Math.PI * 440 * (index + 14_000)) / 48_000));
  });
  expect(Math.max(...worst)).toBeLessThan(0.01);
});

test('what cannot be decoded is named: the music, or the shot', async () => {
  const file = bench.path('broken.wav');
  await writeFile(file, Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVE', 'latin1'), Buffer.alloc(50)]));
  const music = { file, gainDb: 0, fadeIn: 0, fadeOut: 0, loop: false, duck: false };
  const sound: SoundForm = { music, loudness: undefined };
  const refused = await refusalOf(makeSound(await inputOf(film(['tone']), { sound }), signal));
  expect([refused.code, refused.message.startsWith('The music broken.wav')]).toEqual([
    'assembly-failed',
    true,
  ]);
  const garbled = bench.path('garbled.aac');
  const tone = ['-f', 'lavfi', '-i', SOUNDS.tone, '-t', '2', '-f', 'adts', `file:${garbled}`];
  await runFfmpeg({ ffmpeg: bench.ffmpeg, args: tone });
  const bytes = await readFile(garbled);
  // The headers stay, so that it is still read as what it is: each packet begins with 0xfff1 or 0xfff9.
  for (let at = 2000; at < bytes.length; at += 1) {
    if (bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf6) === 0xf0) at += 8;
    else bytes[at] = 0xfe;
  }
  await writeFile(garbled, bytes);
  const mostly: SoundForm = { music: { ...music, file: garbled }, loudness: undefined };
  const heard = await refusalOf(makeSound(await inputOf(film(['tone']), { sound: mostly }), signal));
  expect(heard.message).toMatch(/^The music garbled\.aac cannot be used: /);
  const input = await inputOf(film(['tone', 'other']));
  const broken = bench.path('broken.mp4');
  await writeFile(broken, '<!doctype html>');
  const media = new Map(
    [...input.media].map(([shot, seen]) => [
      shot,
      { ...seen, file: shot === 'other.1' ? broken : seen.file },
    ]),
  );
  expect((await refusalOf(makeSound({ ...input, media }, signal))).message).toMatch(/^Shot "other\.1": /);
});

test('it stops at once when it is told to', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const making = makeSound(await inputOf(film(['tone', 'other', 'tone', 'bangs'])), stop.signal);
  stop.abort(reason);
  await expect(making).rejects.toBe(reason);
});
