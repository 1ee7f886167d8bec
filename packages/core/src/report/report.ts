import type { MicroUsd } from '../units.ts';
import type { Finding } from './finding.ts';
import type { Outcome } from './outcome.ts';

/** The finished film, or why there is none. */
export type FilmResult =
  | {
      readonly status: 'ready';
      /** Absolute path. */
      readonly file: string;
      readonly frames: number;
      readonly seconds: number;
      readonly sizeBytes: number;
      /** Shots that are not in it, because `--only` left them out and no take of them is held. */
      readonly missing: readonly string[];
      readonly clips: readonly FilmClip[];
      readonly sound: FilmSound;
      /** What the look at the finished film found. */
      readonly findings: readonly Finding[];
      /** Absolute paths of what was made beside it, where it was asked for. */
      readonly poster: string | undefined;
      readonly gif: string | undefined;
      readonly contactSheet: string | undefined;
      readonly times: FilmTimes;
    }
  | { readonly status: 'none'; readonly why: string };

/** How a clip got into the film, and why. */
export type FilmClip = {
  readonly shot: string;
  /** `partly`: what a transition touches is encoded, the rest is the footage's own bytes. */
  readonly how: 'copied' | 'partly' | 'encoded';
  readonly why: string;
  /** Whether none of its pictures was encoded in this run: they are copied, or kept from an earlier one. */
  readonly kept: boolean;
};

/** How long the steps of making a film took that it was waited for, in whole milliseconds. */
export type FilmTimes = {
  /** Looking at the footage and planning. */
  readonly readMs: number;
  /** Encoding pictures that are not there yet; sound is made beside it. */
  readonly picturesMs: number;
  readonly soundMs: number;
  readonly writeMs: number;
  /** Looking at the finished film. */
  readonly lookMs: number;
  /** Poster, GIF and contact sheet. */
  readonly deliveriesMs: number;
};

/** The film's sound as it was measured. */
export type FilmSound = {
  /** Integrated loudness in LUFS; absent for a film that is silent. */
  readonly loudness: number | undefined;
  /** The highest true peak in dBTP; absent for a film that is silent. */
  readonly truePeak: number | undefined;
};

/** What was made, what it cost, what is still open. */
export type Report = {
  readonly storyboard: string;
  readonly title: string;
  readonly outcomes: readonly Outcome[];
  /** What this render newly spent: jobs that were taken, finished or not, without what was refunded. */
  readonly spent: MicroUsd;
  /** What is perhaps paid, by the prices of the takes in doubt. */
  readonly inDoubt: MicroUsd;
  readonly film: FilmResult;
};
