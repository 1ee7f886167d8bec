import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { StoryboardError, visibleText } from '@storyboard/core';
import { findFfmpeg, type InspectedFilm, inspectFilm } from '@storyboard/renderer';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { listenForStop } from '../terminal/listen-for-stop.ts';
import { openLiveBlock } from '../terminal/live-block.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { drawBar } from '../views/bar.ts';
import type { DiagnosticForm } from '../views/diagnostics-text.ts';
import { findingAnnotations } from '../views/inspect/finding-annotations.ts';
import { inspectText } from '../views/inspect/inspect-text.ts';
import { jsonText } from '../views/json-text.ts';
import { cutToLook } from '../views/text-width.ts';
import { workflowPath } from './workflow-path.ts';

const BAR_COLUMNS = 24;

/** `storyboard inspect`: decodes a film, says what it is and what is wrong with it. Findings fail only with `--strict`. */
export async function inspect(
  terminal: Terminal,
  flags: {
    readonly strict?: true;
    readonly format?: DiagnosticForm;
    readonly json?: true;
    readonly ffmpeg?: string;
  },
  file: string,
): Promise<ExitCode> {
  const film = await look(terminal, flags.ffmpeg, file);
  const strict = flags.strict === true;
  const exitCode = strict && film.findings.length > 0 ? EXIT_CODES.assembly : EXIT_CODES.done;
  switch (flags.json === true ? 'json' : (flags.format ?? 'human')) {
    case 'json':
      terminal.print(jsonText({ file, ...film, exitCode }));
      break;
    case 'github':
      terminal.print(findingAnnotations(film.findings, workflowPath(terminal)(file), strict));
      break;
    case 'human':
      terminal.print(inspectText(film, file, terminal.results));
  }
  return exitCode;
}

async function look(terminal: Terminal, explicit: string | undefined, file: string): Promise<InspectedFilm> {
  const { notes } = terminal;
  let [done, isStopped] = [0, false];
  const line = (): string =>
    cutToLook(
      `${drawBar(done, BAR_COLUMNS, notes)} ${isStopped ? 'Stopping' : 'Looking at'} ${visibleText(file)}`,
      notes,
    );
  using _block = terminal.live ? openLiveBlock(terminal, () => [line()]) : { [Symbol.dispose]: () => {} };
  using stop = listenForStop(() => {
    isStopped = true;
  });
  const path = resolve(terminal.folder, file);
  if (!existsSync(path)) throw new StoryboardError('media-unreadable', `There is no file ${file}.`);
  const ffmpeg = await findFfmpeg({ explicit, environment: terminal.environment });
  return inspectFilm(path, {
    ffmpeg: ffmpeg.path,
    signal: stop.signal,
    onProgress: (fraction) => {
      done = fraction;
    },
  });
}
