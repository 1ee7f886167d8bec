import { type Catalogue, type Plan, type Provenance, visibleText } from '@storyboard/core';
import { durationText, lengthText } from '../duration-text.ts';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { cutToLook, textWidth } from '../text-width.ts';
import { count } from '../words.ts';
import { adjustmentsText } from './adjustments-text.ts';
import { budgetText, refusalText } from './budget-text.ts';
import { doubtsText, straysText } from './open-jobs-text.ts';
import { planTable } from './plan-table.ts';
import { type WaysOutContext, waysOutText } from './ways-out-text.ts';

/** A plan as a page to read: the table, what it costs against the budget, what was changed, what would help. */
export function planText(plan: Plan, catalogue: Catalogue, context: WaysOutContext, look: Look): string {
  const { budget } = plan;
  const blocks = [
    headingOf(plan, look),
    planTable(plan.takes, catalogue, look),
    [...budgetText(plan, look), ...waitingText(plan, look), ...pricesText(plan, look)],
    doubtsText(plan.takes, context, look),
    straysText(plan.strays, look),
    adjustmentsText(plan.adjustments, look),
    refusalText(budget, look),
    budget.allowed ? [] : waysOutText(budget.waysOut, context, look),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function headingOf(plan: Plan, look: Look): readonly string[] {
  const { path, title } = plan.storyboard;
  const shots = new Set(plan.takes.map(({ shot }) => shot)).size;
  const facts = [path, count(shots, 'shot'), lengthText(plan.film.seconds)].join(' · ');
  return [
    look.paint('bold', cutToLook(visibleText(title), look)),
    look.paint('dim', cutToLook(visibleText(facts), look)),
  ];
}

function waitingText({ takes, schedule }: Plan, look: Look): readonly string[] {
  const waits = takes.some(({ action }) => action === 'generate' || action === 'resume');
  if (!waits || schedule.expectedSeconds === undefined || schedule.expectedSeconds === 0) return [];
  const chain = schedule.criticalPath.map(takeName);
  const longest = chain.length > 1 ? `: ${chain.join(' → ')}` : '';
  return [cutToLook(`  Waiting about ${durationText(schedule.expectedSeconds)}${longest}`, look)];
}

/** Where the prices of the plan come from, and when they were read. */
function pricesText({ takes }: Plan, look: Look): readonly string[] {
  const sources = new Map<string, Provenance>();
  for (const take of takes) {
    if (!('cost' in take) || !take.cost.known || take.cost.amount === 0) continue;
    sources.set(`${take.cost.from.source} ${take.cost.from.asOf}`, take.cost.from);
  }
  return [...sources.values()].flatMap(({ source, asOf }) => {
    const [heading, address] = [`  Prices  read ${asOf}:`, visibleText(source)];
    const line = `${heading} ${address}`;
    // Never cut: it is there to be opened.
    const isTooWide = look.uncut !== true && textWidth(line) > look.columns;
    return (isTooWide ? [heading, `    ${address}`] : [line]).map((text) => look.paint('dim', text));
  });
}
