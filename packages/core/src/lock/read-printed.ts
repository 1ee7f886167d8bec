/**
 * The plain value of a lock file that stands as it was printed; absent for one that does not look so. Reading YAML takes
 * most of a second for a long film, and a lock file is read by every plan. Whoever calls this prints what was read and
 * compares it with the text.
 */
export function readPrinted(text: string): unknown {
  const lines = text.split('\n');
  const start = lines.indexOf('shots:');
  if (start === -1 || lines[start - 1] !== 'version: 1') return undefined;
  const shots: Record<string, Record<string, unknown>> = {};
  let shot: Record<string, unknown> | undefined;
  for (const line of lines.slice(start + 1, -1)) {
    if (line.startsWith('    ')) {
      const colon = line.indexOf(': ');
      if (shot === undefined || colon === -1) return undefined;
      shot[line.slice(4, colon)] = scalarOf(line.slice(4, colon), line.slice(colon + 2));
    } else {
      const id = line.endsWith(':') ? textOf(line.slice(2, -1)) : undefined;
      if (id === undefined || id === '__proto__') return undefined;
      shot = {};
      shots[id] = shot;
    }
  }
  return { version: 1, shots };
}

const NUMBERS: ReadonlySet<string> = new Set(['take', 'seed', 'cost']);

function scalarOf(key: string, written: string): unknown {
  return NUMBERS.has(key) ? Number(written) : textOf(written);
}

function textOf(written: string): string | undefined {
  if (!written.startsWith('"')) return written;
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
