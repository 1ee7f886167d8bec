/** A stretch of time in words: `0.4 s`, `12 s`, `4 min 20 s`, `1 h 5 min`. */
export function durationText(seconds: number): string {
  if (seconds < 9.95) return `${trimZero(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return join(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(whole / 60);
  return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

/** The length of a film in seconds, to the hundredth: `18.5 s`, `3.04 s`. */
export function lengthText(seconds: number): string {
  return `${Number(seconds.toFixed(2))} s`;
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, '');
}
