import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isStoryboardError } from '@storyboard/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileName } from './file-arguments.ts';
import { findFfmpeg } from './find-ffmpeg.ts';
import type { FfmpegProgress } from './progress.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

let ffmpeg: string;
let folder: string;

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({ environment: process.env })).path;
  folder = await mkdtemp(join(tmpdir(), 'storyboard run '));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const endless = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24', '-f', 'null', '-'];

async function thrownBy(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    () => expect.unreachable('the run should fail'),
    (problem: unknown) => problem,
  );
}

/** A program with a name of its own, written in JavaScript, that stands where ffmpeg would. */
async function program(name: string, code: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, `#!${process.execPath}\n${code}\n`);
  await chmod(file, 0o755);
  return file;
}

test('a run reports its progress up to the last frame', async () => {
  const seen: FfmpegProgress[] = [];
  await runFfmpeg({
    ffmpeg,
    args: ['-f', 'lavfi', '-i', 'testsrc2=size=64x64:rate=24:duration=2', '-f', 'null', '-'],
    onProgress: (progress) => seen.push(progress),
  });
  expect(seen.at(-1)?.frames).toBe(48);
});

test('a run in the background gives way to everything else', async () => {
  const patient = await program(
    'patient',
    `import { getPriority } from 'node:os';
    setInterval(() => getPriority() > 0 && process.exit(), 20);`,
  );
  await runFfmpeg({ ffmpeg: patient, args: [], background: true, timeoutMs: 120_000 });
});

test('standard input is fed no faster than ffmpeg reads, and standard output comes back whole', async () => {
  let fed = 0;
  function* frames() {
    for (let index = 0; index < 200; index += 1) {
      fed += 1;
      yield new Uint8Array(64 * 64 * 3).fill(index);
    }
  }
  let ahead = 0;
  let read = 0;
  await runFfmpeg({
    ffmpeg,
    args: ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '64x64', '-i', 'pipe:0', '-f', 'rawvideo', 'pipe:1'],
    input: frames(),
    onOutput: async (chunk) => {
      read += chunk.length;
      ahead = Math.max(ahead, fed - read / (64 * 64 * 3));
      await sleep(1);
    },
  });
  expect(fed).toBe(200);
  expect(read).toBe(200 * 64 * 64 * 3);
  expect(ahead).toBeLessThan(150);
});

test('what the source of the input throws is what the run throws', async () => {
  const broken = new Error('the source broke');
  // biome-ignore lint/correctness/useYield: it fails before it has anything to give.
  async function* source(): AsyncGenerator<Uint8Array> {
    await sleep(20);
    throw broken;
  }
  const args = ['-f', 's16le', '-ar', '48000', '-ac', '2', '-i', 'pipe:0', '-f', 'null', '-'];
  expect(await thrownBy(runFfmpeg({ ffmpeg, args, input: source() }))).toBe(broken);
});

test('an input that ffmpeg does not read to its end does no harm', async () => {
  function* frames() {
    for (let index = 0; index < 2000; index += 1) yield new Uint8Array(64 * 64 * 3);
  }
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', '64x64', '-i', 'pipe:0'];
  await runFfmpeg({ ffmpeg, args: [...raw, '-frames:v', '1', '-f', 'null', '-'], input: frames() });
});

test('a signal that is already aborted keeps ffmpeg from starting', async () => {
  const reason = new Error('enough');
  const signal = AbortSignal.abort(reason);
  expect(await thrownBy(runFfmpeg({ ffmpeg: join(folder, 'missing'), args: [], signal }))).toBe(reason);
});

test('an abort ends a running ffmpeg with the reason of the signal', async () => {
  const controller = new AbortController();
  const reason = new Error('enough');
  const run = runFfmpeg({
    ffmpeg,
    args: endless,
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  });
  expect(await thrownBy(run)).toBe(reason);
});

test('a program that ignores the polite request to end is killed', async () => {
  const stubborn = await program(
    'stubborn.mjs',
    "process.on('SIGTERM', () => {}); process.stdout.write('up'); setInterval(() => {}, 1000);",
  );
  const controller = new AbortController();
  const run = runFfmpeg({
    ffmpeg: stubborn,
    args: ['pipe:1'],
    signal: controller.signal,
    // It is up, and ignores the request by now.
    onOutput: () => controller.abort(new Error('enough')),
  });
  expect(await thrownBy(run)).toMatchObject({ message: 'enough' });
});

test('a run that takes longer than it may is a failure', async () => {
  const problem = await thrownBy(runFfmpeg({ ffmpeg, args: endless, timeoutMs: 300 }));
  expect(isStoryboardError(problem) && [problem.code, problem.message.slice(0, 30)]).toEqual([
    'ffmpeg-failed',
    'ffmpeg did not finish in 0.3 s',
  ]);
});

