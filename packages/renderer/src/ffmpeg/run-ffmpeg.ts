import { pipeline } from 'node:stream/promises';
import { isStoryboardError, StoryboardError } from '@storyboard/core';
import { childEnvironment, type Environment } from './child-environment.ts';
import { explainLog } from './explain-log.ts';
import { pathsIn } from './file-arguments.ts';
import { giveWay } from './give-way.ts';
import { LIMIT_ARGUMENTS, RUN_LIMITS, type RunLimits } from './limits.ts';
import { createProgressReader, type FfmpegProgress } from './progress.ts';
import { watchMemory } from './watch-memory.ts';

/** One run of ffmpeg. */
export type FfmpegRun = {
  /** The program, as `findFfmpeg` gives it. */
  readonly ffmpeg: string;
  /** Inputs, filters and outputs; file names are written by `fileName` and `inputFile`. */
  readonly args: readonly string[];
  /** Written to its standard input, no faster than ffmpeg reads; what it throws ends the run. */
  readonly input?: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  /** Takes its standard output; ffmpeg waits while the promise is pending, and what it throws ends the run. */
  readonly onOutput?: (chunk: Uint8Array) => void | Promise<void>;
  readonly onProgress?: (progress: FfmpegProgress) => void;
  /** Takes what it writes to its log, warnings and errors, as it comes; also of a run that succeeds. */
  readonly onLog?: (chunk: Uint8Array) => void;
  /** Ends the run at once; the run then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Wall clock after which the run counts as failed; half an hour by default. */
  readonly timeoutMs?: number;
  /** `RUN_LIMITS` by default. */
  readonly limits?: Partial<RunLimits>;
  /** Whether it gives way to everything else on the machine. */
  readonly background?: boolean;
  /** The folder that relative names in `args` start from. */
  readonly folder?: string;
  /** What ffmpeg's own environment is chosen from; the environment of this process by default. */
  readonly environment?: Environment;
};

/** Nothing that ffmpeg would still write is wanted, so it is not given long. */
const FORCE_KILL_AFTER_MS = 250;
const LOG_BYTES = 32 * 1024;

/**
 * Starts ffmpeg and waits for its end; the only place that does.
 *
 * @throws The signal's reason when it aborts, before the start as well; what `input` or `onOutput` throw; otherwise
 * StoryboardError `ffmpeg-not-found` when the program cannot be started, `ffmpeg-failed` with the telling lines of its
 * log when it fails or takes too long, too much memory or too much room on the disk.
 */
export async function runFfmpeg(run: FfmpegRun): Promise<void> {
  run.signal?.throwIfAborted();
  const stop = new AbortController();
  const limits = { ...RUN_LIMITS, ...run.limits };
  const timeoutMs = run.timeoutMs ?? limits.timeoutMs;
  // Whoever has everything starts nothing, and need not wait for the library that does.
  const { execa } = await import('execa');
  run.signal?.throwIfAborted();
  const child = execa(run.ffmpeg, commandLine(run), {
    stdio: [
      run.input === undefined ? 'ignore' : 'pipe',
      run.onOutput === undefined ? 'ignore' : 'pipe',
      'pipe',
      'pipe',
    ],
    encoding: 'buffer',
    buffer: false,
    reject: false,
    cancelSignal: run.signal === undefined ? stop.signal : AbortSignal.any([run.signal, stop.signal]),
    killDescendants: true,
    forceKillAfterDelay: FORCE_KILL_AFTER_MS,
    timeout: timeoutMs,
    env: childEnvironment(run.environment ?? process.env),
    extendEnv: false,
    ...(run.folder === undefined ? {} : { cwd: run.folder }),
  });
  if (run.background === true && child.pid !== undefined) giveWay(child.pid);
  using _memory = watchMemory(child.pid ?? 0, limits.memoryBytes, () =>
    stop.abort(tooMuch('took', limits.memoryBytes, ' of memory')),
  );
  const log = createTail(LOG_BYTES);
  const readProgress = createProgressReader();
  const decoder = new TextDecoder();
  const streams = [
    consume(child.stderr, (chunk) => {
      log.add(chunk);
      run.onLog?.(chunk);
    }),
    consume(child.stdio[3], (chunk) => {
      for (const progress of readProgress(decoder.decode(chunk, { stream: true }))) {
        if (progress.sizeBytes > limits.outputBytes) throw tooMuch('wrote', limits.outputBytes);
        run.onProgress?.(progress);
      }
    }),
    consume(child.stdout, run.onOutput),
    feed(child.stdin, run.input, stop.signal),
  ].map((stream) => stream.catch((problem: unknown) => stop.abort(problem)));
  const result = await child;
  await Promise.all(streams);
  run.signal?.throwIfAborted();
  stop.signal.throwIfAborted();
  if (result.failed) {
    throw failureOf(run, result, explainLog(log.text(), pathsIn(run.args)), timeoutMs);
  }
}

