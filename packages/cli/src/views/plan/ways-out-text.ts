import type { WayOut } from '@storyboard/core';
import { formatUsd } from '@storyboard/core/units';
import type { Look } from '../look.ts';
import { padToWidth } from '../text-width.ts';
import { listing } from '../words.ts';

/** What the ways out of a refused budget are told with. */
export type WaysOutContext = {
  /** The storyboard as the user typed it. */
  readonly file: string;
  /** Every shot of the film, in order. */
  readonly shots: readonly string[];
  /** `film.yaml:12` of a shot's setting, or of the shot where it does not state that setting itself. */
  readonly placeOf: (
    shot: string,
    setting: string,
  ) => { readonly place: string; readonly stated: boolean } | undefined;
};

/** Cheaper ways to make a film that is over its budget: what each saves, and the line to change or the command to run. */
export function waysOutText(
  waysOut: readonly WayOut[],
  context: WaysOutContext,
  look: Look,
): readonly string[] {
  if (waysOut.length === 0) return [];
  const saves = waysOut.map((way) => `saves ${formatUsd(way.saves)}`);
  const width = Math.max(...saves.map((text) => text.length));
  return [
    look.paint('bold', 'Ways out'),
    ...waysOut.flatMap((way, index) => [
      `  ${padToWidth(saves[index] ?? '', width)}  ${whatText(way, context)}${
        way.fits ? look.paint('green', '  ✓ fits') : look.paint('dim', '  not enough alone')
      }`,
      `  ${' '.repeat(width)}  ${look.paint('cyan', howText(way, context))}`,
    ]),
  ];
}

function whatText(way: WayOut, { shots }: WaysOutContext): string {
  const named = way.shots.length === shots.length ? 'all shots' : listing(way.shots);
  switch (way.kind) {
    case 'resolution':
      return `${way.to} for ${named}`;
    case 'takes':
      return `one take of ${named}`;
    case 'provider':
      return `${way.provider} for ${named}`;
    case 'drop':
      return `without ${named}`;
  }
}

function howText(way: WayOut, context: WaysOutContext): string {
  switch (way.kind) {
    case 'resolution':
      return `resolution: ${way.to}${placesText(way.shots, 'resolution', context)}`;
    case 'takes':
      return `takes: 1${placesText(way.shots, 'takes', context)}`;
    case 'provider':
      return way.shots.length === context.shots.length
        ? `storyboard render ${context.file} --provider ${way.provider}`
        : `provider: ${way.provider}${placesText(way.shots, 'provider', context)}`;
    case 'drop':
      return `storyboard render ${context.file} --only ${way.only.join(',')}`;
  }
}

/** Where a setting of shots is to be changed: on its own lines or, where every shot only inherits it, in the defaults. */
function placesText(shots: readonly string[], setting: string, context: WaysOutContext): string {
  const found = shots.flatMap((shot) => context.placeOf(shot, setting) ?? []);
  if (found.length === 0) return '';
  const inherited = shots.length === context.shots.length && found.every(({ stated }) => !stated);
  return inherited
    ? '  under defaults'
    : `  in ${listing(
        found.map(({ place }) => place),
        3,
      )}`;
}
