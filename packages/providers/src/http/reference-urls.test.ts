import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadyReference } from '@storyboard/core';
import { expect, test } from 'vitest';
import { referenceUrls } from './reference-urls.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypisom')]);

function url(name: string, kind: 'image' | 'video'): ReadyReference {
  return { name, kind, description: '', type: 'url', url: `https://example.com/${name}`, sha256: undefined };
}

test('references keep their order within their kind; files travel as what they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'references-'));
  await writeFile(join(folder, 'still.dat'), PNG);
  await writeFile(join(folder, 'take.mp4'), MP4);
  const references: readonly ReadyReference[] = [
    url('b', 'video'),
    {
      name: 'still',
      kind: 'image',
      description: '',
      type: 'file',
      path: 'still.dat',
      digest: 'd',
      sizeBytes: 10,
      file: join(folder, 'still.dat'),
    },
    url('a', 'video'),
    {
      name: 'before',
      kind: 'video',
      description: '',
      type: 'take',
      fingerprint: 'f',
      use: 'clip',
      file: join(folder, 'take.mp4'),
    },
    url('c', 'image'),
  ];
  expect(await referenceUrls(references, readFile)).toEqual({
    urls: {
      video: [
        'https://example.com/b',
        'https://example.com/a',
        `data:video/mp4;base64,${MP4.toString('base64')}`,
      ],
      image: [`data:image/png;base64,${PNG.toString('base64')}`, 'https://example.com/c'],
    },
  });
});

test('what cannot be sent is a failure that names the reference, not the path', async () => {
  const file = (sizeBytes: number, path?: string): ReadyReference => ({
    name: 'mona',
    kind: 'video',
    description: '',
    type: 'file',
    path: 'mona.mp4',
    digest: 'd',
    sizeBytes,
    ...(path === undefined ? {} : { file: path }),
  });
  const failures = [file(10), file(10, '/nowhere/mona.mp4'), file(100_000_001, '/nowhere/mona.mp4')].map(
    async (reference) => {
      const result = await referenceUrls([reference], readFile);
      return 'failure' in result ? `${result.failure.kind}: ${result.failure.message}` : '';
    },
  );
  expect(await Promise.all(failures)).toEqual([
    'invalid-input: The reference @mona has no file.',
    'invalid-input: The reference @mona cannot be read.',
    'invalid-input: The reference @mona is too large to be sent within a request; give it a public URL instead.',
  ]);
});