/** Whether a thrown value is what `runFfmpeg` throws where ffmpeg ran, and failed. */
export function isFfmpegFailure(thrown: unknown): thrown is StoryboardError {
  return isStoryboardError(thrown) && thrown.code === 'ffmpeg-failed';
}

function commandLine(run: FfmpegRun): readonly string[] {
  const quiet = ['-hide_banner', '-nostdin', '-loglevel', 'repeat+level+warning', '-nostats'];
  return [...quiet, '-progress', 'pipe:3', ...LIMIT_ARGUMENTS, ...run.args];
}

/** Data that nobody takes is read and dropped, else the child would wait for ever. */
async function consume(
  stream: unknown,
  take: ((chunk: Uint8Array) => void | Promise<void>) | undefined,
): Promise<void> {
  if (!isReadable(stream)) return;
  try {
    for await (const chunk of stream) await take?.(chunk);
  } catch (problem) {
    // A killed child's pipe breaks off; how the child ended says more.
    if (!isBrokenPipe(problem)) throw problem;
  }
}

/** ffmpeg may end before it has read everything; only the source's own failure counts. */
async function feed(
  stdin: NodeJS.WritableStream | null,
  input: FfmpegRun['input'],
  signal: AbortSignal,
): Promise<void> {
  if (stdin === null || input === undefined) return;
  let failure: { readonly problem: unknown } | undefined;
  async function* watched(source: NonNullable<FfmpegRun['input']>) {
    try {
      yield* source;
    } catch (problem) {
      failure = { problem };
      throw problem;
    }
  }
  await pipeline(watched(input), stdin, { signal }).catch(() => undefined);
  if (failure !== undefined) throw failure.problem;
}

function isReadable(stream: unknown): stream is AsyncIterable<Uint8Array> {
  return typeof stream === 'object' && stream !== null && Symbol.asyncIterator in stream;
}

function isBrokenPipe(problem: unknown): boolean {
  const code = problem instanceof Error && 'code' in problem ? problem.code : undefined;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE';
}

/** Keeps the end of a stream of bytes. */
function createTail(limit: number): { add(chunk: Uint8Array): void; text(): string } {
  let kept = Buffer.alloc(0);
  return {
    add: (chunk) => {
      kept = Buffer.concat([kept, chunk]);
      if (kept.length > limit) kept = kept.subarray(-limit);
    },
    text: () => kept.toString('utf8'),
  };
}

function tooMuch(did: string, limitBytes: number, what = ''): StoryboardError {
  const limit = `${Math.round(limitBytes / 1024 ** 2)} MiB`;
  return new StoryboardError('ffmpeg-failed', `ffmpeg was stopped: it ${did} more than ${limit}${what}.`);
}

function failureOf(
  run: FfmpegRun,
  result: {
    exitCode?: number | undefined;
    signal?: string | undefined;
    timedOut: boolean;
    code?: string | undefined;
    cause?: unknown;
  },
  said: string,
  timeoutMs: number,
): StoryboardError {
  const reason = said === '' ? '' : `: ${said}`;
  if (result.code === 'ENOENT' || result.code === 'EACCES' || result.code === 'ENOEXEC') {
    return new StoryboardError('ffmpeg-not-found', `${run.ffmpeg} cannot be started (${result.code}).`, {
      cause: result.cause,
    });
  }
  if (result.timedOut) {
    return new StoryboardError('ffmpeg-failed', `ffmpeg did not finish in ${timeoutMs / 1000} s${reason}`);
  }
  if (result.signal !== undefined) {
    return new StoryboardError('ffmpeg-failed', `ffmpeg was ended by ${result.signal}${reason}`, {
      hint: 'The system may have run out of memory.',
    });
  }
  const code =
    result.exitCode === undefined ? (result.code ?? 'no exit code') : `exit code ${result.exitCode}`;
  return new StoryboardError('ffmpeg-failed', `ffmpeg failed (${code})${reason}`, { cause: result.cause });
}
