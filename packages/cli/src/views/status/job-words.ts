import { type Cost, costText, visibleText } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import type { JobStatus, TakeState, TakeStatus } from '@storyboard/engine';
import type { Format } from '../look.ts';

/** How the state of a take is said, and painted. */
export const TAKE_STATES: Readonly<Record<TakeState, readonly [text: string, format: Format]>> = {
  made: ['made', 'green'],
  'in-flight': ['in flight', 'yellow'],
  'in-doubt': ['in doubt', 'red'],
  failed: ['failed', 'red'],
  'not-made': ['not made', 'dim'],
};

/** How the state of a job is said, and painted. */
export const JOB_STATES: Readonly<Record<JobStatus['state'], readonly [text: string, format: Format]>> = {
  sending: ['sending', 'yellow'],
  'in-doubt': ['in doubt', 'red'],
  'in-flight': ['in flight', 'yellow'],
  ready: ['ready', 'yellow'],
  refused: ['refused', 'dim'],
  failed: ['failed', 'red'],
  lost: ['lost', 'red'],
  stored: ['made', 'green'],
  abandoned: ['abandoned', 'dim'],
  'pay-again': ['pay again', 'dim'],
};

/** What a take cost or would cost, for a column: of one that is made what it was, else what counts of its last job, or its price. */
export function takeCostText({ job, price, state, footage }: TakeStatus): string {
  if (footage?.cost !== undefined) return footage.cost === 0 ? 'free' : formatUsd(footage.cost);
  if (job !== undefined && state !== 'not-made') return countedText(job);
  if (price !== undefined) return costText(price);
  return '–';
}

/** What a job counts against budgets; what it would cost where that is not known. */
export function countedText({ price, charged, counted, state }: JobStatus): string {
  if (charged === undefined && !price.known && !FREE.has(state)) return 'unknown';
  return formatUsd(counted);
}

/** Whatever their price would have been. */
const FREE: ReadonlySet<JobStatus['state']> = new Set(['refused', 'abandoned']);

/** What a job would cost, or did. */
export function chargedText({ price, charged }: Pick<JobStatus, 'price' | 'charged'>): string {
  return charged === undefined ? costOf(price) : `${formatUsd(charged)} charged`;
}

function costOf(price: Cost): string {
  return price.known ? costText(price) : 'price unknown';
}

/** Why a job is as it is, in its service's own words; '' where there is nothing to say. */
export function jobReasonText({ reason, failure, state }: JobStatus): string {
  if (state === 'ready') return 'finished at the service; its footage is not here yet';
  const known = failure === undefined || failure.kind === 'unknown' ? '' : `${failure.kind}: `;
  const words = `${known}${failure?.message ?? reason ?? ''}`;
  return visibleText(words).trim();
}

/** `2026-11-22 08:31` of a time in ISO 8601, in UTC; a day alone stays one. */
export function timeText(at: string): string {
  return visibleText(at).slice(0, 16).replace('T', ' ');
}
