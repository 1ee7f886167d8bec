import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isStoryboardError, type StoryboardError } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ffmpeg, findFfmpeg } from './find-ffmpeg.ts';

let folder: string;
let real: Ffmpeg;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storyboard find '));
  real = await findFfmpeg({ environment: process.env });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function script(name: string, lines: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
  return file;
}

async function refusal(input: Parameters<typeof findFfmpeg>[0]): Promise<StoryboardError> {
  const problem: unknown = await findFfmpeg(input).catch((thrown: unknown) => thrown);
  if (!isStoryboardError(problem)) throw new Error(`not refused: ${JSON.stringify(problem)}`);
  return problem;
}

test('an ffmpeg is found by its absolute path, with its version', () => {
  expect(real.version).toMatch(/\d/);
  expect(real.path).toMatch(/ffmpeg(\.exe)?$/);
});

test('the one that is named comes first, by option before environment', async () => {
  const explicit = await findFfmpeg({ explicit: real.path, environment: { STORYBOARD_FFMPEG: '/nowhere' } });
  expect(explicit).toEqual({ ...real, from: 'explicit' });
  const named = await findFfmpeg({ environment: { STORYBOARD_FFMPEG: real.path } });
  expect(named).toEqual({ ...real, from: 'explicit' });
});

test('one that is named and missing is an error, not passed over', async () => {
  const problem = await refusal({ explicit: join(folder, 'missing'), environment: process.env });
  expect(problem.code).toBe('ffmpeg-not-found');
  expect(problem.message).toContain('missing cannot be started (ENOENT)');
  expect(problem.hint).toContain('STORYBOARD_FFMPEG');
});

test('an empty name is no name', async () => {
  expect(await findFfmpeg({ environment: { ...process.env, STORYBOARD_FFMPEG: '' } })).toEqual(real);
});

test.each([
  ['another program', 'echo hello', /is not ffmpeg\.$/],
  [
    'an old ffmpeg',
    'echo "ffmpeg version 4.3.9 Copyright"; echo "libavutil      56. 51.100 / 56. 51.100"',
    /is ffmpeg 4\.3\.9; 4\.4 or newer is needed\.$/,
  ],
  [
    'an ffmpeg without libx264',
    'echo "ffmpeg version n7.1 Copyright"; echo "libavutil      59. 39.100 / 59. 39.100"',
    /was built without libx264\.$/,
  ],
  [
    'an ffmpeg without xfade',
    'case "$*" in *encoder*) echo "Encoder libx264 [x]";; *) echo "ffmpeg version 6.0 C"; echo "libavutil      58.  2.100 /";; esac',
    /was built without the xfade filter\.$/,
  ],
  [
    'one that fails',
    'echo "[error] broken" >&2; exit 1',
    /does not run: ffmpeg failed \(exit code 1\): broken$/,
  ],
])('%s is refused with a reason', async (name, lines, message) => {
  const problem = await refusal({ explicit: await script(name, lines), environment: process.env });
  expect(problem.message).toMatch(message);
});

test('a folder of PATH that is not absolute is not searched', async () => {
  await script('ffmpeg', 'exit 0');
  const here = process.cwd();
  process.chdir(folder);
  try {
    const problem = await refusal({ environment: { PATH: ['', '.', 'bin'].join(delimiter) } });
    expect(problem.message).toBe('No ffmpeg was found on PATH.');
  } finally {
    process.chdir(here);
  }
});
