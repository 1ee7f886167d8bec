import { type RenderEvent, visibleText } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import { durationText, lengthText } from '../duration-text.ts';
import type { Look } from '../look.ts';
import { priceText } from '../price-text.ts';
import { takeName } from '../take-name.ts';
import { count } from '../words.ts';
import { DELIVERY_NAMES } from './delivery-names.ts';
import { failureWords } from './failure-words.ts';
import type { Progress } from './progress.ts';

/** What is said, for good, when an event happens; undefined where nothing is. `before` is the progress until then. */
export function eventLine(
  event: RenderEvent,
  before: Progress,
  nowMs: number,
  look: Look,
): string | undefined {
  switch (event.type) {
    case 'job-end':
      return jobEndLine(event, before, nowMs, look);
    case 'film-ready': {
      const took = before.assembly === undefined ? '' : since(before.assembly.startedMs, nowMs, look);
      return `${look.paint('green', '✓')} film  ${lengthText(event.seconds)}, ${count(event.frames, 'frame')}${took}`;
    }
    case 'delivery-ready': {
      const { delivery } = before;
      const told = [
        ...(event.kept ? ['kept'] : []),
        ...(event.seconds === undefined ? [] : [`the film’s first ${lengthText(event.seconds)}`]),
        ...(delivery === undefined ? [] : [durationText((nowMs - delivery.startedMs) / 1000)]),
      ].join(', ');
      const about = told === '' ? '' : `  ${look.paint('dim', told)}`;
      return `${look.paint('green', '✓')} ${DELIVERY_NAMES[event.delivery]}${about}`;
    }
    case 'job-fallback': {
      const { from, to, failure } = event;
      const { kind, words } = failureWords(failure);
      const why = kind === '' ? words : `${kind}: ${words}`;
      return `${look.paint('yellow', '!')} ${takeName(event.id)}  ${from} did not take it (${why}), ${to} is asked`;
    }
    case 'job-submitted':
      return isDearer(event) ? `${look.paint('yellow', '!')} ${takenText(event)}` : undefined;
    case 'take-damaged':
      return `${look.paint('yellow', '!')} ${takeName(event.id)}  its file is damaged, and is not used: ${visibleText(event.file)}`;
    case 'stray-end':
      return strayLine(event, look);
    case 'job-unrecorded':
      return `${look.paint(['bold', 'red'], '! keep this line:')} ${event.provider} took the job ${visibleText(event.job)} for ${takeName(event.id)}, and it could not be written down`;
    default:
      return undefined;
  }
}

/** What is said of steps on the way, where lines cannot be drawn over. */
export function stepLine(event: RenderEvent, look: Look): string | undefined {
  switch (event.type) {
    case 'job-start':
      return look.paint('dim', `  ${takeName(event.id)}  ${startText(event)}`);
    case 'job-submitted':
      return look.paint('dim', `  ${takenText(event)}`);
    case 'job-retry': {
      const again = event.afterMs < 1000 ? 'again' : `again in ${durationText(event.afterMs / 1000)}`;
      // The line goes on where the service's sentence ends.
      const reason = visibleText(event.reason).trim().replace(/\.+$/, '');
      return look.paint('dim', `  ${takeName(event.id)}  ${event.provider}: ${reason}; ${again}`);
    }
    case 'job-elsewhere':
      return look.paint(
        'dim',
        `  ${takeName(event.id)}  is being made by another run, at ${event.provider}; waiting for it`,
      );
    case 'delivery-start':
      return look.paint('dim', `  ${DELIVERY_NAMES[event.delivery]}  drawing`);
    case 'assembly-start':
      return look.paint('dim', `  film  joining ${count(event.clips, 'clip')}`);
    default:
      return undefined;
  }
}

type Taken = RenderEvent & { readonly type: 'job-submitted' };

function isDearer({ cost, charged }: Taken): boolean {
  return charged !== undefined && cost.known && charged > cost.amount;
}

function takenText({ id, provider, job, cost, charged }: Taken): string {
  const taken = `${takeName(id)}  taken by ${provider} as ${visibleText(job)}`;
  if (charged === undefined) return `${taken}, ${priceText(cost)}`;
  const isOther = cost.known && charged !== cost.amount;
  return `${taken}, ${formatUsd(charged)}${isOther ? `, not ${priceText(cost)} as planned` : ''}`;
}

/** A job of an earlier run is not started: nothing is paid for it. */
function startText({ provider, resumes }: RenderEvent & { readonly type: 'job-start' }): string {
  const where = visibleText(provider);
  return resumes === undefined
    ? `started, ${where}`
    : `resumed: paid already at ${where}, waiting for its job ${visibleText(resumes)}`;
}

function jobEndLine(
  event: RenderEvent & { readonly type: 'job-end' },
  before: Progress,
  nowMs: number,
  look: Look,
): string {
  const name = takeName(event.id);
  switch (event.status) {
    case 'succeeded': {
      const job = before.running.find(({ id }) => id === event.id);
      const took = job === undefined ? '' : since(job.startedMs, nowMs, look);
      return `${look.paint('green', '✓')} ${name}${took}`;
    }
    case 'reused':
      return `${look.paint('green', '✓')} ${name}  ${look.paint('dim', 'reused')}`;
    case 'failed': {
      const { kind, words } = failureWords(event.failure);
      const why = kind === '' ? words : `${look.paint('red', kind)}: ${words}`;
      return `${look.paint('red', '✗')} ${name}  ${why}`;
    }
    case 'blocked':
      return `${look.paint('yellow', '–')} ${name}  needs ${takeName(event.by)}, which is not there`;
    case 'in-doubt':
      return `${look.paint('red', '?')} ${name}  ${look.paint('red', 'in doubt')}: ${visibleText(event.reason).trim()}`;
    case 'held-back':
      return `${look.paint('yellow', '–')} ${name}  held back: ${visibleText(event.reason).trim()}`;
  }
}

function strayLine(event: RenderEvent & { readonly type: 'stray-end' }, look: Look): string {
  const name = takeName(`${event.shot}/${event.take}`);
  const where = event.leftOut === true ? 'left out of this render' : 'not in the film any more';
  return event.reason === undefined
    ? `${look.paint('green', '✓')} ${name}  ${look.paint('dim', `kept; paid for earlier at ${event.provider}, ${where}`)}`
    : `${look.paint('yellow', '!')} ${name}  paid for earlier at ${event.provider}, ${event.unusable === undefined ? 'not fetched' : 'not usable'}: ${visibleText(event.reason).trim()}`;
}

function since(startedMs: number, nowMs: number, look: Look): string {
  return `  ${look.paint('dim', durationText((nowMs - startedMs) / 1000))}`;
}
