import { drawBar } from '../bar.ts';
import { durationText } from '../duration-text.ts';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { cutToWidth, padToWidth, textWidth } from '../text-width.ts';
import { count } from '../words.ts';
import type { Progress } from './progress.ts';

const MOST_NAME_COLUMNS = 24;
const MOST_BAR_COLUMNS = 28;
/** Of a line beside its name and bar: gaps, per cent, time. */
const OTHER_COLUMNS = 20;

/** The lines that are drawn over while a render goes on: a bar for every running job, and one for the whole. */
export function liveLines(progress: Progress, nowMs: number, rows: number, look: Look): readonly string[] {
  const { running, assembly, takes, ended } = progress;
  // Two lines for what is left out and for the whole, one so that the terminal does not scroll.
  const room = Math.max(1, rows - 3);
  const shown = running.length <= room ? running : running.slice(0, room - 1);
  const names = [...shown.map(({ id }) => takeName(id)), 'film'];
  const widest = Math.max(...names.map(textWidth));
  const nameColumns = Math.max(1, Math.min(MOST_NAME_COLUMNS, widest, look.columns - OTHER_COLUMNS));
  const line = (name: string, fraction: number, startedMs: number): string => {
    const barColumns = Math.min(MOST_BAR_COLUMNS, look.columns - nameColumns - OTHER_COLUMNS - 2);
    const bar = barColumns < 6 ? '' : `  ${drawBar(fraction, barColumns, look)}`;
    const percent = `${Math.floor(fraction * 100)}`.padStart(3);
    const time = durationText(Math.round((nowMs - startedMs) / 1000));
    return `  ${padToWidth(cutToWidth(name, nameColumns), nameColumns)}${bar}  ${percent} %  ${look.paint('dim', time)}`;
  };
  return [
    ...shown.map(({ id, fraction, startedMs }) => line(takeName(id), fraction, startedMs)),
    ...(shown.length < running.length
      ? [look.paint('dim', `  and ${running.length - shown.length} more`)]
      : []),
    ...(assembly === undefined ? [] : [line('film', assembly.fraction, assembly.startedMs)]),
    ...(running.length === 0 ? [] : [look.paint('dim', `  ${ended} of ${count(takes, 'take')} done`)]),
  ];
}
