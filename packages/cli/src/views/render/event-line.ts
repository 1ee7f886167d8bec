import { type RenderEvent, visibleText } from '@storyboard/core';
import { durationText, lengthText } from '../duration-text.ts';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { count } from '../words.ts';
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
    default:
      return undefined;
  }
}

/** What is said when something begins, where lines cannot be drawn over. */
export function beginningLine(event: RenderEvent, look: Look): string | undefined {
  switch (event.type) {
    case 'job-start':
      return look.paint('dim', `  ${takeName(event.id)}  started, ${visibleText(event.provider)}`);
    case 'assembly-start':
      return look.paint('dim', `  film  joining ${count(event.clips, 'clip')}`);
    default:
      return undefined;
  }
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
      const { kind, message } = event.failure;
      return `${look.paint('red', '✗')} ${name}  ${look.paint('red', kind)}: ${visibleText(message).trim()}`;
    }
    case 'blocked':
      return `${look.paint('yellow', '–')} ${name}  waits for ${takeName(event.by)}, which failed`;
  }
}

function since(startedMs: number, nowMs: number, look: Look): string {
  return `  ${look.paint('dim', durationText((nowMs - startedMs) / 1000))}`;
}
