import type { StoryboardError } from '@storyboard/core';
import { timeoutFor } from '../assemble/assembly.ts';
import { explainLog } from '../ffmpeg/explain-log.ts';
import { inputFile } from '../ffmpeg/file-arguments.ts';
import { isFfmpegFailure, runFfmpeg } from '../ffmpeg/run-ffmpeg.ts';
import type { AudioFacts, VideoFacts } from '../media/probe-media.ts';
import { readPictures } from '../mp4/read-pictures.ts';
import { createErrorCount } from './count-errors.ts';
import { locateError } from './locate-error.ts';

/** Something in a take that a decoder stumbles over. */
export type TakeDamage = {
  readonly kind: 'pictures' | 'sound';
  /** About when for the first time, from the take's first picture; absent where that cannot be told. */
  readonly seconds?: number;
  /** In words, without a full stop. */
  readonly what: string;
};

/** A take, and what it is looked at with. */
export type LookAtTake = {
  readonly video: VideoFacts;
  readonly audio: AudioFacts | undefined;
  readonly ffmpeg: string;
  readonly signal: AbortSignal;
};

const MOST_FRAMES_A_SECOND = 60;

/**
 * Decodes all of a take, giving way to everything else on the machine, and says what is damaged in it.
 *
 * @throws StoryboardError `ffmpeg-failed` where it was ended before it could say anything, `ffmpeg-not-found`; the signal's
 * reason
 */
export async function lookAtTake(file: string, take: LookAtTake): Promise<readonly TakeDamage[]> {
  const pictures = await decode(file, 'pictures', take);
  const sound = take.audio === undefined ? [] : await decode(file, 'sound', take);
  return [...pictures, ...sound];
}

async function decode(
  file: string,
  kind: TakeDamage['kind'],
  { video, audio, ffmpeg, signal }: LookAtTake,
): Promise<readonly TakeDamage[]> {
  // Whatever is asked for, ffmpeg first tries the beginning of both.
  const except = kind === 'pictures' ? SOUND_DECODERS : PICTURE_DECODERS;
  const log = createErrorCount(except);
  let frames = 0;
  const problem = await runFfmpeg({
    ffmpeg,
    // How blocks are smoothed changes nothing about what can be decoded.
    args: [...inputFile(file, ['-threads', '1', '-skip_loop_filter', 'all']), ...OUTPUT[kind]],
    background: true,
    signal,
    timeoutMs: timeoutFor(
      kind === 'pictures' ? video.frames : Math.ceil((audio?.durationSeconds ?? 0) * MOST_FRAMES_A_SECOND),
    ),
    onLog: log.add,
    onProgress: (progress) => {
      frames = progress.frames;
    },
  }).then(() => undefined, failureOf);
  const { errors, first } = log.end();
  if (errors === 0) {
    // A decoder says what it stumbles over; a run that was ended from outside tells nothing of the take.
    if (problem !== undefined) throw problem;
    return kind === 'pictures' ? await missingFrames(file, video, frames) : [];
  }
  const found = await locateError(file, kind, { ffmpeg, signal, background: true, except });
  const reason = explainLog(first, [file]) || 'not said';
  const count = errors > 1 ? `${errors} errors, the first: ` : '';
  return [
    {
      kind,
      what: `${count}${reason.replace(/\.$/, '')}`,
      ...(found === undefined ? {} : { seconds: Math.max(0, found - video.startSeconds) }),
    },
  ];
}

/** How lines of decoders begin that are tried in a take. */
const SOUND_DECODERS = /^\[(?:aac|mp[123]|opus|libopus|vorbis|flac|alac|e?ac3|pcm_)/;
const PICTURE_DECODERS = /^\[(?:h26[345]|hevc|mpeg[124]|mjpeg|vp[89]|libvpx|av1|libdav1d|libaom|prores|dnx)/;

const OUTPUT = {
  // One picture out for each one in, whatever the file's clock says.
  pictures: ['-map', '0:v:0', '-vf', 'settb=1/25,setpts=N', '-r', '25', '-f', 'null', '-'],
  sound: ['-map', '0:a:0', '-f', 'null', '-'],
} as const;

/** A run of ffmpeg that failed, and nothing else that goes wrong. */
function failureOf(problem: unknown): StoryboardError {
  if (isFfmpegFailure(problem)) return problem;
  throw problem;
}

/** An edit list may hide some of the pictures; then nobody knows how many should come out but by about half a second. */
async function missingFrames(
  file: string,
  { frames, durationSeconds }: VideoFacts,
  decoded: number,
): Promise<readonly TakeDamage[]> {
  const shown = await readPictures(file).catch(() => undefined);
  const hidden = shown?.frames === frames ? 0 : frames / Math.max(1, 2 * durationSeconds);
  if (frames - decoded <= hidden) return [];
  return [{ kind: 'pictures', what: `only ${decoded} of ${frames} frames come out` }];
}
