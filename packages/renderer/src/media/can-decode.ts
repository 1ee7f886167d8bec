import { inputFile } from '../ffmpeg/file-arguments.ts';
import { isFfmpegFailure, runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';

/** One picture, however crowded the machine is. */
const TIMEOUT_MS = 5 * 60_000;

/**
 * Whether ffmpeg knows the codec of a file's pictures and makes the first one of them, which an index that looks right
 * does not promise.
 *
 * @throws StoryboardError `ffmpeg-not-found`; the signal's reason
 */
export async function canDecode(
  file: string,
  { ffmpeg, signal }: { readonly ffmpeg: string; readonly signal?: AbortSignal },
): Promise<boolean> {
  const first = ['-map', '0:v:0', '-an', '-sn', '-dn', '-frames:v', '1', '-f', 'null', '-'];
  try {
    await runFfmpeg({
      ffmpeg,
      args: [
        '-xerror',
        '-abort_on',
        'empty_output',
        // One picture is sooner made than several threads are started.
        ...inputFile(file, ['-threads', '1', '-err_detect', 'explode']),
        ...first,
      ],
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    return true;
  } catch (error) {
    if (isFfmpegFailure(error)) return false;
    throw error;
  }
}
