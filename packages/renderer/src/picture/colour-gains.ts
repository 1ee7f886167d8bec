/** Colours of pictures, three bytes a pixel: red, green and blue as they are written, not as light. */
export type Colours = Uint8Array;

/** By what each channel of a clip is multiplied; near white less and less, so that white stays white. */
export type ColourGains = readonly [red: number, green: number, blue: number];

/** The most that a channel is made brighter, and darker; more would be a look of its own, not an evening out. */
const MOST = 1.25;

/** From this share of white on a channel is changed less and less. */
const SHOULDER = 0.6;

/** The gains, exact to a thousandth, that bring the mean of each channel of one picture to that of another. */
export function findGains(own: Colours, wanted: Colours): ColourGains {
  const means = meanColour(wanted);
  const gains = [0, 1, 2].map((channel) => findGain(countValues(own, channel), means[channel] ?? 0));
  return [gains[0] ?? 1, gains[1] ?? 1, gains[2] ?? 1];
}

/** The colours as they are after the gains. */
export function applyGains(colours: Colours, gains: ColourGains): Colours {
  return colours.map((value, index) => Math.round(raised(value, gains[index % 3] ?? 1)));
}

/**
 * How far the mean colours of two pictures are apart: ΔE of CIE 1976. Two is about the least that an eye sees of two
 * fields side by side.
 */
export function colourDifference(a: Colours, b: Colours): number {
  const [first, second] = [labOf(meanColour(a)), labOf(meanColour(b))];
  return Math.hypot(...first.map((value, index) => value - (second[index] ?? 0)));
}

/** The filters that apply gains to a film's pictures, in ten bits so that no shades are lost between. */
export function gainsFilter(gains: ColourGains): string {
  const [red, green, blue] = gains.map(raisedExpression);
  return [
    'scale=in_color_matrix=bt709:in_range=tv:flags=bicubic+accurate_rnd+full_chroma_int',
    'format=gbrp10le',
    `lutrgb=r='${red}':g='${green}':b='${blue}'`,
    'scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int',
  ].join(',');
}

/** The same curve twice: here for us, below for ffmpeg. */
function raised(value: number, gain: number): number {
  const t = Math.min(1, Math.max(0, (value / 255 - SHOULDER) / (1 - SHOULDER)));
  return value * (gain + (1 - gain) * t * t * (3 - 2 * t));
}

function raisedExpression(gain: number): string {
  const t = `clip((val/maxval-${SHOULDER})/${1 - SHOULDER},0,1)`;
  return `val*(${gain.toFixed(3)}+${(1 - gain).toFixed(3)}*pow(${t},2)*(3-2*${t}))`;
}

/** The mean grows with the gain, so that halving the range finds it. */
function findGain(counts: readonly number[], mean: number): number {
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  let [low, high] = [1 / MOST, MOST];
  for (let step = 0; step < 24; step += 1) {
    const gain = (low + high) / 2;
    const sum = counts.reduce((total, count, value) => total + count * raised(value, gain), 0);
    if (sum < mean * pixels) low = gain;
    else high = gain;
  }
  return Math.round(((low + high) / 2) * 1000) / 1000;
}

function countValues(colours: Colours, channel: number): readonly number[] {
  const counts = Array.from({ length: 256 }, () => 0);
  for (let at = channel; at < colours.length; at += 3) {
    const value = colours[at] ?? 0;
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

function meanColour(colours: Colours): readonly number[] {
  const sums = [0, 0, 0];
  colours.forEach((value, index) => {
    sums[index % 3] = (sums[index % 3] ?? 0) + value;
  });
  return sums.map((sum) => sum / Math.max(1, colours.length / 3));
}

/** CIE L*a*b* of a colour of the film (ITU-R BT.709, white D65). */
function labOf(colour: readonly number[]): readonly number[] {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => (value / 255) ** 2.2);
  const x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505;
  const y = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089;
  const [fx, fy, fz] = [root(x), root(y), root(z)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

function root(share: number): number {
  return share > 216 / 24_389 ? Math.cbrt(share) : (share * 24_389) / 27 / 116 + 16 / 116;
}
