/** `Stor`, by which SQLite and the `file` program know a ledger. */
export const APPLICATION_ID = 0x53_74_6f_72;

/** The version of a ledger's tables. A ledger of a later one is left alone. */
export const LEDGER_VERSION = 1;
