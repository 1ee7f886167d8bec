import { join } from 'node:path';
import { visibleText } from '@storyboard/core';
import type { MicroUsd } from '@storyboard/core/units';
import { type PlannedStoryboard, planStoryboard, savePlan } from '@storyboard/engine';
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts';
import { priceLists, type ReadPrices } from '../settings/price-lists.ts';
import { readCatalogue } from '../settings/read-catalogue.ts';
import { readOrigins } from '../settings/read-origins.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { VERSION } from '../version.ts';
import { commandText } from '../views/command-text.ts';
import { type DiagnosticForm, explainedText, githubText } from '../views/diagnostics-text.ts';
import { indented } from '../views/indented.ts';
import { jsonText } from '../views/json-text.ts';
import { planText } from '../views/plan/plan-text.ts';
import { standInsText } from '../views/plan/stand-ins-text.ts';
import { invalidLine } from '../views/validate-text.ts';
import { readCeilings } from './ceilings.ts';
import { checkProvider } from './check-provider.ts';
import { exitCodeOfInvalid } from './exit-code-of-invalid.ts';
import { requireOrigins } from './require-origins.ts';
import { storeFolder } from './store-folder.ts';
import { waysOutContext } from './ways-out-context.ts';
import { workflowPath } from './workflow-path.ts';
import { writeTextFile } from './write-text-file.ts';

/** The flags of `plan`. */
export type PlanFlags = {
  readonly budget?: MicroUsd;
  readonly only?: readonly string[];
  readonly provider?: string;
  readonly allowUnpriced?: true;
  readonly out?: string;
  readonly format?: DiagnosticForm;
  readonly json?: true;
};

/** `storyboard plan`: what would be generated, what it would cost and why. Unknown prices alone do not refuse it. */
export async function plan(
  terminal: Terminal,
  flags: PlanFlags,
  file: string,
  readPrices: ReadPrices,
): Promise<ExitCode> {
  const form = flags.json === true ? 'json' : (flags.format ?? 'human');
  const catalogue = readCatalogue(terminal.environment);
  const provider = checkProvider(flags.provider, catalogue);
  const planFlags = {
    ceilings: readCeilings(flags.budget, terminal),
    allowUnpriced: flags.allowUnpriced === true,
    ...(provider === undefined ? {} : { provider }),
    ...(flags.only === undefined ? {} : { only: flags.only }),
  };
  const origins = readOrigins(catalogue, terminal.environment);
  const planned = await planStoryboard(file, {
    catalogue,
    origins,
    ...planFlags,
    priceLists: priceLists(catalogue, terminal.environment, readPrices),
    ...storeFolder(terminal),
  });
  const { diagnostics, texts } = planned;
  if (planned.ok) requireOrigins(planned.plan, catalogue, terminal.environment);
  if (form === 'human') terminal.note(explainedText(diagnostics, texts, terminal.notes));
  if (form === 'github') terminal.print(githubText(diagnostics, workflowPath(terminal)));
  if (!planned.ok) {
    const exitCode = exitCodeOfInvalid(diagnostics);
    if (form === 'json') terminal.print(jsonText({ error: invalidError(file), diagnostics, exitCode }));
    else terminal.note(`${invalidLine(file, diagnostics, terminal.notes)}\n`);
    return exitCode;
  }
  const { budget } = planned.plan;
  const refused = !budget.allowed && budget.reason === 'over-ceiling';
  const exitCode = refused ? EXIT_CODES.budget : EXIT_CODES.done;
  terminal.note(standInsText(planned.plan, { file, origins }, terminal.notes));
  if (form === 'json') terminal.print(jsonText({ ...planned.plan, diagnostics, exitCode }));
  else terminal.print(planText(planned.plan, catalogue, waysOutContext(file, planned), terminal.results));
  if (flags.out !== undefined) {
    const saved = savePlan(planned, { file: flags.out, flags: planFlags, program: VERSION });
    await writeTextFile(flags.out, saved, filesOf(planned));
    if (form !== 'json') terminal.note(savedText(flags.out, budget.allowed));
  }
  return exitCode;
}

function savedText(out: string, allowed: boolean): string {
  const carryOut = allowed
    ? ` Carry it out, once, as long as nothing changed:\n\n${indented(commandText(['render', out]))}\n`
    : '';
  return `\nSaved as ${visibleText(out)}.${carryOut}\n`;
}

/** The files that a plan was made from. */
function filesOf({ project, files }: PlannedStoryboard & { readonly ok: true }): readonly string[] {
  const sources = [...project.sources.keys()].map((path) => join(project.folder, path));
  return [...sources, ...[...files.values()].map(({ file }) => file)];
}

/** The error of a document about a storyboard that cannot be used; its diagnostics stand beside it. */
function invalidError(file: string): { readonly code: 'invalid'; readonly message: string } {
  return { code: 'invalid', message: `${file} cannot be used as it is; the diagnostics say why.` };
}
