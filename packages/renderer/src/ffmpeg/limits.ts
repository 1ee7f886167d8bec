/** What one run of ffmpeg may take of the machine. */
export type RunLimits = {
  /** Resident memory; watched where the system tells it (Linux). */
  readonly memoryBytes: number;
  /** Everything that it writes. */
  readonly outputBytes: number;
  /** Wall clock. */
  readonly timeoutMs: number;
};

const GIB = 1024 ** 3;

/**
 * Far above what any run of ours was ever seen to take (0.8 GB of memory, for pictures of 40 million pixels), far below
 * what stops a machine.
 */
export const RUN_LIMITS: RunLimits = { memoryBytes: 3 * GIB, outputBytes: 64 * GIB, timeoutMs: 30 * 60_000 };

/** The largest block of memory that ffmpeg may ask for at once: a frame of the largest pictures, in floats, is half of it. */
const LARGEST_BLOCK_BYTES = GIB;

/** Of one filter; it takes one for each core of the machine otherwise, and memory with each. */
const FILTER_THREADS = 2;

/**
 * Part of the packets that may be damaged. By itself ffmpeg fails in the end where more than two thirds are, whatever it has
 * made of the rest; but one damaged take is no reason for a film not to be made, and what is damaged is told elsewhere.
 */
const MOST_DAMAGED = 1;

/** Arguments that hold a run within limits which ffmpeg itself knows; a filter graph of several inputs has its own count. */
export const LIMIT_ARGUMENTS: readonly string[] = [
  ...['-max_error_rate', String(MOST_DAMAGED)],
  ...['-max_alloc', String(LARGEST_BLOCK_BYTES)],
  ...['-filter_threads', String(FILTER_THREADS), '-filter_complex_threads', String(FILTER_THREADS)],
];
