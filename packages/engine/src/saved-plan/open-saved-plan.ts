import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { StoryboardError } from '@storyboard/core';
import { diskReason } from '../files/disk-reason.ts';
import { errorCode } from '../files/error-code.ts';
import { type RegularFileBytes, readRegularFile } from '../files/read-regular-file.ts';
import type { OpenedPlan, SavedPlan } from './saved-plan.ts';

/** Plans of ten thousand shots need a third of it. */
const MOST_PLAN_BYTES = 128 * 1024 * 1024;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads a plan that `savePlan` made.
 *
 * @param file as the user typed it
 * @throws StoryboardError `plan-unusable` when it is not there or no saved plan
 */
export function openSavedPlan(file: string): OpenedPlan {
  const saved = parsed(planText(file), file);
  return { saved, file, storyboardFile: storyboardOf(saved, file) };
}

/** Its path leads up from the real folder of the plan, which a path through a symbolic link would not. */
function storyboardOf({ storyboard }: SavedPlan, file: string): string {
  if (isAbsolute(storyboard)) return storyboard;
  return join(storyboard.startsWith('../') ? realpathSync(dirname(file)) : dirname(file), storyboard);
}

function planText(file: string): string {
  const read = readOrExplain(file);
  if (typeof read === 'string') throw unusable(file, read);
  if (!read.regular) throw unusable(file, `it is a ${read.found}, not a file`);
  if (read.bytes === undefined) throw unusable(file, 'it is far too large');
  return new TextDecoder().decode(read.bytes);
}

function readOrExplain(file: string): RegularFileBytes | string {
  try {
    return readRegularFile(realpathSync(file), MOST_PLAN_BYTES);
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'there is no such file' : diskReason(error);
  }
}

function parsed(text: string, file: string): SavedPlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable(file, 'it is not JSON');
  }
  if (!isSavedPlan(value))
    throw unusable(file, 'it is no plan that `storyboard plan --out` of this version saved');
  return value;
}

/** Looks at what is read before the plan is compared with a new one; the comparison itself trusts nothing. */
function isSavedPlan(value: unknown): value is SavedPlan {
  if (!isRecord(value)) return false;
  const { format, id, program, storyboard, flags, sources, references, lock, spent, plan } = value;
  return (
    format === 1 &&
    typeof id === 'string' &&
    UUID.test(id) &&
    typeof program === 'string' &&
    typeof storyboard === 'string' &&
    isFlags(flags) &&
    isTexts(sources) &&
    isTexts(references) &&
    (lock === undefined || typeof lock === 'string') &&
    Number.isSafeInteger(spent) &&
    isPlan(plan)
  );
}

function isFlags(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { provider, only, ceilings, allowUnpriced } = value;
  return (
    (provider === undefined || typeof provider === 'string') &&
    (only === undefined || (Array.isArray(only) && only.every((id) => typeof id === 'string'))) &&
    (ceilings === undefined || (Array.isArray(ceilings) && ceilings.every(isCeiling))) &&
    (allowUnpriced === undefined || typeof allowUnpriced === 'boolean')
  );
}

function isCeiling(value: unknown): boolean {
  return (
    isRecord(value) &&
    Number.isSafeInteger(value['amount']) &&
    (value['source'] === '--budget' || value['source'] === 'STORYBOARD_BUDGET')
  );
}

function isPlan(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { takes, strays, budget } = value;
  if (!Array.isArray(takes) || !Array.isArray(strays) || !isRecord(budget)) return false;
  return takes.every(isTake) && strays.every((stray) => isRecord(stray) && typeof stray['job'] === 'string');
}

function isTake(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, action, fingerprint, routes } = value;
  return (
    [id, action, fingerprint].every((text) => typeof text === 'string') &&
    Array.isArray(routes) &&
    routes.every(
      (route) => isRecord(route) && typeof route['fingerprint'] === 'string' && isRecord(route['cost']),
    )
  );
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unusable(file: string, why: string): StoryboardError {
  return new StoryboardError('plan-unusable', `The plan ${file} cannot be used: ${why}.`, {
    hint: 'Make it anew with `storyboard plan <file> --out plan.json`.',
  });
}
