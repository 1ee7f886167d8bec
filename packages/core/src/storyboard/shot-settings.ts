import type { LooseDocument, LooseShot } from './form/check-form.ts';
import type { Locator } from './resolved.ts';
import type { Pointer } from './source.ts';

/** A shot as it is written, over the defaults it inherits, and where each of its settings is written. */
export type ShotSettings = {
  /** With the settings of `defaults` that the shot does not have itself. */
  readonly written: LooseShot;
  /** Names of the settings that the shot or the defaults state, as they are written in the file. */
  readonly stated: ReadonlySet<string>;
  /** The shot itself. */
  readonly at: Locator;
  /** Whether the shot itself, not the defaults, states a setting. */
  readonly isOwn: (setting: string) => boolean;
  /** Where a setting is written: in the shot, in the defaults, or nowhere. */
  readonly whereStated: (setting: string, inner?: Pointer) => Locator | undefined;
};

/** Lays a shot over the defaults; the only place where a shot inherits anything. */
export function shotSettings(
  shot: LooseShot,
  at: Locator,
  document: LooseDocument,
  root: string,
): ShotSettings {
  const defaults = document.defaults ?? {};
  const written = { ...defaults, ...shot };
  const merged =
    defaults.options !== undefined && shot.options !== undefined
      ? { ...written, options: { ...defaults.options, ...shot.options } }
      : written;
  const isOwn = (setting: string) => Object.hasOwn(shot, setting);
  return { written: merged, stated: new Set(Object.keys(merged)), at, isOwn, whereStated };

  function whereStated(setting: string, inner: Pointer = []): Locator | undefined {
    if (isStated(shot, setting, inner)) return { path: at.path, pointer: [...at.pointer, setting, ...inner] };
    if (isStated(defaults, setting, inner)) return { path: root, pointer: ['defaults', setting, ...inner] };
    return undefined;
  }
}

function isStated(settings: object, setting: string, inner: Pointer): boolean {
  if (!Object.hasOwn(settings, setting)) return false;
  const value: unknown = (settings as Readonly<Record<string, unknown>>)[setting];
  const step = inner[0];
  return step === undefined || typeof step === 'number' || Object.hasOwn(Object(value), step);
}
