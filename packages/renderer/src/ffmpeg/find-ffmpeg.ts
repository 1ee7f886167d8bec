import { access, constants, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { isStoryboardError, StoryboardError } from '@storyboard/core';
import type { Environment } from './child-environment.ts';
import { readFfmpegVersion } from './ffmpeg-version.ts';
import { readOutput } from './read-output.ts';

/** An ffmpeg that can do what is needed, and where it was found. */
export type Ffmpeg = {
  readonly path: string;
  readonly version: string;
  readonly from: 'explicit' | 'package' | 'path';
};

type Candidate = { readonly path: string; readonly from: Ffmpeg['from'] };

const CHECK_TIMEOUT_MS = 60_000;
const FILE_NAME = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';

/**
 * Finds the ffmpeg to use: the one that is named (`explicit`, else `STORYBOARD_FFMPEG`), the one of the optional
 * package `ffmpeg-static` where its file is really there, the first on `PATH`. It must run, be 4.4 or newer and have
 * libx264 and xfade.
 *
 * @throws StoryboardError `ffmpeg-not-found` with what was looked at and how to get one. One that is named and does
 * not serve is never passed over for another.
 */
export async function findFfmpeg(input: {
  readonly explicit?: string | undefined;
  readonly environment: Environment;
}): Promise<Ffmpeg> {
  const { environment } = input;
  const named = input.explicit ?? environment['STORYBOARD_FFMPEG'];
  const candidates =
    named === undefined || named === ''
      ? [await ofPackage(), await onPath('ffmpeg', environment)]
      : [await ofName(named, environment)];
  const problems: string[] = [];
  for (const candidate of candidates) {
    if (candidate === undefined) continue;
    const checked = await check(candidate, environment);
    if (typeof checked !== 'string') return checked;
    problems.push(checked);
  }
  throw new StoryboardError(
    'ffmpeg-not-found',
    problems.length > 0 ? problems.join(' ') : 'No ffmpeg was found on PATH.',
    {
      hint: `Install ffmpeg 4.4 or newer, or name one with --ffmpeg or STORYBOARD_FFMPEG:\n\n  ${installCommand()}`,
    },
  );
}

async function ofName(name: string, environment: Environment): Promise<Candidate> {
  const isBareName = !/[\\/]/.test(name);
  const found = isBareName ? await onPath(name, environment) : undefined;
  return { path: found?.path ?? resolve(name), from: 'explicit' };
}

/** The package's own download may not have happened, so the file is looked for, not the package. */
async function ofPackage(): Promise<Candidate | undefined> {
  try {
    const manifest = createRequire(import.meta.url).resolve('ffmpeg-static/package.json');
    const path = join(dirname(manifest), FILE_NAME);
    return (await isProgram(path)) ? { path, from: 'package' } : undefined;
  } catch {
    return undefined;
  }
}

/** Folders of PATH that are not absolute are passed over: a stranger's project must not bring its own ffmpeg. */
async function onPath(name: string, environment: Environment): Promise<Candidate | undefined> {
  const path = Object.entries(environment).find(([key]) => key.toUpperCase() === 'PATH')?.[1] ?? '';
  const fileName = process.platform === 'win32' && !name.endsWith('.exe') ? `${name}.exe` : name;
  for (const folder of path.split(delimiter)) {
    const file = join(folder, fileName);
    if (isAbsolute(folder) && (await isProgram(file))) return { path: file, from: 'path' };
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** The candidate with its version, or a sentence that says what is wrong with it. */
async function check(candidate: Candidate, environment: Environment): Promise<Ffmpeg | string> {
  const { path } = candidate;
  try {
    const [said, encoder, filter] = await Promise.all(
      [['-version'], ['-h', 'encoder=libx264'], ['-h', 'filter=xfade']].map((args) =>
        readOutput({ ffmpeg: path, args, environment, timeoutMs: CHECK_TIMEOUT_MS }),
      ),
    );
    const version = readFfmpegVersion(said ?? '');
    if (version === undefined) return `${path} is not ffmpeg.`;
    if (!version.recentEnough) return `${path} is ffmpeg ${version.version}; 4.4 or newer is needed.`;
    if (!encoder?.startsWith('Encoder libx264')) return `${path} was built without libx264.`;
    if (!filter?.startsWith('Filter xfade')) return `${path} was built without the xfade filter.`;
    return { ...candidate, version: version.version };
  } catch (problem) {
    if (isStoryboardError(problem)) return `${path} does not run: ${problem.message}`;
    throw problem;
  }
}

function installCommand(): string {
  if (process.platform === 'darwin') return 'brew install ffmpeg';
  if (process.platform === 'win32') return 'winget install Gyan.FFmpeg';
  return 'sudo apt-get install ffmpeg';
}
