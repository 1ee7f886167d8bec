import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Options of a real, small clip. */
export type ClipOptions = {
  readonly seconds: number;
  /** The program to make it with. */
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
};

/** The bytes of a real MP4: a moving test picture and a tone, the same bytes for the same length. */
export async function makeClip({ seconds, ffmpeg, signal }: ClipOptions): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'storyboard-clip-'));
  try {
    const file = join(folder, 'clip.mp4');
    const inputs = ['testsrc2=size=160x90:rate=24', 'sine=frequency=440:sample_rate=48000'];
    await promisify(execFile)(
      ffmpeg,
      [
        ...['-nostdin', '-v', 'error'],
        ...inputs.flatMap((input) => ['-f', 'lavfi', '-t', String(seconds), '-i', input]),
        ...['-threads', '1', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-fflags', '+bitexact', file],
      ],
      signal === undefined ? {} : { signal },
    );
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
