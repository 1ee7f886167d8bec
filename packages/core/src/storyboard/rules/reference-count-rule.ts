import type { Locator, ReferenceKind } from '../resolved.ts';
import type { Rule, RuleInput, RuleProblem } from './rule.ts';

const KINDS: readonly ReferenceKind[] = ['video', 'image'];

/** Models take so many references of each kind, and so many together; some need one. */
export const referenceCountRule: Rule = (input) => {
  const { model, called, attached } = input;
  const problems = KINDS.flatMap((kind) => kindProblems(kind, input));
  const { maxTotal } = model.references;
  if (problems.length > 0 || attached.length <= maxTotal) return problems;
  return [
    {
      code: 'too-many-references',
      severity: 'error',
      message: `${called} takes at most ${maxTotal} references together; this shot has ${attached.length}.`,
      at: referencesAt(input),
    },
  ];
};

function kindProblems(kind: ReferenceKind, input: RuleInput): readonly RuleProblem[] {
  const { model, called, attached } = input;
  const { min, max } = model.references[kind];
  const names = attached.filter((reference) => reference.kind === kind).map(({ name }) => name);
  if (names.length > 0 && max === 0) {
    return [
      {
        code: 'reference-not-offered',
        severity: 'error',
        message: `${called} takes no ${PLURAL[kind]} as references; this shot has ${quoted(names)}.`,
        at: names.every(isContinued) ? input.where('continues') : referencesAt(input),
      },
    ];
  }
  if (names.length > max) {
    return [
      {
        code: 'too-many-references',
        severity: 'error',
        message: `${called} takes at most ${count(max, kind)}; this shot has ${names.length}: ${quoted(names)}.`,
        at: referencesAt(input),
      },
    ];
  }
  if (names.length < min) {
    const wanted = min === max ? count(min, kind) : `${min} to ${max} ${PLURAL[kind]}`;
    return [
      {
        code: 'missing-reference',
        severity: 'error',
        message: `${called} needs ${wanted} as references; this shot has ${names.length === 0 ? 'none' : names.length}.`,
        hint: `Name a reference that is ${kind === 'image' ? 'an image' : 'a clip'} in the prompt with \`@\`, or choose another model.`,
        at: referencesAt(input),
      },
    ];
  }
  return [];
}

const PLURAL: Readonly<Record<ReferenceKind, string>> = { image: 'images', video: 'clips' };

function count(amount: number, kind: ReferenceKind): string {
  return `${amount} ${amount === 1 ? { image: 'image', video: 'clip' }[kind] : PLURAL[kind]}`;
}

function nameText(name: string): string {
  const [shot, use] = name.split(':');
  return use === undefined ? `\`${name}\`` : `the ${use === 'clip' ? 'clip' : 'last frame'} of \`${shot}\``;
}

function isContinued(name: string): boolean {
  return name.includes(':');
}

function quoted(names: readonly string[]): string {
  return names.map(nameText).join(', ');
}

function referencesAt({ where }: RuleInput): Locator {
  const at = where('references');
  return at.pointer.at(-1) === 'references' ? at : where('prompt');
}
