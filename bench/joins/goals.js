import { againstGoal } from '../measure.js';

/**
 * Compares what was measured with the goals, as far as it was.
 *
 * @param {readonly { readonly title: string, readonly rows: readonly import('../joins.js').Row[] }[]} tables
 */
export function printGoals(tables) {
  console.log('\ngoals\n');
  for (const { title, rows } of tables) {
    /** @param {string} name */
    const row = (name) => rows.find((one) => one.name === name);
    const [cold, kept, replaced] = ['nothing kept', 'all kept', 'one shot new'].map((name) =>
      row(`ours, ${name}`),
    );
    const whole = row('ffmpeg, xfade graph') ?? row('ffmpeg, concat filter');
    const isHard = title.includes('hard cuts');
    const isMixed = title.startsWith('mixed');
    const copy = row('ffmpeg, stream copy');
    /** @param {string} what @param {number | undefined} ratio @param {number} goal */
    const tell = (what, ratio, goal) => {
      if (ratio !== undefined && Number.isFinite(ratio))
        console.log(`  ${title}: ${what}   ${againstGoal(ratio, goal)}`);
    };
    if (isHard && !isMixed && copy !== undefined) tell('wall, all kept, of a stream copy', kept?.ratio, 0.6);
    if (whole === undefined) continue;
    if (title.startsWith('short') && !isHard && cold !== undefined) {
      tell('CPU of the whole encoded', cold.cpuSeconds / whole.cpuSeconds, 0.25);
    }
    if (isMixed && cold !== undefined) {
      tell('wall of one graph', cold.wallSeconds / whole.wallSeconds, 1);
      tell('memory of one graph', cold.peakBytes / whole.peakBytes, 0.25);
    }
    if (replaced !== undefined && title.includes('24 shots')) {
      tell('one shot new, wall of the whole encoded', replaced.wallSeconds / whole.wallSeconds, 0.02);
    }
  }
  for (const { title, rows } of tables) {
    for (const row of rows.filter(({ name }) => name.startsWith('ours'))) {
      const isOver = row.peakBytes > 300e6;
      const isOff = row.frames !== row.wantedFrames || row.drift !== 0;
      if (isOver)
        console.log(`  ${title}: ${row.name} took ${Math.round(row.peakBytes / 1e6)} MB, the goal is 300 MB`);
      if (isOff) console.log(`  ${title}: ${row.name} is not exact`);
      if (row.name.endsWith('one shot new') && title.includes('24 shots') && row.wallSeconds > 3) {
        console.log(`  ${title}: ${row.name} took ${row.wallSeconds.toFixed(2)} s, the goal is 3 s`);
      }
    }
  }
}
