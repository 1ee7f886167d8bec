import { type SpelledReference, spellPrompt } from '../../provider/spell-prompt.ts';
import type { ResolvedShot } from '../resolved.ts';
import type { Rule } from './rule.ts';

/** A prompt is limited as the model gets it, after names are spelt its way. */
export const promptLengthRule: Rule = ({ shot, model, called, attached, where }) => {
  const { maxLength } = model.prompt;
  if (maxLength === undefined || longestSpelling(shot, attached) <= maxLength) return [];
  const { prompt } = spellPrompt(model, shot.promptParts, attached);
  const length = characters(prompt, maxLength);
  if (length <= maxLength) return [];
  return [
    {
      code: 'prompt-too-long',
      severity: 'error',
      message: `The prompt has ${length} characters as ${called} gets it; at most ${maxLength} are taken.`,
      hint: attached.length === 0 ? undefined : 'Names are counted in the model’s own spelling.',
      at: where('prompt'),
    },
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

/** A token is shorter than this. */
const LONGEST_TOKEN = 64;

/** No spelling of the prompt is longer; most prompts are so short that nothing more needs to be known. */
function longestSpelling(shot: ResolvedShot, attached: readonly SpelledReference[]): number {
  const longest = attached.reduce(
    (most, { description }) => Math.max(most, description.length),
    LONGEST_TOKEN,
  );
  return shot.prompt.length + longest * shot.promptParts.length;
}

/** Counted as people count, not in UTF-16 units; only where the units alone do not settle it. */
function characters(text: string, limit: number): number {
  return text.length <= limit ? text.length : [...text].length;
}
