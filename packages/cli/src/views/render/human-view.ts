import { openLiveBlock } from '../../terminal/live-block.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { explainedText } from '../diagnostics-text.ts';
import type { Look } from '../look.ts';
import { eventLine, stepLine } from './event-line.ts';
import { liveLines } from './live-lines.ts';
import { NO_PROGRESS, type Progress, progressAfter } from './progress.ts';
import type { RenderView } from './render-view.ts';

/** Shows a render to a person on standard error: bars that move on a terminal, plain lines elsewhere. */
export function openHumanView(terminal: Terminal): RenderView {
  const { notes, now, rows } = terminal;
  let progress = NO_PROGRESS;
  let texts: ReadonlyMap<string, string> = new Map();
  const block = terminal.live
    ? openLiveBlock(terminal, () => liveLines(progress, now(), rows(), notes))
    : { say: terminal.note, [Symbol.dispose]: () => {} };
  return {
    onSources: (read) => {
      texts = read;
    },
    onEvent: (event) => {
      const nowMs = now();
      const before = progress;
      progress = progressAfter(progress, event, nowMs);
      if (event.type === 'diagnostic') {
        block.say(explainedText([event.diagnostic], texts, notes));
        return;
      }
      const line =
        eventLine(event, before, nowMs, notes) ?? (terminal.live ? undefined : stepLine(event, notes));
      if (line !== undefined) block.say(`${line}\n`);
    },
    onStop: () => block.say(stopText(progress, notes)),
    [Symbol.dispose]: () => block[Symbol.dispose](),
  };
}

/** What is waited for before the end, and what stopping at once would mean. */
function stopText({ running }: Progress, look: Look): string {
  const stopping = look.paint('yellow', 'Stopping');
  const number = running.filter(({ unanswered }) => unanswered).length;
  if (number === 0) return `${stopping}; once more to stop at once.\n`;
  const [requests, they] =
    number === 1 ? ['a paid request', 'it is'] : [`${number} paid requests`, 'they are'];
  return `${stopping}; the answer to ${requests} is waited for, ten seconds at most. Once more to stop at once: ${they} in doubt then.\n`;
}
