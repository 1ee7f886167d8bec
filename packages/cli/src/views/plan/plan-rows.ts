import {
  type Catalogue,
  type Cost,
  costText,
  type PlannedTake,
  type Route,
  totalCost,
  visibleText,
} from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';

/** One line of the plan's table: the takes of one shot that are treated alike. */
export type PlanRow = {
  readonly shot: string;
  readonly action: PlannedTake['action'];
  /** The portable name of the first route's model. */
  readonly model: string;
  /** Every provider that may make it: `shortapi, aimlapi`. */
  readonly providers: string;
  readonly seconds: string;
  readonly price: string;
  /** Why the price is unknown. */
  readonly unknown: string | undefined;
  readonly why: string;
};

/** The lines of the plan's table, in the order of the film. */
export function planRows(takes: readonly PlannedTake[], catalogue: Catalogue): readonly PlanRow[] {
  const groups: PlannedTake[][] = [];
  for (const take of takes) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (first?.shot === take.shot && first.action === take.action && first.why === take.why)
      group?.push(take);
    else groups.push([take]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [rowOf(first, group, isSplit(first, group, takes), catalogue)];
  });
}

/** Whether other takes of the shot stand on lines of their own, so that this one has to say which it is. */
function isSplit(first: PlannedTake, group: readonly PlannedTake[], takes: readonly PlannedTake[]): boolean {
  return takes.some((take) => take.shot === first.shot && !group.includes(take));
}

function rowOf(
  first: PlannedTake,
  group: readonly PlannedTake[],
  split: boolean,
  catalogue: Catalogue,
): PlanRow {
  const number = group.length;
  const numbers = group.map(({ take }) => take);
  const { duration } = first.routes[0].request;
  const costs = group.flatMap((take) => ('cost' in take ? [take.cost] : []));
  return {
    shot: `${first.shot}${split ? ` #${numbers.join(',')}` : number > 1 ? ` ×${number}` : ''}`,
    action: first.action,
    model: modelName(first.routes, catalogue),
    providers: [...new Set(first.routes.map(({ provider }) => provider))].join(', '),
    seconds: number > 1 ? `${number} × ${duration}` : String(duration),
    price: costs.length === 0 ? '–' : `${isWorstCase(group) ? '≤ ' : ''}${priceText(costs)}`,
    unknown: costs.flatMap((cost) => (cost.known ? [] : [cost.reason]))[0],
    why: visibleText(first.why),
  };
}

/** Whether another provider of the list may make a take for less. */
function isWorstCase(group: readonly PlannedTake[]): boolean {
  return group.some(({ action, routes }) => {
    const amounts = routes.flatMap(({ cost }) => (cost.known ? [cost.amount] : []));
    return action === 'generate' && amounts.length === routes.length && new Set(amounts).size > 1;
  });
}

function priceText(costs: readonly Cost[]): string {
  const [first] = costs;
  if (first === undefined || costs.some(({ known }) => !known)) return 'unknown';
  const { amount } = totalCost(costs);
  const estimated = costs.some((cost) => cost.known && cost.from.estimated);
  return amount === 0 ? costText(first) : `${estimated ? '~' : ''}${formatUsd(amount)}`;
}

function modelName([{ provider, model }]: readonly [Route, ...Route[]], catalogue: Catalogue): string {
  const spec = catalogue.find(({ id }) => id === provider)?.models.find(({ id }) => id === model);
  return spec?.name ?? visibleText(model);
}
