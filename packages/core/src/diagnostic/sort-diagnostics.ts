import type { Diagnostic, Severity } from './diagnostic.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Diagnostics in reading order: files in the order given, then by place, errors first. What has no place comes first,
 * files that are not in the list last. What is written once and used by aliases in many places is said once.
 */
export function sortDiagnostics(
  diagnostics: readonly Diagnostic[],
  files: readonly string[],
): readonly Diagnostic[] {
  const order = new Map(files.map((path, index) => [path, index]));
  return eachOnce(diagnostics).sort((a, b) => {
    const byFile = fileOrder(a) - fileOrder(b);
    if (byFile !== 0) return byFile;
    const byPlace = (a.place?.start.offset ?? 0) - (b.place?.start.offset ?? 0);
    return byPlace === 0 ? WEIGHT[a.severity] - WEIGHT[b.severity] : byPlace;
  });

  function fileOrder({ place }: Diagnostic): number {
    return place === undefined ? -1 : (order.get(place.path) ?? files.length);
  }
}

function eachOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, message, place }) => {
    const key = `${place?.path}:${place?.start.offset} ${code} ${message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
