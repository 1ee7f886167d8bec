import { timeoutFor } from '../assemble/assembly.ts';
import { inputFile } from '../ffmpeg/file-arguments.ts';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { AudioFacts } from '../media/probe-media.ts';
import { createErrorCount, type ErrorCount } from './count-errors.ts';
import { createSoundWatch, type HeardSound, type SoundJoin } from './sound-watch.ts';

/** How a film's sound is listened to. */
export type HearSound = {
  readonly ffmpeg: string;
  readonly audio: AudioFacts;
  readonly joins: readonly SoundJoin[];
  readonly signal?: AbortSignal | undefined;
  /** Takes what is heard, the channels' samples in turn. */
  readonly onSamples?: (samples: Float32Array, channels: number) => void;
  /** Takes how many samples were heard. */
  readonly onProgress?: (samples: number) => void;
};

const SAMPLE_BYTES = Float32Array.BYTES_PER_ELEMENT;
const MOST_FRAMES_A_SECOND = 60;

/**
 * Decodes a film's sound once and listens to all of it.
 *
 * @throws StoryboardError `ffmpeg-failed` where none can be decoded; the signal's reason
 */
export async function hearSound(
  file: string,
  { ffmpeg, audio, joins, signal, onSamples, onProgress }: HearSound,
): Promise<HeardSound & ReturnType<ErrorCount['end']>> {
  const channels = audio.channels === 1 ? 1 : 2;
  const watch = createSoundWatch(channels, joins);
  const log = createErrorCount();
  let rest: Buffer = Buffer.alloc(0);
  let samples = 0;
  await runFfmpeg({
    ffmpeg,
    args: [
      ...inputFile(file),
      ...[
        '-map',
        '0:a:0',
        '-vn',
        '-sn',
        '-dn',
        '-ac',
        String(channels),
        '-ar',
        '48000',
        '-f',
        'f32le',
        'pipe:1',
      ],
    ],
    signal,
    timeoutMs: timeoutFor(Math.ceil(audio.durationSeconds) * MOST_FRAMES_A_SECOND),
    onLog: log.add,
    onOutput: (chunk) => {
      const all = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
      const whole = all.length - (all.length % (SAMPLE_BYTES * channels));
      // Copied, because floats have to begin at a multiple of four.
      const heard = new Float32Array(new Uint8Array(all.subarray(0, whole)).buffer);
      watch.add(heard);
      onSamples?.(heard, channels);
      rest = all.subarray(whole);
      samples += whole / SAMPLE_BYTES / channels;
      onProgress?.(samples);
    },
  });
  return { ...watch.end(), ...log.end() };
}
