import { resolve } from 'node:path';
import { type Finding, frameToSample } from '@storyboard/core';
import { runPool } from '../assemble/run-pool.ts';
import { type MediaFacts, probeMedia } from '../media/probe-media.ts';
import { type Cut, joinsOf } from './cut.ts';
import { type FilmFacts, filmFacts } from './film-facts.ts';
import { createForeignWatch, type ForeignWatch } from './foreign-clicks.ts';
import { hearSound } from './hear-sound.ts';
import { locateError } from './locate-error.ts';
import { pictureFindings } from './picture-findings.ts';
import { readContainer } from './read-container.ts';
import { readCut } from './read-cut.ts';
import { seePictures } from './see-pictures.ts';
import { soundFindings } from './sound-findings.ts';
import { structureFindings } from './structure-findings.ts';
import { undecodableFindings } from './undecodable-findings.ts';
import { undecoded } from './undecoded.ts';

/** How a film is looked at. */
export type InspectFilmOptions = {
  /** The program, as `findFfmpeg` gives it. */
  readonly ffmpeg: string;
  readonly signal?: AbortSignal | undefined;
  /** Takes the fraction of the film that was decoded. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
};

/** All that a complete look at a film tells. */
export type InspectedFilm = {
  readonly facts: FilmFacts;
  /** Absent for a film without sound. */
  readonly sound:
    | {
        /** Integrated, in LUFS; absent where it is silent. */
        readonly loudness: number | undefined;
        /** Between quiet and loud parts, in LU; absent where it is silent. */
        readonly range: number | undefined;
        /** In dBTP; absent where it is silent. */
        readonly truePeak: number | undefined;
        /** Of a second or more: good to know, nothing wrong. */
        readonly silences: readonly { readonly seconds: number; readonly durationSeconds: number }[];
      }
    | undefined;
  readonly findings: readonly Finding[];
};

const RATE = 48_000;
/** The end of AAC is filled up to whole packets, and not every decoder gives the last one. */
const SOUND_TOLERANCE = 4096;

/**
 * Decodes a film, ours or another, from its first frame to its last and says what it is and what is wrong with it. Films
 * of ours name their shots and joins.
 *
 * @throws StoryboardError `media-unreadable` for what is no film, `ffmpeg-not-found`; the signal's reason
 */
export async function inspectFilm(path: string, options: InspectFilmOptions): Promise<InspectedFilm> {
  const { signal } = options;
  signal?.throwIfAborted();
  const file = resolve(path);
  const media = await probeMedia(file);
  const [container, cut] = [await readContainer(file), await readCut(file)];
  const progress = shareProgress(media, options.onProgress);
  const { end, ...foreign } = createForeignWatch();
  const watch = cut === undefined ? foreign : {};
  let seen: readonly Finding[] = [];
  let heard: Pick<InspectedFilm, 'sound' | 'findings'> = { sound: undefined, findings: [] };
  const steps = [
    async (own: AbortSignal) => {
      seen = await look(file, media, cut, {
        ...options,
        ...watch,
        signal: own,
        onProgress: progress.pictures,
      });
    },
    async (own: AbortSignal) => {
      heard = await listen(file, media, cut, {
        ...options,
        ...watch,
        signal: own,
        onProgress: progress.sound,
      });
    },
  ];
  await runPool(steps, steps.length, signal, (step, own) => step(own));
  const clicks = cut === undefined && media.video !== undefined ? end(media.video) : [];
  return {
    facts: filmFacts(media, container, cut),
    sound: heard.sound,
    findings: [...structureFindings(media, cut), ...seen, ...heard.findings, ...clicks].sort(
      (a, b) => (a.seconds ?? -1) - (b.seconds ?? -1),
    ),
  };
}

type Looking = Partial<Omit<ForeignWatch, 'end'>> &
  Required<Pick<InspectFilmOptions, 'ffmpeg' | 'signal'>> & {
    readonly onProgress: (done: number) => void;
  };

async function look(
  file: string,
  { video }: MediaFacts,
  cut: Cut | undefined,
  looking: Looking,
): Promise<readonly Finding[]> {
  if (video === undefined) return [];
  const { frames, width, height, durationSeconds } = video;
  const seen = await seePictures(file, { ...looking, size: { width, height }, frames }).catch(undecoded);
  const tolerance = cut === undefined ? frames / Math.max(1, 2 * durationSeconds) : 0;
  const { errors, first } = seen;
  const seconds = errors === 0 ? undefined : await locateError(file, 'pictures', looking);
  const decoding = {
    kind: 'pictures',
    errors,
    first,
    seconds,
    expected: frames,
    got: seen.frames,
    tolerance,
  } as const;
  const rate = cut?.frameRate ??
    video.frameRate ?? { numerator: Math.round((frames / durationSeconds) * 1000), denominator: 1000 };
  return [...undecodableFindings(decoding, file), ...pictureFindings(seen, rate, cut)];
}

async function listen(
  file: string,
  { audio }: MediaFacts,
  cut: Cut | undefined,
  looking: Looking,
): Promise<Pick<InspectedFilm, 'sound' | 'findings'>> {
  if (audio === undefined || audio.durationSeconds <= 0) return { sound: undefined, findings: [] };
  const joins = cut === undefined ? [] : joinsOf(cut);
  const heard = await hearSound(file, {
    ...looking,
    audio,
    joins: joins.map(({ frame, hard }) => ({
      sample: cut === undefined ? 0 : frameToSample(frame, cut.frameRate, RATE),
      hard,
    })),
  }).catch(undecoded);
  const { errors, first } = heard;
  const decoding = {
    kind: 'sound',
    errors,
    first,
    seconds: errors === 0 ? undefined : await locateError(file, 'sound', looking),
    expected: Math.round(audio.durationSeconds * RATE),
    got: heard.samples,
    tolerance: SOUND_TOLERANCE,
  } as const;
  const expected = { joins, frameRate: cut?.frameRate, loudness: undefined };
  return {
    sound: {
      loudness: heard.integrated,
      range: heard.range,
      truePeak: heard.truePeak,
      silences: heard.silences.map(({ from, to }) => ({
        seconds: from / RATE,
        durationSeconds: (to - from) / RATE,
      })),
    },
    findings: [...undecodableFindings(decoding, file), ...soundFindings(heard, expected)],
  };
}

/** Pictures take most of the time. */
const SOUND_SHARE = 0.1;

function shareProgress({ video, audio }: MediaFacts, onProgress: InspectFilmOptions['onProgress']) {
  let [pictures, sound] = [video === undefined ? 1 : 0, audio === undefined ? 1 : 0];
  const say = (): void => onProgress?.(pictures * (1 - SOUND_SHARE) + sound * SOUND_SHARE);
  const samples = (audio?.durationSeconds ?? 0) * RATE;
  return {
    pictures: (frames: number): void => {
      pictures = Math.min(1, frames / (video?.frames ?? 1));
      say();
    },
    sound: (heard: number): void => {
      sound = Math.min(1, heard / Math.max(1, samples));
      say();
    },
  };
}
