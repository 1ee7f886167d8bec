import { type Catalogue, isStoryboardError, visibleText } from '@storyboard/core';
import { type Environment, settingOf } from '../settings/environment.ts';
import { readOrigin } from '../settings/read-access.ts';
import { readCatalogue, settingNames } from '../settings/read-catalogue.ts';
import type { Check } from './check.ts';

/** Whether what the environment says of the providers, beside their keys, can be read; nothing about what it leaves out. */
export function checkSettings(catalogue: Catalogue, environment: Environment): readonly Check[] {
  return catalogue.flatMap((spec) => [
    ...settingNames(spec).flatMap((name) =>
      check('problem', name, environment, () => void readCatalogue({ [name]: environment[name] }, catalogue)),
    ),
    ...(spec.baseUrlVariable === undefined
      ? []
      : // Only renders with this provider are not possible.
        check('warning', spec.baseUrlVariable, environment, () => void readOrigin(spec, environment))),
  ]);
}

function check(
  status: 'problem' | 'warning',
  name: string,
  environment: Environment,
  read: () => void,
): readonly Check[] {
  const written = settingOf(environment, name);
  if (written === undefined) return [];
  try {
    read();
    return [{ name, status: 'ok', found: visibleText(written) }];
  } catch (thrown) {
    if (!isStoryboardError(thrown)) throw thrown;
    const { message, hint } = thrown;
    return [{ name, status, found: message, ...(hint === undefined ? {} : { advice: hint }) }];
  }
}
