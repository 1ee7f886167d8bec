import type { PictureSize } from '@storyboard/core';
import { dynamicRange, isMatrixSaid, readColoursAs, widePrimaries } from '../media/colour.ts';
import type { VideoFacts } from '../media/probe-media.ts';

/** What is white on paper in a picture of high dynamic range, in candela per square metre (ITU-R BT.2408). */
const WHITE = 203;

/** What such pictures are graded to; what is brighter becomes white. */
const BRIGHTEST = 1000;

/** Up to this share of white, light stays as it is; what is brighter is pressed together. */
const KNEE = 0.3;

const TRANSFERS = { pq: 'smpte2084', hlg: 'arib-std-b67' } as const;

const SCALING = 'flags=lanczos+accurate_rnd+full_chroma_int';

/**
 * Filters that bring pictures of high dynamic range or of wide colours to the film's BT.709; undefined for pictures that
 * are neither. They come before the fitting, at a size that is never larger than the film needs: light is worked out in
 * floats, which takes its time.
 */
export function toneMapFilter(video: VideoFacts, film: PictureSize): string | undefined {
  const range = dynamicRange(video);
  const primaries = widePrimaries(video);
  if (range === 'sdr' && primaries === undefined) return undefined;
  const { width, height } = neededSize(video, film);
  const scaled = `scale=w=${width}:h=${height}:${SCALING}`;
  if (range === 'sdr') {
    const matrix = `in_color_matrix=${readColoursAs(video)}:out_color_matrix=bt709:out_range=tv`;
    // The curve of screens, not of cameras: colours are to look the same.
    const read = `ispace=bt709:iprimaries=${primaries}:itrc=gamma22:irange=tv`;
    return `${scaled}:${matrix},setsar=1,format=yuv444p10le,colorspace=all=bt709:trc=gamma22:range=tv:format=yuv444p10:${read}`;
  }
  const read = [
    `tin=${TRANSFERS[range]}`,
    `pin=${primaries ?? 'bt2020'}`,
    ...(isMatrixSaid(video) ? [] : ['min=bt2020nc']),
  ].join(':');
  return [
    `${scaled},setsar=1`,
    `zscale=${read}:t=linear:npl=${WHITE}`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    `tonemap=tonemap=mobius:param=${KNEE}:desat=0:peak=${(BRIGHTEST / WHITE).toFixed(3)}`,
    'zscale=t=bt709:m=bt709:r=tv',
    'format=yuv444p10le',
  ].join(',');
}

/** Large enough to fill the film whatever the fit, in square pixels, and even. */
function neededSize(video: VideoFacts, film: PictureSize): PictureSize {
  const { displayWidth, displayHeight } = video;
  const share = Math.min(1, Math.max(film.width / displayWidth, film.height / displayHeight));
  const even = (length: number): number => Math.max(2, 2 * Math.round((length * share) / 2));
  return { width: even(displayWidth), height: even(displayHeight) };
}
