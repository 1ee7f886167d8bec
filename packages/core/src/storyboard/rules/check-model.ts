import type { ModelSpec } from '../../provider/model.ts';
import type { SpelledReference } from '../../provider/spell-prompt.ts';
import { continuedReference } from '../continuity.ts';
import type { Report } from '../problem.ts';
import type { KnownRoute } from '../resolve-routes.ts';
import type { ResolvedReference, ResolvedShot } from '../resolved.ts';
import { durationRule } from './duration-rule.ts';
import { optionRule } from './option-rule.ts';
import { aspectRule, resolutionRule } from './picture-rules.ts';
import { negativePromptRule, promptLengthRule } from './prompt-rules.ts';
import { referenceCountRule } from './reference-count-rule.ts';
import { descriptionRule, localFileRule, spellingRule } from './reference-rules.ts';
import type { AttachedRule, Rule, RuleInput } from './rule.ts';
import { audioRule, seedRule, shotTypeRule, sunsetRule } from './switch-rules.ts';

const RULES: readonly Rule[] = [
  durationRule,
  resolutionRule,
  aspectRule,
  referenceCountRule,
  promptLengthRule,
  negativePromptRule,
  seedRule,
  audioRule,
  shotTypeRule,
  optionRule,
  sunsetRule,
];

const ATTACHED_RULES: readonly AttachedRule[] = [localFileRule, spellingRule, descriptionRule];

/** Reports what a model cannot do of what a shot asks. */
export type ModelCheck = (shot: ResolvedShot, route: KnownRoute, where: RuleInput['where']) => void;

/**
 * Holds shots against models, one at a time; what is to be said of a reference is looked for once a model. A provider
 * that draws its own footage is held to what it can draw only; what it has no use for is no problem.
 */
export function modelCheck(references: ReadonlyMap<string, ResolvedReference>, report: Report): ModelCheck {
  const met = new Map<ModelSpec, Set<string>>();
  return (shot, { provider, model }, where) => {
    const called = `${model.name} at ${provider.id}`;
    const attached = attachedTo(shot, references);
    const input: RuleInput = { shot, provider, model, called, attached, references, where };
    for (const rule of RULES) {
      for (const problem of rule(input)) report(problem);
    }
    if (provider.local) return;
    for (const reference of attached) {
      const isNamed = shot.promptParts.some(
        (part) => 'reference' in part && part.reference === reference.name,
      );
      if (!isNew(model, `${reference.name} ${isNamed}`)) continue;
      for (const rule of ATTACHED_RULES) {
        for (const problem of rule(input, { ...reference, isNamed })) report(problem);
      }
    }
  };

  function isNew(model: ModelSpec, use: string): boolean {
    const uses = met.get(model) ?? new Set();
    met.set(model, uses);
    return !uses.has(use) && uses.add(use) !== undefined;
  }
}

/** Holds one shot against one model. */
export function checkModel(
  input: {
    readonly shot: ResolvedShot;
    readonly route: KnownRoute;
    readonly references: ReadonlyMap<string, ResolvedReference>;
    readonly where: RuleInput['where'];
  },
  report: Report,
): void {
  modelCheck(input.references, report)(input.shot, input.route, input.where);
}

function attachedTo(
  shot: ResolvedShot,
  references: ReadonlyMap<string, ResolvedReference>,
): readonly SpelledReference[] {
  const attached: SpelledReference[] = [];
  for (const name of shot.references) {
    const reference = references.get(name);
    if (reference !== undefined) attached.push(reference);
  }
  if (shot.continues !== undefined) attached.push(continuedReference(shot.continues));
  return attached;
}
