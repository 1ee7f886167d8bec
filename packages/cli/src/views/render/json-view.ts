import type { Terminal } from '../../terminal/terminal.ts';
import type { RenderView } from './render-view.ts';

/** Prints a render as one JSON event a line. The summary is not among them: whoever knows how it ended prints it last. */
export function openJsonView({ print }: Terminal): RenderView {
  return {
    onSources: () => {},
    onEvent: (event) => {
      if (event.type !== 'summary') print(`${JSON.stringify(event)}\n`);
    },
    onStop: () => {},
    [Symbol.dispose]: () => {},
  };
}
