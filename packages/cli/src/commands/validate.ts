import { buildTimeline, type Catalogue, type Diagnostic } from '@storyboard/core';
import { framesToSeconds } from '@storyboard/core/units';
import { checkProject } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { readCatalogue } from '../settings/read-catalogue.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { type DiagnosticForm, githubText } from '../views/diagnostics-text.ts';
import { jsonText } from '../views/json-text.ts';
import { type CheckedFile, checkedLine, checkedText } from '../views/validate-text.ts';
import { exitCodeOfInvalid } from './exit-code-of-invalid.ts';
import { workflowPath } from './workflow-path.ts';

/** `storyboard validate`: checks every file, shows all that was found; the worst of them decides the exit code. */
export async function validate(
  terminal: Terminal,
  flags: { readonly format?: DiagnosticForm; readonly json?: true },
  files: readonly string[],
): Promise<ExitCode> {
  const checked: CheckedFile[] = [];
  const catalogue = readCatalogue(terminal.environment);
  for (const file of files) checked.push(await check(file, catalogue));
  const [exitCode = EXIT_CODES.done] = checked.map((file) => file.exitCode).sort((a, b) => b - a);
  switch (flags.json === true ? 'json' : (flags.format ?? 'human')) {
    case 'json':
      terminal.print(jsonText({ files: checked.map(({ texts: _, ...file }) => file), exitCode }));
      break;
    case 'github': {
      const pathText = workflowPath(terminal);
      for (const { diagnostics } of checked) terminal.print(githubText(diagnostics, pathText));
      terminal.note(checked.map((file) => `${checkedLine(file, terminal.notes)}\n`).join(''));
      break;
    }
    case 'human':
      terminal.print(checked.map((file) => checkedText(file, terminal.results)).join(''));
  }
  return exitCode;
}

async function check(file: string, catalogue: Catalogue): Promise<CheckedFile> {
  const { checked, texts } = await checkProject(file, { catalogue });
  const { diagnostics } = checked;
  const counts = { errors: countOf(diagnostics, 'error'), warnings: countOf(diagnostics, 'warning') };
  if (!checked.ok) {
    const exitCode = exitCodeOfInvalid(diagnostics);
    return { file, ok: false, exitCode, ...counts, film: undefined, diagnostics, texts };
  }
  const { frames, frameRate, clips } = buildTimeline(checked.value);
  const film = {
    title: checked.value.title,
    shots: clips.length,
    frames,
    seconds: framesToSeconds(frames, frameRate),
  };
  return { file, ok: true, exitCode: EXIT_CODES.done, ...counts, film, diagnostics, texts };
}

function countOf(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
}
