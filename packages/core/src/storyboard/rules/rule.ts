import type { ModelSpec, ProviderSpec } from '../../provider/model.ts';
import type { SpelledReference } from '../../provider/spell-prompt.ts';
import type { Problem, ProblemPlace } from '../problem.ts';
import type { Locator, ResolvedReference, ResolvedShot } from '../resolved.ts';

/** What a rule looks at: one shot at one provider’s model. */
export type RuleInput = {
  readonly shot: ResolvedShot;
  readonly provider: ProviderSpec;
  readonly model: ModelSpec;
  /** The model as sentences call it: `wan-2.6-r2v at shortapi`. */
  readonly called: string;
  /** Everything the model would be handed, in the shot’s own order; what the shot continues is last. */
  readonly attached: readonly SpelledReference[];
  readonly references: ReadonlyMap<string, ResolvedReference>;
  /** Where a setting is written, or what stands for it where it is not. */
  readonly where: (setting: string, inner?: readonly string[]) => Locator;
};

/** A problem of a shot at a model. */
export type RuleProblem = Omit<Problem, 'at'> & { readonly at: ProblemPlace };

/** A reference of a shot, and whether the prompt names it. */
export type AttachedReference = SpelledReference & { readonly isNamed: boolean };

/** Looks at one reference at one model, where a shot first uses it so. */
export type AttachedRule = (input: RuleInput, reference: AttachedReference) => readonly RuleProblem[];

/** Looks at one shot at one model. */
export type Rule = (input: RuleInput) => readonly RuleProblem[];
