import { chmod, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readExtras } from './read-extras.ts';

test('what only some films need is told as this ffmpeg has it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'storyboard-extras-'));
  const ffmpeg = join(folder.path, 'ffmpeg');
  const lists = [
    'case "$*" in',
    '*-encoders*) echo " V....D libaom-av1 AV1";;',
    '*zscale*) echo "$ZSCALE";;',
    'esac',
  ];
  const write = (zscale: string) =>
    writeFile(ffmpeg, `#!/bin/sh\nZSCALE='${zscale}'\n${lists.join('\n')}\n`).then(() =>
      chmod(ffmpeg, 0o755),
    );
  await write('Unknown filter');
  expect(await readExtras(ffmpeg)).toEqual({
    codecs: [
      { codec: 'hevc', encoders: ['libx265'], encoder: undefined },
      { codec: 'av1', encoders: ['libsvtav1', 'libaom-av1'], encoder: 'libaom-av1' },
      { codec: 'prores', encoders: ['prores_ks'], encoder: undefined },
    ],
    toneMaps: false,
  });
  await write('Filter zscale');
  expect(await readExtras(ffmpeg)).toMatchObject({ toneMaps: true });
});
