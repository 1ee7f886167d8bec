import type { ProviderSpec } from '@storyboard/core';

/**
 * Two durations that a provider's default model offers, in seconds: the shortest of a second or more (the longest,
 * where all are shorter), and one about a second above it where there is one.
 */
export function offeredDurations(spec: ProviderSpec): { readonly shorter: number; readonly longer: number } {
  const durations = spec.models.find((model) => model.id === spec.defaultModel)?.durations;
  if (durations === undefined) {
    throw new Error(`The default model ${spec.defaultModel} is not among the models of ${spec.id}.`);
  }
  if (durations.type === 'list') {
    const shorter = durations.values.find((value) => value >= 1) ?? durations.values.at(-1) ?? 0;
    return { shorter, longer: durations.values.find((value) => value > shorter) ?? shorter };
  }
  const { min, max, step } = durations;
  const atLeast = (seconds: number) => {
    const onGrid = min + Math.ceil(Math.max(0, seconds - min) / step - 1e-9) * step;
    return Number(Math.min(max, onGrid).toFixed(6));
  };
  const shorter = atLeast(1);
  return { shorter, longer: atLeast(shorter + 1) };
}
