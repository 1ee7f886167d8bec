import type { PriceList, PriceRule, Provenance, Resolution } from '@storyboard/core';
import { decimalUsd } from '../http/decimal-money.ts';
import { fieldOf, firstText } from '../http/json-fields.ts';

/**
 * AI/ML API's list of models as prices of one second, by the ids in `ids`. What cannot be said as such a price is left
 * out: a price by something else than resolution and sound, in another unit or currency, or one of nothing.
 */
export function aimlapiPrices(body: unknown, ids: readonly string[], from: Provenance): PriceList {
  const data = fieldOf(body, 'data');
  const entries: readonly unknown[] = Array.isArray(data) ? data : [];
  return Object.fromEntries(
    ids.flatMap((id) => {
      const entry = entries.find((one) => namesOf(one).includes(id));
      const rules = rulesOf(fieldOf(entry, 'pricing'), from);
      return rules.length === 0 ? [] : [[id, rules]];
    }),
  );
}

/** A model may be listed under another id and keep this one as an alias. */
function namesOf(entry: unknown): readonly unknown[] {
  const aliases = fieldOf(entry, 'aliases');
  return [fieldOf(entry, 'id'), ...(Array.isArray(aliases) ? aliases : [])];
}

function rulesOf(pricing: unknown, from: Provenance): readonly PriceRule[] {
  const currency = firstText(fieldOf(pricing, 'currency')) ?? 'USD';
  if (currency.toUpperCase() !== 'USD') return [];
  switch (fieldOf(pricing, 'kind')) {
    case 'fixed': {
      const units = listOf(fieldOf(pricing, 'units')).filter((unit) => fieldOf(unit, 'measure') !== 'input');
      // Two rates for one second could only be told apart by what they are for.
      return units.length === 1 ? units.flatMap((unit) => ruleOf({}, unit, from)) : [];
    }
    case 'variants': {
      const variants = listOf(fieldOf(pricing, 'variants'));
      const rules = variants.flatMap((variant) => {
        const when = whenOf(fieldOf(variant, 'when'));
        return when === undefined ? [] : ruleOf(when, variant, from);
      });
      // The first that fits counts, so those that say more come first.
      return rules.sort((a, b) => Object.keys(b.when).length - Object.keys(a.when).length);
    }
    default:
      return [];
  }
}

function ruleOf(when: PriceRule['when'], rate: unknown, from: Provenance): readonly PriceRule[] {
  const unit = firstText(fieldOf(rate, 'unit'), fieldOf(rate, 'name'));
  if (unit === undefined || !/^(?:video.?)?seconds?$/i.test(unit)) return [];
  const per = fieldOf(rate, 'per') ?? 1;
  if (typeof per !== 'number' || !Number.isSafeInteger(per) || per < 1) return [];
  const perSecond = decimalUsd(fieldOf(rate, 'price'), per);
  return perSecond === undefined ? [] : [{ when, perSecond, from }];
}

const RESOLUTIONS: ReadonlyMap<string, Resolution> = new Map([
  ['720p', '720p'],
  ['1080p', '1080p'],
]);

/** What a rate depends on; `undefined` where it depends on something that no price here can. */
function whenOf(when: unknown): PriceRule['when'] | undefined {
  if (typeof when !== 'object' || when === null) return undefined;
  const known: { resolution?: Resolution; audio?: boolean } = {};
  for (const [name, value] of Object.entries(when)) {
    const resolution = RESOLUTIONS.get(String(value).toLowerCase());
    const audio = SWITCH.get(String(value).toLowerCase());
    if (name === 'resolution' && resolution !== undefined) known.resolution = resolution;
    else if (/^(?:generate_)?audio$/.test(name) && audio !== undefined) known.audio = audio;
    else return undefined;
  }
  return known;
}

const SWITCH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
