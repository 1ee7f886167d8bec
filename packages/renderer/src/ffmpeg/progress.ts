/** How far an ffmpeg run is: pictures, seconds and bytes written so far. */
export type FfmpegProgress = {
  readonly frames: number;
  readonly seconds: number;
  readonly sizeBytes: number;
};

/**
 * Reads what `ffmpeg -progress` writes, in chunks cut anywhere; each call gives the reports that became complete.
 * A field that ffmpeg does not know yet (`N/A`) keeps its last value.
 */
export function createProgressReader(): (chunk: string) => readonly FfmpegProgress[] {
  let rest = '';
  let progress: FfmpegProgress = { frames: 0, seconds: 0, sizeBytes: 0 };
  return (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    const complete: FfmpegProgress[] = [];
    for (const line of lines) {
      const [name, written] = line.trim().split('=', 2);
      const value = written === undefined ? Number.NaN : Number.parseInt(written, 10);
      if (name === 'frame' && value >= 0) {
        progress = { ...progress, frames: value };
      } else if (name === 'out_time_us' && value >= 0) {
        progress = { ...progress, seconds: value / 1_000_000 };
      } else if (name === 'total_size' && value >= 0) {
        progress = { ...progress, sizeBytes: value };
      } else if (name === 'progress') {
        complete.push(progress);
      }
    }
    return complete;
  };
}
