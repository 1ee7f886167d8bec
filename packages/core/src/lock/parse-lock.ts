import { composeYaml } from '../storyboard/yaml/compose-yaml.ts';
import { placeFinder } from '../storyboard/yaml/locate.ts';
import { plainValue } from '../storyboard/yaml/plain-value.ts';
import { positionsOf } from '../storyboard/yaml/positions.ts';
import { fromUsd } from '../units.ts';
import { type LockedShot, type LockFile, MAX_LOCK_LENGTH } from './lock-file.ts';
import { printLock } from './print-lock.ts';
import { readPrinted } from './read-printed.ts';

/** A lock file, or what is wrong with its text and in which line (counted from 1). */
export type ParsedLock =
  | { readonly ok: true; readonly lock: LockFile }
  | { readonly ok: false; readonly message: string; readonly line: number };

/** Reads the text of a lock file, also one that a person has edited; what no lock file can hold is refused. */
export function parseLock(text: string): ParsedLock {
  if (text.length > MAX_LOCK_LENGTH) return wrong('it is far larger than any lock file', 1);
  const printed = checkLock(readPrinted(text));
  if ('lock' in printed && printLock(printed.lock) === text) return { ok: true, lock: printed.lock };
  const conflict = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/m.exec(text);
  if (conflict !== null) {
    const { line } = positionsOf(text)(conflict.index);
    return wrong('it holds the marks of a merge that is not finished; keep one side of each shot', line);
  }
  const composed = composeYaml(text);
  if (composed.type !== 'document') {
    return wrong('it is nested too deeply or too long', positionsOf(text)(composed.offset).line);
  }
  const { document, second } = composed;
  const [error] = document.errors;
  if (error !== undefined) {
    return wrong(`it is not valid YAML: ${error.message}`, positionsOf(text)(error.pos[0]).line);
  }
  if (second !== undefined) return wrong('it holds a second document', positionsOf(text)(second).line);
  const { value, targets, problems } = plainValue(document, text);
  const [problem] = problems;
  if (problem !== undefined) return wrong(problem.message, positionsOf(text)(problem.start).line);
  const places = placeFinder('', text, document, targets);
  const checked = checkLock(value);
  return 'lock' in checked
    ? { ok: true, lock: checked.lock }
    : wrong(checked.message, places.locate(checked.at, 'key').start.line);
}

type Wrong = { readonly message: string; readonly at: readonly string[] };

function checkLock(value: unknown): { readonly lock: LockFile } | Wrong {
  if (!isRecord(value)) return { message: 'it is not a lock file: it has no keys', at: [] };
  const { version, shots, ...others } = value;
  if (version === undefined) return { message: 'it is not a lock file: it has no `version`', at: [] };
  if (version !== 1) {
    return { message: 'its `version` is not 1; it needs another version of storyboard', at: ['version'] };
  }
  const [other] = Object.keys(others);
  if (other !== undefined) return { message: `it has an unknown key \`${other}\``, at: [other] };
  if (!isRecord(shots)) return { message: '`shots` is not there, or not a mapping', at: [] };
  const locked = new Map<string, LockedShot>();
  for (const [id, shot] of Object.entries(shots)) {
    const checked = checkShot(id, shot);
    if ('message' in checked) return checked;
    locked.set(id, checked);
  }
  return { lock: { shots: locked } };
}

/** Nothing that changes what a terminal does, or the direction of text, or cannot be seen. */
const TEXT = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,1000}$/u;
const ORIGIN = /^https?:\/\/[^\s\p{Cc}/?#@]{1,260}$/u;
const SHOT_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** What each key of a shot may hold; a mark of `false` is one that must be there. */
const RULES: Readonly<
  Record<string, { readonly optional: boolean; readonly fits: (value: unknown) => boolean }>
> = {
  take: { optional: false, fits: (value) => isWhole(value) && value >= 1 },
  fingerprint: { optional: false, fits: (value) => isText(value, /^[0-9a-f]{64}$/) },
  sha256: { optional: false, fits: (value) => isText(value, /^[0-9a-f]{64}$/) },
  provider: { optional: false, fits: (value) => isText(value, TEXT) },
  origin: { optional: true, fits: (value) => isText(value, ORIGIN) },
  model: { optional: false, fits: (value) => isText(value, TEXT) },
  job: { optional: true, fits: (value) => isText(value, TEXT) },
  seed: { optional: true, fits: (value) => isWhole(value) },
  cost: { optional: true, fits: (value) => typeof value === 'number' && value >= 0 && value < 1e9 },
  made: { optional: false, fits: (value) => isText(value, /^\d{4}-\d{2}-\d{2}$/) },
};

function checkShot(id: string, value: unknown): LockedShot | Wrong {
  const at = ['shots', id];
  if (!SHOT_ID.test(id)) return { message: 'a key of `shots` is no shot id', at };
  if (!isRecord(value)) return { message: `the shot ${id} has no keys`, at };
  const unknown = Object.keys(value).find((key) => !Object.hasOwn(RULES, key));
  if (unknown !== undefined) {
    return { message: `the shot ${id} has an unknown key \`${unknown}\``, at: [...at, unknown] };
  }
  for (const [key, { optional, fits }] of Object.entries(RULES)) {
    if (!Object.hasOwn(value, key)) {
      if (optional) continue;
      return { message: `the shot ${id} has no \`${key}\``, at };
    }
    if (!fits(value[key])) {
      return { message: `\`${key}\` of the shot ${id} is not what it should be`, at: [...at, key] };
    }
  }
  const { cost, ...rest } = value as Omit<LockedShot, 'cost'> & { readonly cost?: number };
  return cost === undefined ? rest : { ...rest, cost: fromUsd(cost) };
}

function wrong(message: string, line: number): ParsedLock {
  return { ok: false, message, line };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}
