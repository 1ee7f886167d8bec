import type { ProblemPlace } from '../problem.ts';
import type { AttachedReference, AttachedRule, RuleInput } from './rule.ts';

/** Whether files of the project can be handed over may be unknown. */
export const localFileRule: AttachedRule = ({ model, called, references }, { name }) => {
  const reference = references.get(name);
  if (model.references.localFiles === 'accepted' || reference?.source.type !== 'file') return [];
  return [
    {
      code: 'local-file-unverified',
      severity: 'warning',
      message: `Whether ${called} takes a file of the project instead of a public address is not documented.`,
      hint: 'If it is refused, put the file on the web and write its https address.',
      at: { path: reference.at.path, pointer: [...reference.at.pointer, reference.kind] },
    },
  ];
};

/** How a model names a reference in a prompt may be a best guess. */
export const spellingRule: AttachedRule = (input, reference) => {
  const { model, called } = input;
  const { kind, isNamed } = reference;
  const rule = model.references.spelling[kind];
  if (!isNamed || rule.verified || model.references[kind].max === 0) return [];
  const used =
    rule.type === 'token'
      ? `; \`${rule.template.replace('{n}', String(rule.first))}\` and so on are used`
      : '';
  return [
    {
      code: 'spelling-unverified',
      severity: 'warning',
      message: `How ${called} names ${kind === 'image' ? 'an image' : 'a clip'} in a prompt is not documented${used}.`,
      hint: 'Make one cheap take and look at it before you make many.',
      at: declaredAt(input, reference),
    },
  ];
};

/** A model that reads prose needs words for a reference. */
export const descriptionRule: AttachedRule = (input, reference) => {
  const { model, called } = input;
  const { name, kind, description, isNamed } = reference;
  const { [kind]: limits, spelling } = model.references;
  if (!isNamed || spelling[kind].type === 'token' || description !== '' || limits.max === 0) return [];
  return [
    {
      code: 'reference-needs-description',
      severity: 'error',
      message: `${called} has no sign for references, so a description must stand in the prompt for \`@${name}\`.`,
      hint: 'Add `description:` to the reference, in words that fit into the sentence.',
      at: declaredAt(input, reference),
    },
  ];
};

function declaredAt({ references, where }: RuleInput, { name }: AttachedReference): ProblemPlace {
  const reference = references.get(name);
  return reference === undefined ? where('continues') : { ...reference.at, target: 'key' };
}
