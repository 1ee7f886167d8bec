/** A user without rights of its own, on every Linux. */
const NOBODY = 65_534;

/** Gives up the super-user's rights, where the tests run with them, until it is disposed of. */
export function asNobody(): Disposable {
  const user = process.geteuid?.();
  if (user !== 0) return { [Symbol.dispose]: () => {} };
  process.seteuid?.(NOBODY);
  return { [Symbol.dispose]: () => process.seteuid?.(user) };
}
