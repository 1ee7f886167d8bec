import type { Outcome, Plan, Report } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import type { RenderResult } from '@storyboard/engine';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { commandText } from '../views/command-text.ts';
import { explainThrown } from '../views/explain-thrown.ts';
import { indented } from '../views/indented.ts';
import { planText } from '../views/plan/plan-text.ts';
import { closingText } from '../views/render/closing-text.ts';
import { drawnOverText } from '../views/render/drawn-over-text.ts';
import { failuresText, type NextCommands } from '../views/render/failures-text.ts';
import { notFrozenText } from '../views/render/not-frozen-text.ts';
import { reportThrown } from '../views/report-thrown.ts';
import { invalidLine } from '../views/validate-text.ts';
import { count } from '../views/words.ts';
import type { MadeFrom } from './carry-out.ts';
import { exitCodeOfInvalid } from './exit-code-of-invalid.ts';
import { pathText } from './path-text.ts';
import { waysOutContext } from './ways-out-context.ts';

/** What decides how the end of a render is told. */
export type ReportFlags = {
  readonly json?: true;
  readonly verbose?: true;
  /** What was found in the film is a failure. */
  readonly strict?: true;
  /** It is a preview, which only could have cost something. */
  readonly drawn?: true;
};

/** Says how a render ended and gives the exit code. `report` is what its summary told. */
export function reportResult(
  result: RenderResult,
  report: Report | undefined,
  { storyboard: file, goOn }: MadeFrom,
  flags: ReportFlags,
  terminal: Terminal,
): ExitCode {
  const exitCode = exitCodeOf(result, flags);
  if (flags.json === true) {
    const summary = {
      ...summaryOf(result, flags),
      ...report,
      ...unusable(result, exitCode, report),
      exitCode,
    };
    terminal.print(`${JSON.stringify({ type: 'summary', ...summary })}\n`);
    if (result.status === 'not-assembled') reportThrown(result.error, terminal, 'none');
    return exitCode;
  }
  const { notes, results } = terminal;
  switch (result.status) {
    case 'invalid': {
      terminal.note(`${invalidLine(file, result.diagnostics, notes)}\n`);
      break;
    }
    case 'refused':
      terminal.note(planText(result.plan, CATALOGUE, waysOutContext(file, result), notes));
      break;
    case 'not-frozen':
      terminal.note(notFrozenText(result.problems, notes));
      break;
    case 'declined':
      terminal.note('Not approved; nothing was submitted.\n');
      break;
    case 'not-assembled':
    case 'done': {
      const context = {
        pathText: (path: string) => pathText(path, terminal.folder),
        wouldCost: flags.drawn === true ? wouldCostText(result.plan) : undefined,
        verbose: flags.verbose === true,
      };
      terminal.print(closingText(spokenReport(result), context, results));
      terminal.note(failuresText(result.report, nextCommands(file, goOn, terminal.folder), notes));
      if (result.report.film.status === 'ready') terminal.note(drawnOverText(result.drawnOver, file, notes));
      if (result.status === 'done' && endOf(result.report, flags) === 'found') {
        terminal.note('The film is there; --strict makes a failure of what was found in it.\n');
      }
      if (result.status === 'not-assembled') {
        reportThrown(result.error, terminal, 'none');
        terminal.note(
          `Every take is kept. When that is mended, go on with:\n\n${indented(commandText(goOn))}\n\n`,
        );
      }
    }
  }
  return exitCode;
}

/** Why there is no film is said once, with what to do about it. */
function spokenReport(result: Extract<RenderResult, { status: 'done' | 'not-assembled' }>): Report {
  const { report } = result;
  if (result.status === 'done' || report.film.status === 'ready') return report;
  return { ...report, film: { status: 'none', why: 'it could not be made of the takes.' } };
}

function exitCodeOf(result: RenderResult, flags: ReportFlags): ExitCode {
  switch (result.status) {
    case 'invalid':
      return exitCodeOfInvalid(result.diagnostics);
    case 'refused':
      return EXIT_CODES.budget;
    case 'declined':
      return EXIT_CODES.interrupted;
    case 'not-frozen':
      return EXIT_CODES.frozen;
    case 'not-assembled':
      return EXIT_CODES.assembly;
    case 'done':
      return EXIT_CODE_OF[endOf(result.report, flags)];
  }
}

/** How a film that could be assembled as far as there was something to assemble came out; what is in doubt weighs most. */
function endOf(
  { outcomes, film }: Report,
  { strict }: Pick<ReportFlags, 'strict'>,
): 'done' | 'failed' | 'in-doubt' | 'found' {
  if (outcomes.some(({ status }) => status === 'in-doubt')) return 'in-doubt';
  if (outcomes.some(({ status }) => MISSING.has(status))) return 'failed';
  return strict === true && film.status === 'ready' && film.findings.length > 0 ? 'found' : 'done';
}

const MISSING: ReadonlySet<Outcome['status']> = new Set(['failed', 'held-back', 'blocked']);
const EXIT_CODE_OF = {
  done: EXIT_CODES.done,
  failed: EXIT_CODES.failed,
  'in-doubt': EXIT_CODES.inDoubt,
  found: EXIT_CODES.assembly,
} as const;

/** The commands that go on from here: this one, and the one that decides what is in doubt. */
function nextCommands(file: string, goOn: readonly string[], folder: string): NextCommands {
  return {
    goOn: commandText(goOn),
    resolve: commandText(['resolve', file]),
    payAgain: (job) => commandText(['resolve', file, job, '--pay-again']),
    pathText: (path) => pathText(path, folder),
  };
}

/** What a summary says of a file that is not there: the storyboard is not wrong, the command line is. */
function unusable(result: RenderResult, exitCode: ExitCode, report: Report | undefined): object {
  if (result.status !== 'invalid' || exitCode !== EXIT_CODES.usage) return {};
  const [first] = result.diagnostics;
  const message = first?.message ?? 'The storyboard cannot be read.';
  const { hint } = first ?? {};
  return {
    status: 'error',
    error: { code: 'usage', message, ...(hint === undefined ? {} : { hint }) },
    ...(report === undefined ? {} : { film: { status: 'none', why: message } }),
  };
}

function summaryOf(result: RenderResult, flags: ReportFlags): object {
  switch (result.status) {
    case 'invalid':
      return { status: 'invalid' };
    case 'refused':
      return { status: 'refused', total: result.plan.total, budget: result.plan.budget };
    case 'declined':
      return { status: 'declined' };
    case 'not-frozen':
      return { status: 'not-frozen', problems: result.problems };
    case 'not-assembled': {
      const { exitCode: _, ...error } = explainThrown(result.error);
      return { status: 'not-assembled', error };
    }
    case 'done':
      return { status: endOf(result.report, flags), drawnOver: result.drawnOver };
  }
}

function wouldCostText({ total }: Plan): string {
  if (total.amount === 0 && total.unknown === 0) return 'nothing';
  const unknown = total.unknown === 0 ? '' : ` and ${count(total.unknown, 'unknown price')}`;
  return `${formatUsd(total.amount)}${unknown}`;
}
