import { chmod, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { refusalOf } from '../testing/workbench.ts';
import { checkEncoder } from './check-encoder.ts';

test('a codec that this ffmpeg does not make is refused before anything is made', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'storyboard-encoders-'));
  const ffmpeg = join(folder.path, 'ffmpeg');
  await writeFile(ffmpeg, '#!/bin/sh\necho " V....D prores_ks            Apple ProRes (iCodec Pro)"\n');
  await chmod(ffmpeg, 0o755);
  await checkEncoder('prores', ffmpeg);
  expect(await refusalOf(checkEncoder('hevc', ffmpeg))).toMatchObject({
    code: 'assembly-failed',
    message: 'This ffmpeg cannot make a film in HEVC: it was built without libx265.',
  });
});

test('what the real one lists is read', async () => {
  const { path } = await findFfmpeg({ environment: process.env });
  await checkEncoder('prores', path);
});

test('a film in H.264 asks no ffmpeg', async () => {
  await checkEncoder('h264', '/nowhere/ffmpeg');
});
