import type { PromptPart, ReferenceKind } from '../storyboard/resolved.ts';
import type { ModelSpec } from './model.ts';

/** What spelling needs to know of a reference. */
export type SpelledReference = {
  readonly name: string;
  readonly kind: ReferenceKind;
  readonly description: string;
};

/** Writes a prompt the way a model names references, with these in the order in which the model gets them. */
export function spellPrompt(
  spec: ModelSpec,
  parts: readonly PromptPart[],
  references: readonly SpelledReference[],
): {
  readonly prompt: string;
  readonly ordered: readonly SpelledReference[];
  /** Names whose spelling is a best guess. */
  readonly unverified: readonly string[];
  /** Names that the model reads in prose but that have no description. */
  readonly undescribed: readonly string[];
} {
  const { order, spelling } = spec.references;
  const ordered = order.flatMap((kind) => references.filter((reference) => reference.kind === kind));
  const spelled = new Map<string, string>();
  for (const reference of ordered) {
    const rule = spelling[reference.kind];
    const counted =
      rule.type === 'token' && rule.numbering === 'overall'
        ? ordered
        : ordered.filter(({ kind }) => kind === reference.kind);
    const number = counted.indexOf(reference);
    spelled.set(
      reference.name,
      rule.type === 'token'
        ? rule.template.replace('{n}', String(number + rule.first))
        : reference.description,
    );
  }
  const named = ordered.filter(({ name }) =>
    parts.some((part) => 'reference' in part && part.reference === name),
  );
  return {
    prompt: parts.map((part) => ('text' in part ? part.text : (spelled.get(part.reference) ?? ''))).join(''),
    ordered,
    unverified: named.filter(({ kind }) => !spelling[kind].verified).map(({ name }) => name),
    undescribed: named
      .filter(({ kind, description }) => spelling[kind].type === 'prose' && description === '')
      .map(({ name }) => name),
  };
}
