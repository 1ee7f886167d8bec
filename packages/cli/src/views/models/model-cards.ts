import type { ModelSpec, ParameterRule, Provenance, ProviderSpec } from '@storyboard/core';
import type { Look } from '../look.ts';
import { textWidth, wrapToWidth } from '../text-width.ts';
import { listing } from '../words.ts';
import { isAny, lengthLimitText, priceText, referenceDetails, secondsText } from './model-facts.ts';
import { providerHeading } from './provider-heading.ts';

const LABEL_COLUMNS = 13;
/** Texts narrower than this are hard to read; their labels stand above them. */
const LEAST_TEXT_COLUMNS = 30;

/** All that is known of the models of providers, a card each. */
export function modelCards(providers: readonly ProviderSpec[], look: Look): readonly string[] {
  return providers.flatMap((provider) => [
    ...providerHeading(provider, look),
    ...provider.models.flatMap((model) => ['', ...card(model, look)]),
  ]);
}

function card(model: ModelSpec, look: Look): readonly string[] {
  const facts: readonly (readonly [label: string, text: string])[] = [
    ['id', model.id],
    ['seconds', secondsText(model.durations)],
    ['picture', `${model.resolutions.join(', ')}; aspect ${aspectsText(model)}`],
    ['references', referencesOf(model)],
    ['prompt', promptText(model)],
    ['takes', abilitiesText(model)],
    ...Object.entries(model.parameters).map(([name, rule]) => ['option', parameterText(name, rule)] as const),
    ...pricesOf(model),
    ...(model.typicalSeconds === undefined
      ? []
      : [['waiting', `about ${model.typicalSeconds} s a job`] as const]),
    ...(model.sunset === undefined ? [] : [['gone after', model.sunset] as const]),
    ...(model.limitsFrom === undefined ? [] : [['limits from', sourceText(model.limitsFrom)] as const]),
  ];
  return [...titleLines(model, look), ...facts.flatMap(([label, text]) => factLines(label, text, look))];
}

function titleLines({ name, title }: ModelSpec, look: Look): readonly string[] {
  const shown = look.paint(['bold', 'cyan'], name);
  const fits = textWidth(name) + textWidth(title) + 4 <= look.columns;
  if (fits) return [`  ${shown}  ${title}`];
  return [`  ${shown}`, ...wrapToWidth(title, look.columns - 4).map((line) => `    ${line}`)];
}

function factLines(label: string, text: string, look: Look): readonly string[] {
  const textColumns = look.columns - LABEL_COLUMNS - 4;
  if (textColumns < LEAST_TEXT_COLUMNS) {
    const below = wrapToWidth(text, look.columns - 6).map((line) => `      ${line}`);
    return [`    ${look.paint('dim', label)}`, ...below];
  }
  const lines = wrapToWidth(text, textColumns);
  return lines.map(
    (line, index) => `    ${look.paint('dim', (index === 0 ? label : '').padEnd(LABEL_COLUMNS))}${line}`,
  );
}

function aspectsText({ aspects }: ModelSpec): string {
  return aspects.length === 0 ? 'cannot be asked for' : aspects.join(', ');
}

function referencesOf(model: ModelSpec): string {
  const { order, maxTotal, localFiles } = model.references;
  const kinds = order.flatMap((kind) => referenceDetails(model, kind) ?? []);
  if (kinds.length === 0) return 'none';
  const total = kinds.length > 1 && !isAny(maxTotal) ? [`${maxTotal} in all`] : [];
  const local = localFiles === 'accepted' ? [] : ['public URLs; files of the project unverified'];
  return [...kinds, ...total, ...local].join('; ');
}

function promptText({ prompt, negativePrompt }: ModelSpec): string {
  const negative =
    negativePrompt === undefined
      ? 'no negative prompt'
      : `negative ${lengthLimitText(negativePrompt.maxLength)}`;
  return `${lengthLimitText(prompt.maxLength)}; ${negative}`;
}

function abilitiesText({ seed, audio, shotTypes }: ModelSpec): string {
  const can = [
    ...(seed === undefined ? [] : ['a seed']),
    ...(audio === 'switch' ? ['sound on or off'] : []),
    ...(shotTypes.length === 0 ? [] : [`shot type ${listing(shotTypes)}`]),
  ];
  const cannot = [
    ...(seed === undefined ? ['no seed'] : []),
    ...(audio === 'switch' ? [] : ['no sound switch']),
  ];
  return [...can, ...cannot].join('; ');
}

function parameterText(name: string, rule: ParameterRule): string {
  const form = rule.type === 'enum' ? rule.values.join(' | ') : rule.type;
  return `${name} (${form}): ${rule.description}`;
}

function pricesOf({ prices, unpriced }: ModelSpec): readonly (readonly [string, string])[] {
  const sources = new Map(prices.map(({ from }) => [sourceText(from), from]));
  return [
    ...prices.map((rule) => ['price', priceText(rule)] as const),
    ...(unpriced === '' ? [] : [['price', `else unknown: ${unpriced}`] as const]),
    ...(prices.every(({ perSecond }) => perSecond === 0)
      ? []
      : [...sources.keys()].map((text) => ['prices from', text] as const)),
  ];
}

function sourceText({ source, asOf, note }: Provenance): string {
  return `${source}, read ${asOf}${note === undefined ? '' : `. ${note}`}`;
}
