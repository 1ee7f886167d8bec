import { didYouMean } from '../../diagnostic/nearest-name.ts';
import type { ParameterRule } from '../../provider/model.ts';
import { shown, ticked } from '../shown.ts';
import { UNUSABLE } from '../yaml/plain-value.ts';
import type { Rule, RuleProblem } from './rule.ts';

/** Options are the model’s own parameters. */
export const optionRule: Rule = ({ shot, model, called, where }) => {
  const known = Object.keys(model.parameters);
  return Object.entries(shot.options).flatMap(([name, value]): readonly RuleProblem[] => {
    const at = where('options', [name]);
    const parameter = Object.hasOwn(model.parameters, name) ? model.parameters[name] : undefined;
    if (value === UNUSABLE) return [];
    if (parameter === undefined) {
      if (model.anyOption === true) return [];
      const others =
        known.length === 0 ? 'It has none.' : `It has ${known.map((one) => `\`${one}\``).join(', ')}.`;
      return [
        {
          code: 'unknown-option',
          severity: 'error',
          message: `${called} has no parameter ${ticked(name)}.`,
          hint: didYouMean(name, known, others),
          at: { ...at, target: 'key' },
        },
      ];
    }
    const wanted = mismatch(parameter, value);
    if (wanted === undefined) return [];
    return [
      {
        code: 'wrong-option',
        severity: 'error',
        message: `\`${name}\` of ${called} must be ${wanted}, not ${shown(value)}.`,
        hint:
          parameter.type === 'enum' && typeof value === 'string'
            ? didYouMean(value, parameter.values)
            : undefined,
        at,
      },
    ];
  });
};

/** What a parameter wants, in words, where a value is not that. */
function mismatch(rule: ParameterRule, value: unknown): string | undefined {
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'enum':
      return typeof value === 'string' && rule.values.includes(value)
        ? undefined
        : `one of ${rule.values.map((one) => `\`${one}\``).join(', ')}`;
    case 'string': {
      const { maxLength } = rule;
      if (typeof value === 'string' && (maxLength === undefined || value.length <= maxLength))
        return undefined;
      return maxLength === undefined ? 'text' : `text of at most ${maxLength} characters`;
    }
    default: {
      const { min = -Infinity, max = Infinity } = rule;
      const isNumber = typeof value === 'number' && Number.isFinite(value);
      if (isNumber && value >= min && value <= max && (rule.type === 'number' || Number.isInteger(value))) {
        return undefined;
      }
      return `${rule.type === 'integer' ? 'a whole number' : 'a number'}${rangeText(rule.min, rule.max)}`;
    }
  }
}

function rangeText(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}
