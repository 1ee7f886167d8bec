import type { RenderEvent, Report } from '@storyboard/core';
import type { Terminal } from '../../terminal/terminal.ts';

/** Something that hears the events of a render and shows them. Dispose of it before anything else is written. */
export type RenderView = Disposable & {
  /** The text of every file of the storyboard, before the first event. */
  readonly onSources: (texts: ReadonlyMap<string, string>) => void;
  readonly onEvent: (event: RenderEvent) => void;
  /** Says that it is being stopped. */
  readonly onStop: () => void;
};

/** Makes a view for a terminal. */
export type OpenRenderView = (terminal: Terminal) => RenderView;

/** The report of a summary event. */
export function reportOf({ type: _, ...report }: RenderEvent & { readonly type: 'summary' }): Report {
  return report;
}
