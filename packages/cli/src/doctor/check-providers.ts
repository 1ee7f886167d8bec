import { type Catalogue, type ProviderSpec, visibleText } from '@storyboard/core';
import type { Check } from './check.ts';

const REACH_TIMEOUT_MS = 5000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the keys of the providers are there; never what they are. */
export function checkKeys(catalogue: Catalogue, environment: Environment): readonly Check[] {
  return catalogue.flatMap(({ keyVariable, title }): readonly Check[] => {
    if (keyVariable === undefined) return [];
    const value = environment[keyVariable];
    if (value === undefined || value === '') {
      return [{ name: keyVariable, status: 'note', found: `not set; only needed to render with ${title}` }];
    }
    return [
      value === value.trim()
        ? { name: keyVariable, status: 'ok', found: 'set' }
        : {
            name: keyVariable,
            status: 'warning',
            found: 'set, with white space around it',
            advice: 'Set it again without.',
          },
    ];
  });
}

/** Whether the services answer at all. No key is sent: any answer will do. */
export async function checkReach(catalogue: Catalogue, environment: Environment): Promise<readonly Check[]> {
  const checks = await Promise.all(catalogue.map((provider) => reach(provider, environment)));
  return checks.flatMap((check) => check ?? []);
}

async function reach(provider: ProviderSpec, environment: Environment): Promise<Check | undefined> {
  const { id, baseUrlVariable } = provider;
  const named = baseUrlVariable === undefined ? undefined : environment[baseUrlVariable];
  const written = named === undefined || named === '' ? provider.origin : named;
  if (written === undefined) return undefined;
  const name = `${id} online`;
  if (!URL.canParse(written) || !/^https?:$/.test(new URL(written).protocol)) {
    const advice = `Set ${baseUrlVariable} to an address such as https://example.com.`;
    return { name, status: 'problem', found: `${visibleText(written)} is no http address`, advice };
  }
  // Only the origin: what else the address has, such as a password, is nobody's business here.
  const { origin } = new URL(written);
  try {
    const response = await fetch(origin, {
      redirect: 'manual',
      signal: AbortSignal.timeout(REACH_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return { name, status: 'ok', found: `${origin} answers (${response.status})` };
  } catch (thrown) {
    return {
      name,
      status: 'warning',
      found: `${origin} does not answer: ${reasonOf(thrown)}`,
      advice: `Check the network${baseUrlVariable === undefined ? '' : `, or name a way there with ${baseUrlVariable}`}.`,
    };
  }
}

/** fetch says only "fetch failed"; what happened is in its cause. */
function reasonOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return visibleText(String(thrown));
  if (thrown.name === 'TimeoutError') return `nothing came within ${REACH_TIMEOUT_MS / 1000} s`;
  const { cause } = thrown;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return visibleText(code !== '' ? code : cause instanceof Error ? cause.message : thrown.message);
}
