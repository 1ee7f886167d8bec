/** A letter without its combining marks. */
export function withoutMarks(cluster: string): string {
  return cluster.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
}