test.runIf(process.platform === 'linux')('a run that takes more memory than it may is ended', async () => {
  const hungry = await program(
    'hungry.mjs',
    'globalThis.kept = Buffer.alloc(400 * 1024 * 1024, 1); setInterval(() => {}, 1000);',
  );
  const limits = { memoryBytes: 256 * 1024 * 1024 };
  const problem = await thrownBy(runFfmpeg({ ffmpeg: hungry, args: [], limits }));
  expect(isStoryboardError(problem) && [problem.code, problem.message]).toEqual([
    'ffmpeg-failed',
    'ffmpeg was stopped: it took more than 256 MiB of memory.',
  ]);
});

test('a run that writes more than it may is ended', async () => {
  const args = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=24', '-f', 'rawvideo', 'pipe:1'];
  const limits = { outputBytes: 1024 * 1024 };
  const problem = await thrownBy(runFfmpeg({ ffmpeg, args, limits, onOutput: () => undefined }));
  expect(isStoryboardError(problem) && [problem.code, problem.message]).toEqual([
    'ffmpeg-failed',
    'ffmpeg was stopped: it wrote more than 1 MiB.',
  ]);
});

test('no block of memory is larger than those of the largest pictures', async () => {
  const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '16x16', '-i', 'pipe:0'];
  const args = [...raw, '-vf', 'scale=12000:12000,format=rgba64le', '-f', 'null', '-'];
  const problem = await thrownBy(runFfmpeg({ ffmpeg, args, input: [new Uint8Array(256)] }));
  expect(isStoryboardError(problem) && problem.code).toBe('ffmpeg-failed');
  expect(String(problem)).toMatch(/Cannot allocate memory/);
});

test('a failure says what ffmpeg said, with the names of files but not their folders', async () => {
  const file = join(folder, 'page.mp4');
  await writeFile(file, '<html>not a film</html>');
  const args = ['-f', 'mov', '-i', fileName(file), '-f', 'null', '-'];
  const problem = await thrownBy(runFfmpeg({ ffmpeg, args }));
  expect(isStoryboardError(problem) && problem.code).toBe('ffmpeg-failed');
  expect(String(problem)).toMatch(/exit code \d+\): .*page\.mp4: Invalid data found/);
  expect(String(problem)).not.toContain(folder);
});

test('a log without end is cut, not kept', async () => {
  const talker = await program(
    'talker.mjs',
    "for (let i = 0; i < 20000; i += 1) process.stderr.write('[error] line ' + i + ' \\u001b[31m ' + 'x'.repeat(100) + '\\n'); process.exitCode = 3;",
  );
  const problem = await thrownBy(runFfmpeg({ ffmpeg: talker, args: [] }));
  expect(String(problem)).toMatch(/^StoryboardError: ffmpeg failed \(exit code 3\): line 19997 {2}\[31m x/);
  expect(String(problem).length).toBeLessThan(800);
});

test('a program that is not there is said to be missing', async () => {
  const problem = await thrownBy(runFfmpeg({ ffmpeg: join(folder, 'missing'), args: [] }));
  expect(isStoryboardError(problem) && problem.code).toBe('ffmpeg-not-found');
});

test('keys of the environment do not reach ffmpeg', async () => {
  const out = join(folder, 'environment.json');
  const teller = await program(
    'teller.mjs',
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(out)}, JSON.stringify(process.env));`,
  );
  const environment = {
    ...process.env,
    SHORTAPI_KEY: 'canary',
    FFREPORT: 'file=x',
    HTTPS_PROXY: 'http://canary',
  };
  await runFfmpeg({ ffmpeg: teller, args: [], environment });
  const seen = await readFile(out, 'utf8');
  expect(seen).not.toContain('canary');
  expect(Object.keys(JSON.parse(seen))).not.toContain('FFREPORT');
});

test.each([
  ['quotes', `it's "here".mp4`],
  ['spaces and a line break', 'a  b\nc.mp4'],
  ['a leading dash', '-out.mp4'],
  ['a percent sign', '%03d.mp4'],
  ['a protocol', 'concat:a|b.mp4'],
  ['filter signs', "[v];,drawtext=text='x'.mp4"],
  ['letters of other scripts', 'фильм 映画 🎬.mp4'],
])('a file name with %s is that file', async (_, name) => {
  const own = await mkdtemp(join(folder, 'names '));
  const file = join(own, name);
  const picture = ['-f', 'lavfi', '-i', 'color=red:size=16x16:rate=24:duration=0.1'];
  await runFfmpeg({ ffmpeg, args: [...picture, '-f', 'mp4', fileName(file)] });
  expect(await readdir(own)).toEqual([name]);
  expect((await stat(file)).size).toBeGreaterThan(0);
});
