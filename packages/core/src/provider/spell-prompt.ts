import type { PromptPart, ReferenceKind } from '../storyboard/resolved.ts';
import type { ModelSpec } from './model.ts';

/** What spelling needs to know of a reference. */
export type SpelledReference = {
  readonly name: string;
  readonly kind: ReferenceKind;
  readonly description: string;
};

/** A prompt as a model gets it. */
export type SpelledPrompt<T extends SpelledReference> = {
  readonly prompt: string;
  /** The references in the order in which the model gets and counts them. */
  readonly ordered: readonly T[];
  /** Names in the prompt whose spelling is a best guess. */
  readonly unverified: readonly string[];
  /** Names in the prompt that the model reads in prose but that have no description; the name itself stands there. */
  readonly undescribed: readonly string[];
};

/**
 * Writes a prompt the way a model names references. `references` are all that the shot has, in its own order; parts
 * name some of them.
 */
export function spellPrompt<T extends SpelledReference>(
  spec: ModelSpec,
  parts: readonly PromptPart[],
  references: readonly T[],
): SpelledPrompt<T> {
  const { order, spelling } = spec.references;
  const ordered = [
    ...order.flatMap((kind) => references.filter((reference) => reference.kind === kind)),
    ...references.filter(({ kind }) => !order.includes(kind)),
  ];
  const unverified = new Set<string>();
  const undescribed = new Set<string>();
  const prompt = parts.map((part) => ('text' in part ? part.text : spell(part.reference))).join('');
  return { prompt, ordered, unverified: [...unverified], undescribed: [...undescribed] };

  function spell(name: string): string {
    const reference = ordered.find((other) => other.name === name);
    if (reference === undefined) return name;
    const rule = spelling[reference.kind];
    if (!rule.verified) unverified.add(name);
    if (rule.type === 'prose') {
      if (reference.description === '') undescribed.add(name);
      return reference.description === '' ? name : reference.description;
    }
    const counted =
      rule.numbering === 'overall' ? ordered : ordered.filter(({ kind }) => kind === reference.kind);
    return rule.template.replace('{n}', String(rule.first + counted.indexOf(reference)));
  }
}
