import { type FfmpegRun, runFfmpeg } from './run-ffmpeg.ts';

/** More than ffmpeg ever says about itself; a program that is not ffmpeg may never stop talking. */
const MAX_CHARACTERS = 256 * 1024;

/** Runs ffmpeg for what it writes to standard output as text; what goes beyond a quarter of a million characters is dropped. */
export async function readOutput(run: Omit<FfmpegRun, 'onOutput'>): Promise<string> {
  let output = '';
  await runFfmpeg({
    ...run,
    onOutput: (chunk) => {
      if (output.length < MAX_CHARACTERS) output += Buffer.from(chunk).toString('latin1');
    },
  });
  return output;
}
