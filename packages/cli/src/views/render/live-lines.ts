import { drawBar } from '../bar.ts';
import { durationText } from '../duration-text.ts';
import type { Look } from '../look.ts';
import { takeName } from '../take-name.ts';
import { cutToWidth, padToWidth, textWidth } from '../text-width.ts';
import { count } from '../words.ts';
import { DELIVERY_NAMES } from './delivery-names.ts';
import type { Progress } from './progress.ts';

const MOST_NAME_COLUMNS = 24;
const MOST_BAR_COLUMNS = 28;
/** Of a line beside its name and bar: gaps, per cent, time. */
const OTHER_COLUMNS = 20;
const LEAST_STATE_COLUMNS = 8;

/** A film whose frames are all written is not whole yet: it is still closed, looked through and moved to its place. */
const MOST_OF_A_FILM = 0.99;

/**
 * The lines that are drawn over while a render goes on: a bar for every running job, a line for each take that waits as
 * far as there is room, and one for the whole.
 */
export function liveLines(progress: Progress, nowMs: number, rows: number, look: Look): readonly string[] {
  const { running, waiting, assembly, delivery, takes, ended } = progress;
  // Two lines for what is left out and for the whole, one so that the terminal does not scroll.
  const room = Math.max(1, rows - 3);
  const shown = running.length <= room ? running : running.slice(0, room - 1);
  const queued = running.length === 0 ? [] : waiting.slice(0, Math.max(0, room - running.length));
  const names = [...[...shown.map(({ id }) => id), ...queued].map(takeName), 'film'];
  if (delivery !== undefined) names.push(DELIVERY_NAMES[delivery.delivery]);
  const widest = Math.max(...names.map(textWidth));
  const nameColumns = Math.max(1, Math.min(MOST_NAME_COLUMNS, widest, look.columns - OTHER_COLUMNS));
  const nameText = (name: string): string => padToWidth(cutToWidth(name, nameColumns), nameColumns);
  const line = (name: string, fraction: number, startedMs: number, state = ''): string => {
    const barColumns = Math.min(MOST_BAR_COLUMNS, look.columns - nameColumns - OTHER_COLUMNS - 2);
    const bar = barColumns < 6 ? '' : `  ${drawBar(fraction, barColumns, look)}`;
    const percent = `${Math.floor(fraction * 100)}`.padStart(3);
    const time = durationText(Math.round((nowMs - startedMs) / 1000));
    const told = `  ${nameText(name)}${bar}  ${percent} %  `;
    const room = look.columns - nameColumns - (barColumns < 6 ? 0 : barColumns + 2) - 11 - time.length - 2;
    const about = state === '' || room < LEAST_STATE_COLUMNS ? '' : `  ${cutToWidth(state, room)}`;
    return `${told}${look.paint('dim', `${time}${about}`)}`;
  };
  return [
    ...shown.map(({ id, fraction, startedMs, state, trouble }) =>
      line(takeName(id), fraction, startedMs, trouble ?? state),
    ),
    ...(shown.length < running.length
      ? [look.paint('dim', `  and ${running.length - shown.length} more`)]
      : []),
    ...queued.map((id) => look.paint('dim', `  ${nameText(takeName(id))}  waits`)),
    ...(assembly === undefined
      ? []
      : [line('film', Math.min(MOST_OF_A_FILM, assembly.fraction), assembly.startedMs)]),
    ...(delivery === undefined
      ? []
      : [
          line(
            DELIVERY_NAMES[delivery.delivery],
            Math.min(MOST_OF_A_FILM, delivery.fraction),
            delivery.startedMs,
          ),
        ]),
    ...(running.length === 0 ? [] : [look.paint('dim', `  ${ended} of ${count(takes, 'take')} done`)]),
  ];
}
