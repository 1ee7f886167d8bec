import { spellPrompt } from '../../provider/spell-prompt.ts';
import type { ReferenceKind } from '../resolved.ts';
import type { Rule, RuleInput, RuleProblem } from './rule.ts';

/** What a prompt becomes at a model: its length after names are spelt, and how sure the spelling is. */
export const promptRule: Rule = (input) => {
  const { shot, model, provider, called, where } = input;
  const { maxLength } = model.prompt;
  const names = shot.promptParts.some((part) => 'reference' in part);
  if (!names && (maxLength === undefined || shot.prompt.length <= maxLength)) return [];
  const spelled = spellPrompt(model, shot.promptParts, input.attached);
  const problems: RuleProblem[] = [];
  const length = maxLength === undefined ? 0 : characters(spelled.prompt, maxLength);
  if (maxLength !== undefined && length > maxLength) {
    problems.push({
      code: 'prompt-too-long',
      severity: 'error',
      message: `The prompt has ${length} characters as ${called} gets it; at most ${maxLength} are taken.`,
      hint: names ? 'Names are counted in the model’s own spelling.' : undefined,
      at: where('prompt'),
    });
  }
  if (provider.local) return problems;
  const offered = (name: string) => model.references[kindOf(name, input)].max > 0;
  return [
    ...problems,
    ...spelled.unverified.filter(offered).map((name) => unverified(name, input)),
    ...spelled.undescribed.filter(offered).map((name) => undescribed(name, input)),
  ];
};

/** Models may take a negative prompt, or none. */
export const negativePromptRule: Rule = ({ shot, model, provider, called, where }) => {
  const { negativePrompt } = shot;
  if (negativePrompt === undefined || provider.local) return [];
  const at = where('negative_prompt');
  if (model.negativePrompt === undefined) {
    return [
      {
        code: 'negative-prompt-not-offered',
        severity: 'error',
        message: `${called} takes no negative prompt.`,
        hint: 'Say in the prompt what is to be seen instead.',
        at,
      },
    ];
  }
  const { maxLength } = model.negativePrompt;
  if (maxLength === undefined || characters(negativePrompt, maxLength) <= maxLength) return [];
  return [
    {
      code: 'prompt-too-long',
      severity: 'error',
      message: `The negative prompt has ${characters(negativePrompt, maxLength)} characters; ${called} takes at most ${maxLength}.`,
      at,
    },
  ];
};

function unverified(name: string, input: RuleInput): RuleProblem {
  const { model, called, references, where } = input;
  const kind = kindOf(name, input);
  const rule = model.references.spelling[kind];
  const reference = references.get(name);
  return {
    code: 'spelling-unverified',
    severity: 'warning',
    message:
      `How ${called} names ${kind === 'image' ? 'an image' : 'a clip'} in a prompt is not documented` +
      (rule.type === 'token'
        ? `; \`${rule.template.replace('{n}', String(rule.first))}\` and so on are used.`
        : '.'),
    hint: 'Make one cheap take and look at it before you make many.',
    at: reference === undefined ? where('continues') : { ...reference.at, target: 'key' },
  };
}

function undescribed(name: string, { called, references, where }: RuleInput): RuleProblem {
  const reference = references.get(name);
  return {
    code: 'reference-needs-description',
    severity: 'error',
    message: `${called} has no sign for references, so a description must stand in the prompt for \`@${name}\`.`,
    hint: `Add \`description:\` to the reference, in words that fit into the sentence.`,
    at: reference === undefined ? where('continues') : { ...reference.at, target: 'key' },
  };
}

function kindOf(name: string, { attached }: RuleInput): ReferenceKind {
  return attached.find((reference) => reference.name === name)?.kind ?? 'image';
}

/** Counted as people count, not in UTF-16 units; only where the units alone do not settle it. */
function characters(text: string, limit: number): number {
  return text.length <= limit ? text.length : [...text].length;
}
