import { microUsd } from '../units.ts';
import type { Held } from './plan.ts';

/** The ledger of a storyboard that was never rendered. */
export const NOTHING_HELD: Held = {
  artifacts: new Map(),
  inFlight: new Map(),
  inDoubt: new Map(),
  spent: microUsd(0),
};
