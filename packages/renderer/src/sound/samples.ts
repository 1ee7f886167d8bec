import { type FrameRate, frameToSample } from '@storyboard/core';

/** Of the film's sound. */
export const SAMPLES_PER_SECOND = 48_000;

/** Long enough that the step at a cut makes no click, short enough that nobody hears it: four thousandths of a second. */
export const CUT_FADE_SAMPLES = (SAMPLES_PER_SECOND * 4) / 1000;

/** Left and right, in turn. */
export const CHANNELS = 2;

/** The film's first sample that belongs to a frame, counted from the film's start so that rounding never adds up. */
export function sampleOf(frame: number, rate: FrameRate): number {
  return frameToSample(frame, rate, SAMPLES_PER_SECOND);
}

/** Decibels to a factor. */
export function factorOf(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** A factor to decibels. */
export function decibelsOf(factor: number): number {
  return 20 * Math.log10(factor);
}
