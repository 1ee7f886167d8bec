import { bidi } from './bidi.ts';
import type { LineRange } from './fill-lines.ts';
import { drawsAlike } from './fill-lines.ts';
import type { Line, Measure, PlacedRun } from './paragraph.ts';
import type { PreparedText, StyledCluster } from './prepare-text.ts';

/**
 * The runs of one line in the order of the eye: right-to-left stretches turned around, each run one direction and
 * one style. `ellipsis` is drawn after the last character in reading order.
 */
export function orderLine(
  prepared: PreparedText,
  range: LineRange,
  size: number,
  measure: Measure,
  ellipsis = '',
): Line {
  const groups = visualGroups(prepared, range);
  const tail = prepared.clusters[range.end - 1];
  const runs: PlacedRun[] = [];
  let x = 0;
  const place = (text: string, like: StyledCluster, rightToLeft: boolean): void => {
    const width = measure(text, like.style, like.families, size);
    runs.push({ text, style: like.style, families: like.families, rightToLeft, x, width });
    x += width;
  };
  if (ellipsis !== '' && tail && prepared.rightToLeft) place(ellipsis, tail, true);
  for (const group of groups) place(group.text, group.first, group.rightToLeft);
  if (ellipsis !== '' && tail && !prepared.rightToLeft) place(ellipsis, tail, false);
  return { runs, width: x };
}

type Group = { readonly text: string; readonly first: StyledCluster; readonly rightToLeft: boolean };

function visualGroups(prepared: PreparedText, range: LineRange): readonly Group[] {
  const clusters = prepared.clusters.slice(range.start, range.end).filter((cluster) => cluster.text !== '\n');
  const first = clusters[0];
  const last = clusters.at(-1);
  if (first === undefined || last === undefined) return [];
  const end = last.start + last.text.length - 1;
  const order = bidi.getReorderedIndices(prepared.text, prepared.levels, first.start, end);
  const byStart = new Map(clusters.map((cluster) => [cluster.start, cluster]));
  const groups: Group[] = [];
  for (const index of order) {
    // A cluster takes the place of its first unit; the others of its units go with it.
    const cluster = byStart.get(index);
    if (cluster === undefined) continue;
    const rightToLeft = ((prepared.levels.levels[index] ?? 0) & 1) === 1;
    const before = groups.at(-1);
    if (before && before.rightToLeft === rightToLeft && drawsAlike(before.first, cluster)) {
      const text = rightToLeft ? cluster.text + before.text : before.text + cluster.text;
      groups[groups.length - 1] = { text, first: before.first, rightToLeft };
    } else {
      groups.push({ text: cluster.text, first: cluster, rightToLeft });
    }
  }
  return groups;
}
