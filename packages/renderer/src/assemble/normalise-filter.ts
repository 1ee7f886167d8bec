import type { Fit, FrameRate, PictureSize } from '@storyboard/core';
import { readColoursAs } from '../media/colour.ts';
import type { VideoFacts } from '../media/probe-media.ts';
import { toneMapFilter } from '../picture/tone-map.ts';
import { rateText } from './encoding.ts';

/** A picture whose shape is this near to the film's fills it: two per cent are not seen, a hair of black at an edge is. */
const SAME_SHAPE = 0.02;

/** Which frames of a clip are wanted, counted at the film's rate, and how they are to look. */
export type Normalise = {
  readonly video: VideoFacts;
  readonly from: number;
  readonly frames: number;
  readonly fit: Fit;
  readonly size: PictureSize;
  readonly frameRate: FrameRate;
  /** Filters over the pictures in their final size, colours and format. */
  readonly graded?: string | undefined;
};

/**
 * The filters that bring a clip's pictures to the film's rate, size, shape, colours and pixel format and give exactly
 * the wanted frames, starting at time zero. A clip that ends too early stands still on its last frame. ffmpeg itself
 * turns pictures that are stored turned before the first filter.
 *
 * @param label - Letters that keep the links inside these filters apart from others of the same graph.
 */
export function normaliseFilter(wanted: Normalise, label: string): string {
  const end = wanted.from + wanted.frames;
  const { video, size, graded } = wanted;
  const toneMap = toneMapFilter(video, size);
  return [
    'setpts=PTS-STARTPTS',
    // Before the rate changes: of a picture that is doubled both halves would be from one time.
    ...(mayBeInterlaced(video) ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    `fps=${rateText(wanted.frameRate)}`,
    `tpad=stop_mode=clone:stop=${end}`,
    `trim=start_frame=${wanted.from}:end_frame=${end}`,
    // A new ffmpeg forgets the rate where timestamps are set, and xfade insists on one; this changes no frame.
    `setpts=PTS-STARTPTS,fps=${rateText(wanted.frameRate)}`,
    ...(toneMap === undefined ? [] : [toneMap]),
    fitFilter(wanted, toneMap === undefined ? readColoursAs(video) : 'bt709', label),
    FILM_PICTURES,
    ...(graded === undefined ? [] : [graded, FILM_PICTURES]),
  ].join(',');
}

/** Codecs that have no pictures in two halves, or whose decoder gives each half as a picture. */
const PROGRESSIVE: ReadonlySet<string> = new Set(['hevc', 'vp8', 'vp9', 'av1']);

/** Pictures that are not interlaced pass the filter as they are; but it takes its time to see it. */
function mayBeInterlaced({ codec, h264 }: VideoFacts): boolean {
  return h264?.interlaced ?? !PROGRESSIVE.has(codec);
}

/** Frames of black that match normalised ones. */
export function blackSource(size: PictureSize, frameRate: FrameRate, frames: number): string {
  const { width, height } = size;
  return `color=c=black:s=${width}x${height}:r=${rateText(frameRate)},trim=end_frame=${frames},${FILM_PICTURES}`;
}

const FILM_PICTURES = [
  'format=yuv420p',
  'setsar=1',
  'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
].join(',');

function fitFilter({ video, fit, size }: Normalise, colour: string, label: string): string {
  const { width, height } = size;
  const colours = `in_color_matrix=${colour}:out_color_matrix=bt709:out_range=tv`;
  const scale = (how: string): string => `scale=${how}:flags=lanczos+accurate_rnd+full_chroma_int:${colours}`;
  if (isSameShape(video, size)) return scale(`w=${width}:h=${height}`);
  const inside = scale(`w=${even(`min(${width},${height}*dar)`)}:h=${even(`min(${height},${width}/dar)`)}`);
  const over = (to: PictureSize): string => {
    const w = even(`max(${to.width},${to.height}*dar)`);
    const h = even(`max(${to.height},${to.width}/dar)`);
    return `${scale(`w=${w}:h=${h}`)},crop=${to.width}:${to.height}`;
  };
  if (fit === 'crop') return over(size);
  if (fit === 'letterbox') return `${inside},setsar=1,pad=${width}:${height}:-1:-1:color=black`;
  // Blurred small and made large again: the same to the eye, a fraction of the work.
  const small = { width: evenPart(width, 8), height: evenPart(height, 8) };
  const ground = `${over(small)},format=yuv420p,gblur=sigma=${Math.max(1, height / 120)},lutyuv=y=16+(val-16)*0.6:u=128+(val-128)*0.6:v=128+(val-128)*0.6`;
  const [front, back, behind, picture] = ['Front', 'Back', 'Behind', 'Picture'].map((n) => `[${label}${n}]`);
  return [
    `split${front}${back}`,
    `${back}${ground},scale=${width}:${height}:flags=bicubic,setsar=1${behind}`,
    `${front}${inside},format=yuv420p,setsar=1${picture}`,
    `${behind}${picture}overlay=(W-w)/2:(H-h)/2`,
  ].join(';');
}

function isSameShape(video: VideoFacts, size: PictureSize): boolean {
  const ratio = (video.displayWidth * size.height) / (video.displayHeight * size.width);
  return Math.abs(ratio - 1) <= SAME_SHAPE;
}

/** An expression of ffmpeg's, to the nearest even number; quoted, because commas part filters. */
function even(expression: string): string {
  return `'max(2,2*round(${expression}/2))'`;
}

function evenPart(length: number, parts: number): number {
  return Math.max(2, 2 * Math.round(length / parts / 2));
}
