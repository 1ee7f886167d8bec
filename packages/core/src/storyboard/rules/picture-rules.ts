import { DEFAULT_SETTINGS } from '../default-settings.ts';
import type { Rule } from './rule.ts';

/** Models make certain resolutions only. */
export const resolutionRule: Rule = ({ shot, model, called, where }) => {
  if (model.resolutions.includes(shot.resolution)) return [];
  return [
    {
      code: 'resolution-not-offered',
      severity: 'error',
      message: `${called} makes ${model.resolutions.join(' or ')}, not ${shot.resolution}.`,
      hint: `Set \`resolution: ${model.resolutions[0]}\` for the shot or in \`defaults\`; the film keeps the size of its \`output\`.`,
      at: where('resolution'),
    },
  ];
};

/** A model without an aspect parameter is not asked for one; what comes back is fitted to the film. */
export const aspectRule: Rule = ({ shot, model, provider, called, where }) => {
  const { aspect } = shot;
  if (model.aspects.includes(aspect)) return [];
  if (model.aspects.length > 0) {
    return [
      {
        code: 'aspect-not-offered',
        severity: 'error',
        message: `${called} makes ${model.aspects.join(', ')}, not ${aspect}.`,
        at: where('aspect'),
      },
    ];
  }
  if (aspect === DEFAULT_SETTINGS.aspect || provider.local) return [];
  return [
    {
      code: 'aspect-not-offered',
      severity: 'warning',
      message: `${called} cannot be asked for ${aspect}; its footage is fitted into the film’s frame.`,
      hint: 'Give it references of that shape, or set `fit: crop`.',
      at: where('aspect'),
    },
  ];
};
