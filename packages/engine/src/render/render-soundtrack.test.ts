import { readFile, writeFile } from 'node:fs/promises';
import type { RenderEvent } from '@storyboard/core';
import { probeMedia } from '@storyboard/renderer';
import { expect, test } from 'vitest';
import { filmOf } from '../testing/execute-file.ts';
import { renderHere } from '../testing/render-here.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createTestProvider } from '../testing/test-provider.ts';

test('music is in the film, as loud as the storyboard wants it, and again where it is frozen', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': WITH_MUSIC });
  await writeFile(folder.file('tone.wav'), toneFile(1));
  const { result } = await renderHere(folder);
  expect(result.diagnostics).toEqual([]);
  if (result.status !== 'done' || result.report.film.status !== 'ready') throw new Error(result.status);
  const { loudness = 0, truePeak = 0 } = result.report.film.sound;
  expect(loudness).toBeCloseTo(-20, 0);
  expect(truePeak).toBeLessThan(-1);
  expect((await probeMedia(folder.file('film.mp4'))).audio).toMatchObject({
    samplesPerSecond: 48_000,
    channels: 2,
  });
  const first = await readFile(folder.file('film.mp4'));
  const frozen = await renderHere(folder, { frozen: true });
  expect(frozen.result.status).toBe('done');
  expect((await readFile(folder.file('film.mp4'))).equals(first)).toBe(true);
});

test('music that is none is found before anything is paid', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': WITH_MUSIC,
    'tone.wav': '#EXTM3U\n/etc/passwd\n',
  });
  const provider = createTestProvider();
  const { result } = await renderHere(folder, {}, provider);
  expect(result).toMatchObject({
    status: 'invalid',
    diagnostics: [
      {
        code: 'reference-not-media',
        message: `${folder.file('tone.wav')} is no music; it looks like a playlist.`,
      },
    ],
  });
  expect(provider.submitted).toEqual([]);
});

test('music without any sound is found before anything is paid', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': WITH_MUSIC });
  await writeFile(folder.file('tone.wav'), toneFile(0));
  const provider = createTestProvider();
  await expect(renderHere(folder, {}, provider)).rejects.toMatchObject({
    code: 'assembly-failed',
    message: 'The music tone.wav has no sound in it (0 s).',
  });
  expect(provider.submitted).toEqual([]);
});

test('music without any sound is found before a free or a frozen film is begun', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': WITH_MUSIC });
  await writeFile(folder.file('tone.wav'), toneFile(1));
  expect((await renderHere(folder)).result.status).toBe('done');
  await writeFile(folder.file('tone.wav'), toneFile(0));
  const soundless = { code: 'assembly-failed', message: 'The music tone.wav has no sound in it (0 s).' };
  const events: RenderEvent[] = [];
  const onEvent = (event: RenderEvent) => void events.push(event);
  await expect(renderHere(folder, { onEvent })).rejects.toMatchObject(soundless);
  await expect(renderHere(folder, { onEvent, frozen: true })).rejects.toMatchObject(soundless);
  const begun = events.filter(({ type }) => /^(?:job|assembly)-/.test(type));
  expect(begun).toEqual([]);
});

const WITH_MUSIC = JSON.stringify({
  ...JSON.parse(filmOf({ one: { prompt: 'red', duration: 1.5 } })),
  soundtrack: { music: { file: 'tone.wav', loop: true }, loudness: -20 },
});

/** A WAVE file of so many seconds of a tone. */
function toneFile(seconds: number): Buffer {
  const rate = 48_000;
  const samples = Int16Array.from({ length: seconds * rate }, (_, index) =>
    Math.round(6000 * Math.sin((2 * Math.PI * 440 * index) / rate)),
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
