import { inputFile } from '../ffmpeg/file-arguments.ts';
import { isFfmpegFailure, runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

/** With what an error is looked for. */
export type LocateError = {
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
  /** Whether it gives way to everything else on the machine. */
  readonly background?: boolean;
  /** Lines of something else in the same log. */
  readonly except?: RegExp | undefined;
};

const FOUND = Symbol('found');

/**
 * Finds about when decoding a film's pictures or sound goes wrong for the first time, in seconds, by decoding it once more
 * and slowly. Undefined where that cannot be told.
 *
 * @throws The signal's reason
 */
export async function locateError(
  file: string,
  kind: 'pictures' | 'sound',
  { ffmpeg, signal, background = false, except }: LocateError,
): Promise<number | undefined> {
  const found = new AbortController();
  const decoder = new TextDecoder();
  let rest = '';
  let last: number | undefined;
  const picked =
    kind === 'pictures' ? ['-map', '0:v:0', '-vf', 'showinfo'] : ['-map', '0:a:0', '-af', 'ashowinfo'];
  try {
    await runFfmpeg({
      ffmpeg,
      // In one thread errors are told in step with the pictures that come out.
      args: [
        '-loglevel',
        'repeat+level+info',
        ...inputFile(file, ['-threads', '1']),
        ...picked,
        '-f',
        'null',
        '-',
      ],
      background,
      signal: signal === undefined ? found.signal : AbortSignal.any([signal, found.signal]),
      onLog: (chunk) => {
        if (found.signal.aborted) return;
        const lines = (rest + decoder.decode(chunk, { stream: true })).split(/[\r\n]/);
        rest = lines.pop() ?? '';
        for (const line of lines) {
          const time = /\bpts_time:(\d+(?:\.\d+)?)/.exec(line)?.[1];
          if (time !== undefined) last = Number(time);
          if (/\[(?:error|fatal)\]/.test(line) && except?.test(line) !== true) return found.abort(FOUND);
        }
      },
    });
    return undefined;
  } catch (problem) {
    if (problem === FOUND) return last ?? 0;
    if (isFfmpegFailure(problem)) return last;
    throw problem;
  }
}
