const LONGEST = 2000;

/** A JSON value with its long texts cut: files that come as text are not kept. */
export function shortened(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'string' && part.length > LONGEST ? `${part.slice(0, 100)}…` : part,
    ),
  );
}
