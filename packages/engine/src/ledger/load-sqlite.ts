type Sqlite = typeof import('node:sqlite');

/**
 * Node's own SQLite, loaded when it is first needed: most commands never meet a ledger. Node 22 says that it is
 * experimental there; that is for us to know, not for the user.
 */
export function loadSqlite(): Sqlite {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
