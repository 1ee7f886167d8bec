import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const QUESTIONS = [
  ['-version'],
  ['-h', 'encoder=libx264'],
  ['-h', 'filter=xfade'],
  ['-h', 'muxer=mp4'],
] as const;

let made: Promise<Readonly<Record<string, string>>> | undefined;

/**
 * The environment in which the command uses an ffmpeg that has told once what it can, and is the real one for everything
 * else: those answers take more time than all the rest of a run that is killed.
 */
export function quickFfmpeg(): Promise<Readonly<Record<string, string>>> {
  made ??= process.platform === 'win32' ? Promise.resolve({}) : make();
  return made;
}

async function make(): Promise<Readonly<Record<string, string>>> {
  const run = promisify(execFile);
  const named = process.env['STORYBOARD_FFMPEG'] ?? 'ffmpeg';
  const ffmpeg = (await run('sh', ['-c', 'command -v "$0"', named])).stdout.trim();
  const folder = mkdtempSync(join(tmpdir(), 'storyboard-proof-ffmpeg-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const question of QUESTIONS) {
    const { stdout } = await run(ffmpeg, ['-hide_banner', ...question]);
    writeFileSync(join(folder, question.at(-1) ?? ''), stdout);
  }
  const file = join(folder, 'ffmpeg');
  const known = QUESTIONS.map((question) => question.at(-1)).join('|');
  const script = [
    '#!/bin/sh',
    'for last; do :; done',
    `case "$last" in ${known}) exec cat ${quoted(folder)}/"$last" ;; esac`,
    `exec ${quoted(ffmpeg)} "$@"`,
  ];
  writeFileSync(file, `${script.join('\n')}\n`, { mode: 0o755 });
  return { STORYBOARD_FFMPEG: file };
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
