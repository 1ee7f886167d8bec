import { type Plan, visibleText } from '@storyboard/core';
import { isThisMachine } from '../../settings/read-access.ts';
import { commandText } from '../command-text.ts';
import { indented } from '../indented.ts';
import type { Look } from '../look.ts';
import { listing } from '../words.ts';

/**
 * A warning for takes that a stand-in on this machine made, such as a simulator, where their provider is asked elsewhere
 * now; '' where there are none. They stay in the film: nothing is paid for again by itself.
 *
 * @param origins where providers are asked now, by provider; absent: where they always are
 */
export function standInsText(
  { takes }: Pick<Plan, 'takes'>,
  { file, origins }: { readonly file: string; readonly origins: ReadonlyMap<string, string> },
  look: Look,
): string {
  const shots = new Map<string, Set<string>>();
  for (const take of takes) {
    if (take.action !== 'reuse' || take.origin === undefined) continue;
    if (take.origin === origins.get(take.provider) || !isLocalOrigin(take.origin)) continue;
    const where = visibleText(`${take.provider} at ${take.origin}`);
    shots.set(where, (shots.get(where) ?? new Set()).add(take.shot));
  }
  if (shots.size === 0) return '';
  const warning = look.paint('yellow', 'warning:');
  return [
    ...[...shots].map(
      ([where, of]) => `${warning} ${madeText([...of])} by a stand-in on this machine: ${where}.`,
    ),
    'To have them made by the service, remove their files and render again; the files are listed by:',
    '',
    indented(commandText(['takes', file])),
    '\n',
  ].join('\n');
}

function madeText(shots: readonly string[]): string {
  return `${listing(shots, 5)} ${shots.length === 1 ? 'was' : 'were'} made`;
}

function isLocalOrigin(origin: string): boolean {
  const url = URL.parse(origin);
  return url !== null && isThisMachine(url.hostname);
}
