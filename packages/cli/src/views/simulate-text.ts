import { formatUsd } from '@storyboard/core/units';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import type { SimulatedRequest, Simulator, SimulatorAccount } from '@storyboard/providers/simulator';
import type { Look } from './look.ts';

/** The variables that lead to a simulator instead of to the service. */
export function variablesOf({ provider, origin, key }: Simulator): Readonly<Record<string, string>> {
  const spec = CATALOGUE.find(({ id }) => id === provider);
  return { [spec?.baseUrlVariable ?? '']: origin, [spec?.keyVariable ?? '']: key };
}

/** The lines to copy before a render goes to simulators. */
export function simulatorText(simulators: readonly Simulator[]): string {
  return simulators
    .map((simulator) => {
      const pairs = Object.entries(variablesOf(simulator)).map(([name, value]) => `${name}=${value}`);
      return `export ${pairs.join(' ')}\n`;
    })
    .join('');
}

/** One line for a request that has come in. */
export function requestText(provider: string, request: SimulatedRequest, look: Look): string {
  const { kind, method, path, job } = request;
  const about = job === undefined ? `${method} ${path}` : job;
  return `${look.paint('dim', `${provider.padEnd(8)}  ${kind.padEnd(8)}  ${about}`)}\n`;
}

/** What was made and taken in the end, one line for each simulator. */
export function accountText(accounts: readonly SimulatorAccount[]): string {
  return accounts
    .map(({ provider, jobs, spent, refunds }) => {
      const counted = `${jobs.length} ${jobs.length === 1 ? 'job' : 'jobs'}`;
      const given = refunds.length === 0 ? '' : `, ${refunds.length} refunded`;
      return `${provider.padEnd(8)}  ${counted}, ${formatUsd(spent)} charged${given}\n`;
    })
    .join('');
}
