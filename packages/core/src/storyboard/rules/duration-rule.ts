import type { DurationRule } from '../../provider/model.ts';
import type { Rule } from './rule.ts';

/** Models make clips of certain lengths only. */
export const durationRule: Rule = ({ shot, model, called, where }) => {
  const { duration } = shot;
  const nearest = nearestDuration(model.durations, duration);
  if (nearest === duration) return [];
  return [
    {
      code: 'duration-not-offered',
      severity: 'error',
      message: `${called} makes clips of ${durationsText(model.durations)}, not of ${duration}.`,
      hint: shot.stated.has('duration')
        ? `The nearest it offers is ${nearest}.`
        : `A shot has ${duration} seconds where nothing else is said: set \`duration: ${nearest}\`.`,
      at: where('duration'),
    },
  ];
};

/** The offered duration that is nearest; the duration itself where it is offered. */
function nearestDuration(rule: DurationRule, duration: number): number {
  if (rule.type === 'list') {
    const nearer = (best: number, value: number) =>
      Math.abs(value - duration) < Math.abs(best - duration) ? value : best;
    return rule.values.includes(duration) ? duration : rule.values.reduce(nearer, rule.values[0] ?? duration);
  }
  const { min, max, step } = rule;
  if (duration < min) return min;
  const most = Math.floor((max - min) / step + 1e-9);
  const steps = Math.min(Math.round((duration - min) / step), most);
  const offered = min + steps * step;
  // Steps below one are not exact in floating point.
  return Math.abs(offered - duration) < 1e-6 ? duration : Number(offered.toFixed(6));
}

/** The durations of a model in words. */
function durationsText(rule: DurationRule): string {
  if (rule.type === 'list') return `${listText(rule.values.map(String))} seconds`;
  const { min, max, step } = rule;
  const steps = step === 1 ? ' whole' : '';
  return `${min} to ${max}${steps} seconds${step === 1 || step < 0.01 ? '' : ` in steps of ${step}`}`;
}

function listText(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
