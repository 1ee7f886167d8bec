import type { Choice, JobStatus } from '@storyboard/engine';
import { ADOPT_FLAG } from '../arguments/flags.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { choicesText } from '../views/status/undecided-text.ts';

/**
 * Asks what is true of a job until there is an answer; undefined where it is left as it is, as it is where there is no
 * answer at all.
 *
 * @throws the signal's reason
 */
export async function askToDecide(
  job: JobStatus,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Choice | undefined> {
  for (;;) {
    terminal.note(`${terminal.notes.paint('bold', choicesText(job))} `);
    const answer = (await terminal.readLine(signal))?.trim().toLowerCase();
    switch (answer) {
      case undefined:
      case '':
      case 'l':
      case 'leave':
        return undefined;
      case 'n':
      case 'nothing':
      case 'nothing charged':
        if (job.isTaken) break;
        return { decision: 'abandon' };
      case 'p':
      case 'pay':
      case 'pay again':
        return { decision: 'pay-again' };
      case 'a':
      case 'ask':
        if (job.state !== 'lost' || job.serviceJob === undefined) break;
        return { decision: 'adopt', job: job.serviceJob };
      case 't':
      case 'taken': {
        const adopted = await askForJob(terminal, signal);
        if (adopted !== undefined) return adopted;
      }
    }
  }
}

async function askForJob(terminal: Terminal, signal: AbortSignal): Promise<Choice | undefined> {
  terminal.note('Its job, by the id that the service shows (empty: go back): ');
  const written = await terminal.readLine(signal);
  if (written === undefined || written.trim() === '') return undefined;
  const read = ADOPT_FLAG.parse?.(written);
  if (read !== undefined && 'value' in read && typeof read.value === 'string') {
    return { decision: 'adopt', job: read.value };
  }
  return askForJob(terminal, signal);
}
