import type { Provenance } from '../provider/model.ts';
import type { MicroUsd } from '../units.ts';

/** A price that is known, with where it comes from and how it was worked out, or unknown for a reason. Unknown is never zero. */
export type Cost =
  | { readonly known: true; readonly amount: MicroUsd; readonly from: Provenance; readonly detail: string }
  | { readonly known: false; readonly reason: string };

/** The known part of several costs, and how many are unknown. */
export type TotalCost = { readonly amount: MicroUsd; readonly unknown: number };
