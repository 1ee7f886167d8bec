import type { Rule, RuleProblem } from './rule.ts';

/** A seed is asked for where the model takes one. */
export const seedRule: Rule = ({ shot, model, provider, called, where }) => {
  const { seed } = shot;
  if (seed === undefined || provider.local) return [];
  const problem = { code: 'seed-not-offered', at: where('seed') } as const;
  if (model.seed === undefined) {
    return [
      {
        ...problem,
        severity: 'warning',
        message: `${called} takes no seed; the take is made without one.`,
        hint: 'Take `seed` out, or choose a model that takes one.',
      },
    ];
  }
  const { min, max } = model.seed;
  // The takes of a shot count on from its seed.
  const last = seed + shot.takes - 1;
  if (seed >= min && last <= max) return [];
  const why = last > seed ? ` (${shot.takes} takes count on from it)` : '';
  return [
    {
      ...problem,
      severity: 'error',
      message: `${called} takes seeds from ${min} to ${max}, not ${seed}${why}.`,
    },
  ];
};

/** Sound is asked for where the model has a switch for it. */
export const audioRule: Rule = ({ shot, model, provider, called, where }) => {
  if (model.audio === 'switch' || provider.local || !shot.stated.has('audio')) return [];
  return [
    {
      code: 'audio-not-offered',
      severity: 'warning',
      message: `${called} cannot be asked for sound on or off; what comes back decides.`,
      hint: 'Take `audio` out to say that this is fine.',
      at: where('audio'),
    },
  ];
};

/** A shot type is asked for where the model offers it. */
export const shotTypeRule: Rule = ({ shot, model, provider, called, where }) => {
  const { shotType } = shot;
  if (shotType === undefined || provider.local || model.shotTypes.includes(shotType)) return [];
  const offered = model.shotTypes.map((type) => `\`${type}\``).join(' or ');
  return [
    {
      code: 'shot-type-not-offered',
      severity: 'error',
      message: `${called} ${offered === '' ? 'has no shot types' : `offers ${offered}`}, not \`${shotType}\`.`,
      hint: offered === '' ? 'Take `shot_type` out and say it in the prompt.' : undefined,
      at: where('shot_type'),
    },
  ];
};

/** A model that is announced to go should not be a surprise. */
export const sunsetRule: Rule = ({ model, called, where }): readonly RuleProblem[] =>
  model.sunset === undefined
    ? []
    : [
        {
          code: 'model-retired',
          severity: 'warning',
          message: `${called} is announced to be gone after ${model.sunset}.`,
          hint: 'Choose another model: `storyboard models`.',
          at: where('model'),
        },
      ];
