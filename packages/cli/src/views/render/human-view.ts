import { openLiveBlock } from '../../terminal/live-block.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { explainedText } from '../diagnostics-text.ts';
import { eventLine, stepLine } from './event-line.ts';
import { liveLines } from './live-lines.ts';
import { NO_PROGRESS, progressAfter } from './progress.ts';
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
    onStop: () => block.say(`${notes.paint('yellow', 'Stopping')}; once more to stop at once.\n`),
    [Symbol.dispose]: () => block[Symbol.dispose](),
  };
}
