import { frameRate, type PictureSize } from '../units.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import type { LooseDocument } from './form/check-form.ts';
import type { Report } from './problem.ts';
import { pathInProject } from './project-path.ts';
import type { Aspect, Codec, Deliveries, Resolution, ResolvedStoryboard } from './resolved.ts';

type Written = NonNullable<LooseDocument['output']>;

/** The film's file, form and deliveries, with their defaults; `name` is what the film is called where nothing names it. */
export function resolveOutput(
  { output = {} }: LooseDocument,
  name: string,
  root: string,
  report: Report,
): ResolvedStoryboard['output'] {
  const aspect = output.aspect ?? DEFAULT_SETTINGS.aspect;
  const resolution = output.resolution ?? DEFAULT_SETTINGS.resolution;
  const codec = output.codec ?? DEFAULT_SETTINGS.codec;
  const pathAt = (written: string, ...keys: readonly string[]) =>
    pathInProject(written, { path: root, pointer: ['output', ...keys] }, report) ?? written;
  checkPreset(output, codec, root, report);
  return {
    file: output.file === undefined ? `${name}${filmExtension(codec)}` : pathAt(output.file, 'file'),
    aspect,
    resolution,
    size: pictureSize(aspect, resolution),
    frameRate: frameRate(output.fps ?? DEFAULT_SETTINGS.fps),
    codec,
    quality: output.quality ?? DEFAULT_SETTINGS.quality,
    preset: codec === 'prores' ? undefined : output.preset,
    fadeOut: output.fade_out ?? DEFAULT_SETTINGS.fadeOut,
    deliveries: {
      poster: poster(output.poster, pathAt),
      gif: gif(output.gif, pathAt),
      contactSheet:
        output.contact_sheet === undefined ? undefined : pathAt(output.contact_sheet, 'contact_sheet'),
    },
  };
}

/** Codecs as people call them. */
export const CODEC_NAMES: Readonly<Record<Codec, string>> = {
  h264: 'H.264',
  hevc: 'HEVC',
  av1: 'AV1',
  prores: 'ProRes',
};

/** How the name of a film's file ends: `.mov` for ProRes, which players look for in a QuickTime file, else `.mp4`. */
export function filmExtension(codec: Codec): '.mp4' | '.mov' {
  return codec === 'prores' ? '.mov' : '.mp4';
}

type PathAt = (written: string, ...keys: readonly string[]) => string;

function poster(written: Written['poster'], pathAt: PathAt): Deliveries['poster'] {
  if (written === undefined) return undefined;
  if (typeof written === 'string') return { file: pathAt(written, 'poster'), at: undefined };
  return { file: pathAt(written.file, 'poster', 'file'), at: written.at };
}

function gif(written: Written['gif'], pathAt: PathAt): Deliveries['gif'] {
  if (written === undefined) return undefined;
  const { width, fps, seconds } = typeof written === 'string' ? {} : written;
  return {
    file: typeof written === 'string' ? pathAt(written, 'gif') : pathAt(written.file, 'gif', 'file'),
    width: width ?? DEFAULT_SETTINGS.gifWidth,
    fps: fps ?? DEFAULT_SETTINGS.gifFps,
    seconds: seconds ?? DEFAULT_SETTINGS.gifSeconds,
  };
}

/** What is written of the film's coding that cannot be so. */
function checkPreset({ file, preset }: Written, codec: Codec, root: string, report: Report): void {
  const extension = filmExtension(codec);
  if (file !== undefined && !file.toLowerCase().endsWith(extension)) {
    const stem = file.slice(0, file.lastIndexOf('.'));
    report({
      code: 'wrong-form',
      severity: 'error',
      message:
        codec === 'prores'
          ? 'A film in ProRes is a QuickTime file; its name must end in `.mov`.'
          : `A film in ${CODEC_NAMES[codec]} is an MP4 file; its name must end in \`.mp4\`.`,
      hint:
        codec === 'prores'
          ? `Write \`file: ${stem}${extension}\`.`
          : `Write \`file: ${stem}${extension}\`, or \`codec: prores\`.`,
      at: { path: root, pointer: ['output', 'file'] },
    });
  }
  if (codec === 'prores' && preset !== undefined) {
    report({
      code: 'conflicting-keys',
      severity: 'error',
      message: 'ProRes has no presets; `preset` means nothing beside `codec: prores`.',
      hint: 'Take `preset` out; `quality` chooses how much ProRes keeps.',
      at: { path: root, pointer: ['output', 'preset'], target: 'key' },
    });
  }
}

function pictureSize(aspect: Aspect, resolution: Resolution): PictureSize {
  const short = resolution === '1080p' ? 1080 : 720;
  const [width, height] = { '16:9': [16, 9], '9:16': [9, 16], '1:1': [1, 1], '4:3': [4, 3], '3:4': [3, 4] }[
    aspect
  ] as [number, number];
  const unit = short / Math.min(width, height);
  return { width: width * unit, height: height * unit };
}
