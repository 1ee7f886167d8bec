import process from 'node:process';

// Loaded into the program before anything of its own: it dies right before or right after its n-th durable change of the
// ledger, at the very instruction. STORYBOARD_CRASH is such as `before:7`.
const [when, number] = (process.env['STORYBOARD_CRASH'] ?? '').split(':');
const { emitWarning } = process;
process.emitWarning = () => {};
const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
process.emitWarning = emitWarning;

const { exec } = DatabaseSync.prototype;
const writing = new WeakSet();
let left = Number(number);

/** @param {string} sql */
DatabaseSync.prototype.exec = function crashing(sql) {
  if (sql.startsWith('BEGIN')) writing.delete(this);
  if (sql === 'BEGIN IMMEDIATE') writing.add(this);
  const counts = sql === 'COMMIT' && writing.has(this);
  if (counts) left -= 1;
  if (counts && left === 0 && when === 'before') die();
  exec.call(this, sql);
  if (counts && left === 0 && when === 'after') die();
};

function die() {
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment; nothing more must happen in it.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
