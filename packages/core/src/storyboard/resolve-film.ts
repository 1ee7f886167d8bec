import { frameRate, fromUsd, type MicroUsd, type PictureSize } from '../units.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import type { LooseDocument } from './form/check-form.ts';
import type { Report } from './problem.ts';
import { projectPath } from './resolve-references.ts';
import type { Aspect, Resolution, ResolvedReference, ResolvedStoryboard } from './resolved.ts';

/** Everything of a storyboard that is about the film as a whole, with its defaults filled in. */
export function resolveFilm(
  document: LooseDocument,
  root: string,
  report: Report,
): Pick<ResolvedStoryboard, 'title' | 'budget' | 'output' | 'soundtrack'> {
  const { output = {}, budget = {}, soundtrack = {} } = document;
  const name = fileStem(root);
  const aspect = output.aspect ?? DEFAULT_SETTINGS.aspect;
  const resolution = output.resolution ?? DEFAULT_SETTINGS.resolution;
  return {
    title: document.title?.trim() ?? name,
    budget: {
      limit: amount(budget.limit, 'limit'),
      total: amount(budget.total, 'total'),
      onExceed: budget.on_exceed ?? DEFAULT_SETTINGS.onExceed,
    },
    output: {
      file:
        output.file === undefined
          ? `${name}.mp4`
          : projectPath(output.file, { path: root, pointer: ['output', 'file'] }, report),
      aspect,
      resolution,
      size: pictureSize(aspect, resolution),
      frameRate: frameRate(output.fps ?? DEFAULT_SETTINGS.fps),
      codec: DEFAULT_SETTINGS.codec,
      quality: DEFAULT_SETTINGS.quality,
      preset: undefined,
      fadeOut: DEFAULT_SETTINGS.fadeOut,
      deliveries: { poster: undefined, gif: undefined, contactSheet: undefined },
    },
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
    return {
      path: projectPath(written.file, { path: root, pointer: [...at.pointer, 'file'] }, report),
      gainDb: written.gain_db ?? DEFAULT_SETTINGS.gainDb,
      fadeIn: written.fade_in ?? DEFAULT_SETTINGS.fadeIn,
      fadeOut: written.fade_out ?? DEFAULT_SETTINGS.fadeOut,
      loop: written.loop ?? DEFAULT_SETTINGS.loop,
      duck: written.duck ?? DEFAULT_SETTINGS.duck,
      at,
    };
  }
}

/** Complains about a film that would be written over a file that the storyboard reads. */
export function checkOutputFile(
  file: string,
  read: readonly { readonly path: string; readonly what: string }[],
  root: string,
  report: Report,
): void {
  // Some file systems do not tell upper from lower case.
  const same = read.find(({ path }) => path.toLowerCase() === file.toLowerCase());
  if (same === undefined) return;
  report({
    code: 'output-overwrites',
    severity: 'error',
    message: `The film would be written over ${same.what}, ${file}.`,
    hint: 'Give the film another name: `output: { file: … }`.',
    at: { path: root, pointer: ['output', 'file'] },
  });
}

/** The files that a storyboard reads beside itself. */
export function filesRead(
  references: ReadonlyMap<string, ResolvedReference>,
  soundtrack: ResolvedStoryboard['soundtrack'],
): readonly { readonly path: string; readonly what: string }[] {
  const files = [...references.values()].flatMap(({ name, source }) =>
    source.type === 'file' ? [{ path: source.path, what: `the file of the reference \`${name}\`` }] : [],
  );
  return soundtrack.music === undefined
    ? files
    : [...files, { path: soundtrack.music.path, what: 'the music' }];
}

function pictureSize(aspect: Aspect, resolution: Resolution): PictureSize {
  const short = resolution === '1080p' ? 1080 : 720;
  const [width, height] = { '16:9': [16, 9], '9:16': [9, 16], '1:1': [1, 1], '4:3': [4, 3], '3:4': [3, 4] }[
    aspect
  ] as [number, number];
  const unit = short / Math.min(width, height);
  return { width: width * unit, height: height * unit };
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
