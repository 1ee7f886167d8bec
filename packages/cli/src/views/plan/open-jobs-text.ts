import { type PlannedTake, type Stray, visibleText } from '@storyboard/core';
import { commandText } from '../command-text.ts';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { count } from '../words.ts';

/** That takes of a plan are in doubt, and the command that decides them; nothing where none is. */
export function doubtsText(
  takes: readonly PlannedTake[],
  { file }: { readonly file: string },
  look: Look,
): readonly string[] {
  const number = takes.filter(({ action }) => action === 'in-doubt').length;
  if (number === 0) return [];
  const subject = number === 1 ? '1 take is in doubt' : `${count(number, 'take')} are in doubt`;
  return [
    `${look.paint(['bold', 'red'], subject)}, perhaps paid; nothing is submitted again before you decide:`,
    '',
    indented(commandText(['resolve', file])),
  ];
}

/** Jobs that are paid, or perhaps are, and that no take of a plan asks for any more, a line each; nothing where there are none. */
export function straysText(strays: readonly Stray[], look: Look): readonly string[] {
  const paid = strays.filter(({ operation }) => operation !== undefined);
  return [
    ...jobLines(
      ['Paid for earlier, left out of this plan', FETCHED],
      paid.filter(({ leftOut }) => leftOut === true),
      look,
    ),
    ...jobLines(
      ['Paid for earlier, not in the film any more', FETCHED],
      paid.filter(({ leftOut }) => leftOut !== true),
      look,
    ),
    ...jobLines(
      ['In doubt, perhaps paid, not in this plan', 'render looks for it where the service can be asked'],
      strays.filter(({ operation }) => operation === undefined),
      look,
    ),
  ];
}

const FETCHED = 'render fetches and keeps it';

function jobLines(
  [heading, does]: readonly [heading: string, does: string],
  strays: readonly Stray[],
  look: Look,
): readonly string[] {
  if (strays.length === 0) return [];
  return [
    `${look.paint(['bold', 'yellow'], heading)}; ${does}`,
    ...strays.map(
      ({ shot, take, provider, operation }) =>
        `  ${look.paint('bold', takeName(`${shot}/${take}`))}  ${look.paint('dim', `${visibleText(provider)}${jobText(operation)}`)}`,
    ),
  ];
}

function jobText(operation: Stray['operation']): string {
  return operation === undefined ? '' : `, its job ${visibleText(operation.job)}`;
}
