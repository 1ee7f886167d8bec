import { isStoryboardError, type Report } from '@storyboard/core';
import type { CarryOutOptions, RenderResult } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { readCatalogue } from '../settings/read-catalogue.ts';
import { readOrigins } from '../settings/read-origins.ts';
import { listenForStop } from '../terminal/listen-for-stop.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { commandText } from '../views/command-text.ts';
import { interruptedText } from '../views/render/failures-text.ts';
import { openHumanView } from '../views/render/human-view.ts';
import { openJsonView } from '../views/render/json-view.ts';
import { reportOf } from '../views/render/render-view.ts';
import { type StrayEnd, straysText } from '../views/render/strays-text.ts';
import { reportThrown } from '../views/report-thrown.ts';
import { openProviders } from './open-providers.ts';
import { type ReportFlags, reportResult } from './report-result.ts';
import { storeFolder } from './store-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Flags of every command that makes a film. */
export type CarryOutFlags = ReportFlags & {
  readonly out?: string;
  readonly contactSheet?: string;
  readonly draft?: true;
  readonly concurrency?: number;
  readonly ffmpeg?: string;
};

/** What a film is made of, and how it goes on where it was not made whole. */
export type MadeFrom = {
  /** The storyboard's file as the user would type it. */
  readonly storyboard: string;
  /** The words of the command line that goes on. */
  readonly goOn: readonly string[];
};

/** What `work` is given. */
export type WorkOptions = CarryOutOptions &
  Required<Pick<CarryOutOptions, 'signal' | 'unavailable' | 'origins'>>;

/** Makes a film by `work`, shows how it goes and how it ended, and lets Ctrl-C stop it. */
export async function carryOut(
  terminal: Terminal,
  flags: CarryOutFlags,
  { storyboard: file, goOn }: MadeFrom,
  work: (options: WorkOptions) => Promise<RenderResult>,
): Promise<ExitCode> {
  let report: Report | undefined;
  const running = new Set<string>();
  const strays: StrayEnd[] = [];
  try {
    using view = flags.json === true ? openJsonView(terminal) : openHumanView(terminal);
    using stop = listenForStop(view.onStop);
    const catalogue = readCatalogue(terminal.environment);
    const { findFfmpeg } = await import('@storyboard/renderer');
    const ffmpeg = await findFfmpeg({ explicit: flags.ffmpeg, environment: terminal.environment });
    await using folder = await temporaryFolder();
    const result = await work({
      file,
      catalogue,
      ...(await openProviders({
        catalogue,
        environment: terminal.environment,
        ffmpeg: ffmpeg.path,
        temporaryFolder: folder.path,
        file,
      })),
      origins: readOrigins(catalogue, terminal.environment),
      ffmpeg: ffmpeg.path,
      ...storeFolder(terminal),
      ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
      ...(flags.out === undefined ? {} : { outFile: flags.out }),
      ...(flags.contactSheet === undefined ? {} : { contactSheet: flags.contactSheet }),
      ...(flags.draft === undefined ? {} : { draft: flags.draft }),
      onSources: view.onSources,
      onEvent: (event) => {
        if (event.type === 'summary') report = reportOf(event);
        if (event.type === 'stray-end') strays.push(event);
        if (event.type === 'job-submitted') running.add(event.id);
        if (event.type === 'job-start' && event.resumes !== undefined) running.add(event.id);
        if (event.type === 'job-end') running.delete(event.id);
        view.onEvent(event);
      },
      signal: stop.signal,
    });
    view[Symbol.dispose]();
    const exitCode = reportResult(result, report, { storyboard: file, goOn }, flags, terminal);
    const giveUp = (job: string) => commandText(['resolve', file, job, '--pay-again']);
    if (flags.json !== true) terminal.note(straysText(strays, giveUp, terminal.notes));
    return exitCode;
  } catch (thrown) {
    if (flags.json === true) return reportThrown(thrown, terminal, 'events', report);
    if (!isStoryboardError(thrown) || thrown.code !== 'interrupted') throw thrown;
    terminal.note(interruptedText(report, running.size, commandText(goOn)));
    return EXIT_CODES.interrupted;
  }
}
