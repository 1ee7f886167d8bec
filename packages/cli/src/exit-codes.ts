/** Every exit code of the command, by name. */
export const EXIT_CODES = {
  done: 0,
  unexpected: 1,
  usage: 2,
  invalid: 3,
  budget: 4,
  failed: 5,
  frozen: 6,
  inDoubt: 7,
  assembly: 8,
  interrupted: 130,
} as const;

/** A code that the command ends with. */
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];

/** What each exit code means, in one line. */
export const EXIT_CODE_MEANINGS: Readonly<Record<ExitCode, string>> = {
  0: 'done',
  1: 'unexpected failure (a bug, a full disk)',
  2: 'wrong usage',
  3: 'the storyboard is invalid',
  4: 'the budget does not allow it; nothing was submitted',
  5: 'one or more shots failed; everything paid for is kept',
  6: '--frozen: the film cannot be built from the lock file and the store alone',
  7: 'takes are in doubt (paid or not is unknown); a person decides',
  8: 'assembly failed, or --strict found something; all takes are kept',
  130: 'interrupted; what was submitted is recorded and will be resumed',
};
