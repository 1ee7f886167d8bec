import { dirname } from 'node:path';
import {
  type Delivery,
  framesToSeconds,
  isStoryboardError,
  type RenderEvent,
  type ResolvedStoryboard,
  type StoryboardError,
  type Timeline,
} from '@storyboard/core';
import { type ContactSheet, type DeliveryOptions, openDeliveries } from '@storyboard/renderer';
import type { StoreFolder } from '../artifacts/open-store-folder.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import { makeFolder } from '../files/make-folder.ts';
import type { Outputs } from './choose-outputs.ts';
import { unlessStopped } from './unless-stopped.ts';

/** A finished film, and what is to be made beside it. */
export type DeliverInput = {
  readonly storyboard: ResolvedStoryboard;
  readonly timeline: Timeline;
  readonly outputs: Outputs;
  readonly store: StoreFolder;
  readonly clock?: Clock | undefined;
  readonly ffmpeg: string;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RenderEvent) => void;
};

/** What was made beside a film, and why the rest was not. */
export type Delivered = {
  readonly made: Omit<Outputs, 'film'>;
  readonly errors: readonly StoryboardError[];
};

/**
 * Makes, of the finished film, its poster, GIF and contact sheet, as far as they are wanted. What was drawn before of the
 * same film is not drawn again. One that cannot be made harms none of the others.
 *
 * @throws StoryboardError the interruption
 */
export async function deliverFilm(input: DeliverInput): Promise<Delivered> {
  const { storyboard, timeline, outputs, store, ffmpeg, signal, onEvent } = input;
  const { now } = input.clock ?? SYSTEM_CLOCK;
  await using deliveries = openDeliveries({ cacheFolder: store.cache, ffmpeg, now, signal });
  const { film } = outputs;
  const { poster, gif } = storyboard.output.deliveries;
  const errors: StoryboardError[] = [];
  const make = async (delivery: Delivery, file: string | undefined, draw: Draw) => {
    if (file === undefined) return undefined;
    const watched: DeliveryOptions = {
      onStart: () => onEvent({ type: 'delivery-start', delivery }),
      onProgress: (fraction) => onEvent({ type: 'delivery-progress', delivery, fraction }),
    };
    try {
      const drawn = await unlessStopped(
        signal,
        `The ${NAMES[delivery]} ${file} could not be made`,
        async () => {
          await makeFolder(dirname(file));
          return draw(file, watched);
        },
      );
      onEvent({ type: 'delivery-ready', delivery, file, ...drawn });
      return file;
    } catch (error) {
      if (!isStoryboardError(error) || error.code !== 'assembly-failed') throw error;
      errors.push(error);
      return undefined;
    }
  };
  const atSeconds = poster?.at ?? middleOf(timeline, timeline.clips[0]);
  const made = {
    poster: await make('poster', outputs.poster, (outFile, watched) =>
      deliveries.poster({ film, atSeconds, outFile }, watched),
    ),
    gif: await make('gif', outputs.gif, async (outFile, watched) => {
      const { width, fps } = gif ?? {};
      const wanted = { width, fps, seconds: gif?.seconds, film, outFile };
      const { seconds, kept } = await deliveries.gif(wanted, watched);
      const isWhole = seconds >= framesToSeconds(timeline.frames - 1, timeline.frameRate);
      return isWhole ? { kept } : { kept, seconds };
    }),
    contactSheet: await make('contact-sheet', outputs.contactSheet, (outFile, watched) =>
      deliveries.contactSheet({ ...sheetOf(input), outFile }, watched),
    ),
  };
  return { made, errors };
}

/** Tells whether it was drawn before, and how much of the film is shown, where that is not all of it. */
type Draw = (
  file: string,
  watched: DeliveryOptions,
) => Promise<{ readonly kept: boolean; readonly seconds?: number }>;

const NAMES: Readonly<Record<Delivery, string>> = {
  poster: 'poster',
  gif: 'GIF',
  'contact-sheet': 'contact sheet',
};

/** One cell a clip, at the frame in the middle of what is seen of it. */
function sheetOf({ storyboard, timeline, outputs }: DeliverInput): Omit<ContactSheet, 'ffmpeg' | 'outFile'> {
  const { film } = outputs;
  const { frameRate } = timeline;
  const filmSeconds = framesToSeconds(timeline.frames, frameRate);
  const cells = timeline.clips.map(({ shot, start, frames }) => ({
    label: shot,
    detail: `${timeText(framesToSeconds(start, frameRate))} · ${framesToSeconds(frames, frameRate).toFixed(1)} s`,
    atSeconds: middleOf(timeline, { start, frames }),
  }));
  const subtitle = `${cells.length} ${cells.length === 1 ? 'shot' : 'shots'} · ${timeText(filmSeconds)}`;
  const { title } = storyboard;
  return { title, subtitle, film, cells };
}

/** When the frame in the middle of a clip is shown. */
function middleOf(
  { frameRate }: Timeline,
  clip: { readonly start: number; readonly frames: number } | undefined,
): number {
  if (clip === undefined) return 0;
  return framesToSeconds(clip.start + Math.floor(clip.frames / 2), frameRate);
}

/** `0:07`, `12:30`. */
function timeText(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
