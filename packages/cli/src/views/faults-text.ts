import { FAULTS, type Fault } from '@storyboard/providers/simulator';
import type { Look } from './look.ts';

/** The faults that a simulator can have, a line each. */
export function faultsText(look: Look): string {
  const width = Math.max(...FAULTS.map(({ name }) => name.length));
  const lines = FAULTS.map(({ name, about, ...fault }: Fault) => {
    const only = fault.only === undefined ? '' : ` (${fault.only})`;
    return `  ${name.padEnd(width)}  ${look.paint('dim', `${about}${only}`)}`;
  });
  return `${[look.paint('bold', 'Faults:'), ...lines].join('\n')}\n`;
}
