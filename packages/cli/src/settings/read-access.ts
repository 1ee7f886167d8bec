import { type ProviderSpec, StoryboardError, visibleText } from '@storyboard/core';
import { commandText } from '../views/command-text.ts';
import { indented } from '../views/indented.ts';
import { type Environment, settingOf } from './environment.ts';

/** What gets into a provider's service: its key, and where it is. */
export type Access = {
  readonly key: string;
  /** Absent: where the provider itself says. */
  readonly origin?: string;
};

/**
 * Reads a provider's key and, where the environment names another one, its origin. `file` is the storyboard of the
 * commands to copy that an error ends with.
 *
 * @throws StoryboardError `key-missing`; `usage` for a key or an address that cannot be one, without ever showing a key
 */
export function readAccess(spec: ProviderSpec, environment: Environment, file: string): Access {
  const origin = readOrigin(spec, environment);
  return { key: readKey(spec, environment, file), ...(origin === undefined ? {} : { origin }) };
}

/**
 * The origin that the environment names in place of a provider's own: `https`, or `http` on this machine, because a key
 * must not cross a network in the open.
 *
 * @throws StoryboardError `usage`
 */
export function readOrigin(
  { baseUrlVariable, origin = 'https://api.example.com' }: ProviderSpec,
  environment: Environment,
): string | undefined {
  if (baseUrlVariable === undefined) return undefined;
  const written = settingOf(environment, baseUrlVariable);
  if (written === undefined) return undefined;
  const url = URL.parse(written);
  const refuse = (why: string): StoryboardError =>
    new StoryboardError('usage', `${baseUrlVariable} ${why}.`, {
      hint: `Write an address such as ${origin}, or http://127.0.0.1:8080 for a simulator.`,
    });
  // The address itself is not shown: it may hold a password.
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw refuse('is no http address');
  }
  if (url.username !== '' || url.password !== '') throw refuse('has a user and password in it');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refuse(`is more than an origin: ${visibleText(url.origin)} alone is`);
  }
  if (url.protocol === 'http:' && !isThisMachine(url.hostname)) {
    throw refuse(`is ${visibleText(url.origin)}: without https, the key could be read on its way`);
  }
  return url.origin;
}

/** Whether a host of an address is the machine that the command runs on. */
export function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function readKey(
  { id, title, keyVariable = '' }: ProviderSpec,
  environment: Environment,
  file: string,
): string {
  const key = settingOf(environment, keyVariable);
  if (key === undefined) {
    throw new StoryboardError(
      'key-missing',
      `${keyVariable} is not set; ${title} takes no job without a key.`,
      {
        hint: [
          'Nothing was submitted and nothing was spent. Set the key, or try it without paying: a free animatic,',
          'every shot drawn on this machine, or a service on this machine that charges nothing.',
          '',
          indented(commandText(['preview', file])),
          indented(commandText(['render', file, '--provider', 'animatic'])),
          indented(commandText(['simulate', id])),
        ].join('\n'),
      },
    );
  }
  if (/[^\x21-\x7e]/.test(key)) {
    throw new StoryboardError('usage', `${keyVariable} has white space or other signs that no key has.`, {
      hint: 'Set it again: letters, digits and signs of ASCII, on one line.',
    });
  }
  return key;
}
