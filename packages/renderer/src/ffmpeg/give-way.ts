import { writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** Has a process run only while nothing else wants to; on systems that do not let it, it runs like any other. */
export function giveWay(processId: number): void {
  try {
    setPriority(processId, constants.priority.PRIORITY_LOW);
    // Where Linux shares time out between sessions first, that alone counts only within the process's own.
    writeFileSync(`/proc/${processId}/autogroup`, String(constants.priority.PRIORITY_LOW));
  } catch {
    // It may be over already, or there is no such thing.
  }
}
