/** How patient a run is; every figure in milliseconds, or a number of tries. */
export type JobPolicy = {
  /** How long a request on its way may still be answered once the run is stopped. */
  readonly submitGraceMs: number;
  /**
   * How long one submission, or one question, may take before nobody waits for its answer any more; a submission with files
   * in it takes its time to leave.
   */
  readonly submitDeadlineMs: number;
  readonly askDeadlineMs: number;
  /** When, after a submission whose answer is lost, the service is asked for it. */
  readonly recoverAtMs: readonly number[];
  /** How often a job is submitted again where the service certainly did not take it, and says too much or cannot. */
  readonly tooMuchTries: number;
  readonly transientTries: number;
  /** The first question about a job comes so long after its submission where nothing was learnt of its model. */
  readonly firstAskMs: number;
  /** How long a job is waited for in one run. */
  readonly stallMs: number;
  /** How often in a row an answer about a job may make no sense. */
  readonly malformedTries: number;
  /** A job that the service does not know, or whose footage it does not have, is lost after so many tries over so long. */
  readonly notFoundTries: number;
  readonly notFoundMs: number;
  readonly downloadTries: number;
  /** How often something that is no video at all is fetched. */
  readonly unfitTries: number;
  /** How long a download may bring nothing, and how long it may take. */
  readonly downloadStallMs: number;
  readonly downloadDeadlineMs: number;
  /** How long, once every take has come to its end, jobs are still waited for that no take asks for any more. */
  readonly strayMs: number;
  /** How often it is looked what became of a job that another run is at. */
  readonly elsewhereMs: number;
};

/** What holds where nothing else is said. */
export const USUAL_POLICY: JobPolicy = {
  submitGraceMs: 10_000,
  submitDeadlineMs: 1_800_000,
  askDeadlineMs: 60_000,
  recoverAtMs: [2000, 5000, 10_000, 20_000, 40_000],
  tooMuchTries: 8,
  transientTries: 5,
  firstAskMs: 1000,
  stallMs: 3_600_000,
  malformedTries: 8,
  notFoundTries: 3,
  notFoundMs: 60_000,
  downloadTries: 6,
  unfitTries: 2,
  downloadStallMs: 60_000,
  downloadDeadlineMs: 1_800_000,
  strayMs: 120_000,
  elsewhereMs: 1000,
};
