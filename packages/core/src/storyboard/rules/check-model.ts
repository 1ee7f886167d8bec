import type { SpelledReference } from '../../provider/spell-prompt.ts';
import { continuedReference } from '../continuity.ts';
import type { Report } from '../problem.ts';
import type { KnownRoute } from '../resolve-routes.ts';
import type { ResolvedReference, ResolvedShot } from '../resolved.ts';
import { durationRule } from './duration-rule.ts';
import { optionRule } from './option-rule.ts';
import { aspectRule, resolutionRule } from './picture-rules.ts';
import { negativePromptRule, promptRule } from './prompt-rules.ts';
import { localFileRule, referenceCountRule } from './reference-rules.ts';
import type { Rule, RuleInput } from './rule.ts';
import { audioRule, seedRule, shotTypeRule, sunsetRule } from './switch-rules.ts';

const RULES: readonly Rule[] = [
  durationRule,
  resolutionRule,
  aspectRule,
  referenceCountRule,
  promptRule,
  negativePromptRule,
  localFileRule,
  seedRule,
  audioRule,
  shotTypeRule,
  optionRule,
  sunsetRule,
];

/**
 * Reports what a model cannot do of what a shot asks. A provider that draws its own footage is held to what it can draw
 * only; what it has no use for is no problem.
 */
export function checkModel(
  input: {
    readonly shot: ResolvedShot;
    readonly route: KnownRoute;
    readonly references: ReadonlyMap<string, ResolvedReference>;
    readonly where: RuleInput['where'];
  },
  report: Report,
): void {
  const { shot, route, references, where } = input;
  const { provider, model } = route;
  const called = `${model.name} at ${provider.id}`;
  const attached = attachedTo(shot, references);
  for (const rule of RULES) {
    for (const problem of rule({ shot, provider, model, called, attached, references, where }))
      report(problem);
  }
}

function attachedTo(
  shot: ResolvedShot,
  references: ReadonlyMap<string, ResolvedReference>,
): readonly SpelledReference[] {
  const own = shot.references.flatMap((name) => references.get(name) ?? []);
  return shot.continues === undefined ? own : [...own, continuedReference(shot.continues)];
}
