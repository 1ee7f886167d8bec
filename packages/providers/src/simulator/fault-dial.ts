import { chance } from './chance.ts';
import { FAULTS, type Fault, type FaultName, type FaultStage, isFaultName } from './fault-list.ts';

/**
 * How often a fault strikes: a probability from 0 to 1 for every chance it has, `next` for so many chances from now on,
 * or both.
 */
export type FaultSetting = number | { readonly probability?: number; readonly next?: number };

/** The faults of a simulator. */
export type Faults = { readonly [name in FaultName]?: FaultSetting };

/** What decides whether a fault strikes. */
export type FaultDial = {
  /** Replaces all settings. */
  set(faults: Faults): void;
  /** Makes a fault strike the next time it can, beside all settings. */
  once(name: FaultName): void;
  /** The fault that strikes here, if any does. `subject` is what it strikes, each time under another name. */
  strike(stage: FaultStage, subject: string, prompt: string | undefined): FaultName | undefined;
};

/** A storyboard asks for a fault in its prompt: `#fault:stuck`, or `#fault:poll-500:2` for the first two times. */
const PROMPT_WORD = /#fault:([a-z0-9-]+?)(?::(\d+))?(?![a-z0-9:-])/g;

/**
 * Creates the dial of the faults of a simulator; equal seeds decide equally. What its service cannot do never strikes,
 * however it is asked for.
 *
 * @throws RangeError where a setting makes no sense
 */
export function createFaultDial(
  seed: number,
  faults: Faults,
  provider: NonNullable<Fault['only']>,
): FaultDial {
  const possible = FAULTS.filter((fault) => !('only' in fault) || fault.only === provider);
  let settings = checked(faults);
  let left = leftOf(settings);
  const extra: FaultName[] = [];
  const spent = new Map<string, number>();

  const isAskedFor = (name: FaultName, prompt: string): boolean =>
    [...prompt.matchAll(PROMPT_WORD)].some(([word, asked, times]) => {
      if (asked !== name) return false;
      if (times === undefined) return true;
      const key = `${word} ${prompt}`;
      const before = spent.get(key) ?? 0;
      spent.set(key, before + 1);
      return before < Number(times);
    });
  const isNext = (name: FaultName): boolean => {
    const index = extra.indexOf(name);
    if (index >= 0) {
      extra.splice(index, 1);
      return true;
    }
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count > 0;
  };
  const isDrawn = (name: FaultName, subject: string): boolean => {
    const setting = settings[name];
    const probability = typeof setting === 'number' ? setting : (setting?.probability ?? 0);
    return probability > 0 && chance(seed, 'fault', name, subject) < probability;
  };

  return {
    set(next) {
      settings = checked(next);
      left = leftOf(settings);
    },
    once: (name) => void extra.push(name),
    strike(stage, subject, prompt) {
      const found = possible.find(
        ({ name, stage: at }) =>
          at === stage &&
          ((prompt !== undefined && isAskedFor(name, prompt)) || isNext(name) || isDrawn(name, subject)),
      );
      return found?.name;
    },
  };
}

function checked(faults: Faults): Faults {
  for (const [name, setting] of Object.entries(faults)) {
    if (!isFaultName(name)) throw new RangeError(`There is no fault called ${name}.`);
    const { probability = 0, next = 0 } = typeof setting === 'number' ? { probability: setting } : setting;
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`The probability of ${name} is not from 0 to 1.`);
    }
    if (!Number.isSafeInteger(next) || next < 0) throw new RangeError(`The count of ${name} is not whole.`);
  }
  return faults;
}

function leftOf(faults: Faults): Map<FaultName, number> {
  return new Map(
    FAULTS.map(({ name }) => {
      const setting = faults[name];
      return [name, typeof setting === 'object' ? (setting.next ?? 0) : 0];
    }),
  );
}
