/** How a check of the machine came out; `note` is good to know and nothing is wrong. */
export type CheckStatus = 'ok' | 'note' | 'warning' | 'problem';

/** One thing about this machine: how it stands and what to do about it. */
export type Check = {
  readonly name: string;
  readonly status: CheckStatus;
  readonly found: string;
  /** Absent where there is nothing to do. */
  readonly advice?: string;
};
