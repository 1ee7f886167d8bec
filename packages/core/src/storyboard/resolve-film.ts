import { fromUsd, type MicroUsd } from '../units.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import type { LooseDocument } from './form/check-form.ts';
import type { Report } from './problem.ts';
import { pathInProject } from './project-path.ts';
import { resolveOutput } from './resolve-output.ts';
import type { ResolvedStoryboard } from './resolved.ts';

/** Everything of a storyboard that is about the film as a whole, with its defaults filled in. */
export function resolveFilm(
  document: LooseDocument,
  root: string,
  report: Report,
): Pick<ResolvedStoryboard, 'title' | 'budget' | 'output' | 'soundtrack'> {
  const { budget = {}, soundtrack = {} } = document;
  const name = fileStem(root);
  return {
    title: document.title?.trim() ?? name,
    budget: {
      limit: amount(budget.limit, 'limit'),
      total: amount(budget.total, 'total'),
      onExceed: budget.on_exceed ?? DEFAULT_SETTINGS.onExceed,
    },
    output: resolveOutput(document, name, root, report),
    soundtrack: {
      music: music(soundtrack.music),
      loudness: typeof soundtrack.loudness === 'number' ? soundtrack.loudness : undefined,
    },
  };

  function amount(dollars: number | undefined, key: string): MicroUsd | undefined {
    if (dollars === undefined) return undefined;
    if (decimals(dollars) > 6) {
      report({
        code: 'out-of-range',
        severity: 'error',
        message: `\`${key}\` has more than six decimals; money is counted in millionths of a dollar.`,
        at: { path: root, pointer: ['budget', key] },
      });
    }
    return fromUsd(dollars);
  }

  function music(
    written: NonNullable<LooseDocument['soundtrack']>['music'],
  ): ResolvedStoryboard['soundtrack']['music'] {
    if (written === undefined) return undefined;
    const at = { path: root, pointer: ['soundtrack', 'music'] };
    const isShort = typeof written === 'string';
    const file = isShort ? written : written.file;
    const fileAt = isShort ? at : { path: root, pointer: [...at.pointer, 'file'] };
    const { gain_db, fade_in, fade_out, loop, duck }: Exclude<typeof written, string> = isShort
      ? { file }
      : written;
    return {
      path: pathInProject(file, fileAt, report) ?? file,
      gainDb: gain_db ?? DEFAULT_SETTINGS.gainDb,
      fadeIn: fade_in ?? DEFAULT_SETTINGS.fadeIn,
      fadeOut: fade_out ?? DEFAULT_SETTINGS.fadeOut,
      loop: loop ?? DEFAULT_SETTINGS.loop,
      duck: duck ?? DEFAULT_SETTINGS.duck,
      at,
    };
  }
}

function fileStem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name.replace(/\.ya?ml$/i, '') || name;
}

function decimals(amount: number): number {
  const [digits = '', exponent = '0'] = String(amount).split('e');
  const fraction = digits.split('.')[1] ?? '';
  return Math.max(0, fraction.length - Number(exponent));
}
