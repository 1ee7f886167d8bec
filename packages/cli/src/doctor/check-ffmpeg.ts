import { CODEC_NAMES, isStoryboardError } from '@storyboard/core';
import type { FfmpegExtras } from '@storyboard/renderer';
import type { Check } from './check.ts';

const FROM = { explicit: 'as named', package: 'from the package ffmpeg-static', path: 'from PATH' } as const;

/** Whether there is an ffmpeg that can do what is needed, and what it has of that which only some films need. */
export async function checkFfmpeg(
  explicit: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Check[]> {
  const { findFfmpeg, readExtras } = await import('@storyboard/renderer');
  try {
    const { path, version, from } = await findFfmpeg({ explicit, environment });
    const found = `${version} with libx264 and xfade, ${path} (${FROM[from]})`;
    return [{ name: 'ffmpeg', status: 'ok', found }, formatsCheck(await readExtras(path))];
  } catch (thrown) {
    if (!isStoryboardError(thrown)) throw thrown;
    const { message, hint } = thrown;
    const advice = hint === undefined ? {} : { advice: hint };
    return [{ name: 'ffmpeg', status: 'problem', found: message, ...advice }];
  }
}

function formatsCheck({ codecs, toneMaps }: FfmpegExtras): Check {
  const has = [
    ...codecs.flatMap(({ codec, encoder }) =>
      encoder === undefined ? [] : [`${CODEC_NAMES[codec]} (${encoder})`],
    ),
    ...(toneMaps ? ['takes of high dynamic range (zscale)'] : []),
  ];
  const lacks = [
    ...codecs.flatMap(({ codec, encoder, encoders }) =>
      encoder === undefined
        ? [`Without ${encoders.join(' or ')} no film with \`output.codec: ${codec}\` is made.`]
        : [],
    ),
    ...(toneMaps ? [] : ['Without zscale takes of high dynamic range (PQ, HLG) cannot be used.']),
  ];
  const found = `also ${has.length === 0 ? 'nothing that only some films need' : has.join(', ')}`;
  return lacks.length === 0
    ? { name: 'formats', status: 'ok', found }
    : { name: 'formats', status: 'note', found, advice: lacks.join('\n') };
}
