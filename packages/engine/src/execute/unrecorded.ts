import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Operation, StoryboardError } from '@storyboard/core';
import type { Unrecorded } from '../jobs/embedded-port.ts';
import type { StepResult } from '../ledger/ledger.ts';
import type { Run } from './execution.ts';

/**
 * A service took a job, and the ledger could not be written: says so at once, and leaves a file, so that whoever finds it
 * can adopt the job. Of any other step nothing is lost: it is carried out again.
 *
 * @returns the error that ends the run
 */
export async function rescueJob(
  { clock, emergencyFolder, onEvent, jobs }: Pick<Run, 'clock' | 'emergencyFolder' | 'onEvent' | 'jobs'>,
  { job, name, result, error }: Unrecorded,
): Promise<unknown> {
  const operation = name === 'submit' ? acceptedOperation(result as StepResult['submit']) : undefined;
  if (operation === undefined) return error;
  const { id = job, provider = 'The provider' } = jobs.get(job) ?? {};
  onEvent({ type: 'job-unrecorded', id, provider, job: operation.job });
  const at = new Date(clock.now()).toISOString();
  const note = `${JSON.stringify({ unrecorded: job, take: id, provider, operation, at }, undefined, 2)}\n`;
  const file = await writeSomewhere(
    [emergencyFolder, tmpdir()],
    `storyboard-unrecorded-${randomUUID()}.json`,
    note,
  );
  const where = file === undefined ? '' : ` It is written down in ${file}.`;
  const message = `${provider} took job ${operation.job} for ${id}, and the ledger could not be written.${where}`;
  const reason = error instanceof Error ? ` ${error.message}` : '';
  return new StoryboardError('store-unusable', message, {
    hint: `Make the store writable, then adopt the job: storyboard resolve <file> ${id} --adopt ${operation.job}.${reason}`,
    cause: error,
  });
}

function acceptedOperation(answer: StepResult['submit']): Operation | undefined {
  return answer.status === 'accepted' ? answer.operation : undefined;
}

async function writeSomewhere(
  folders: readonly string[],
  name: string,
  text: string,
): Promise<string | undefined> {
  for (const folder of folders) {
    const file = join(folder, name);
    try {
      await writeFile(file, text, { flag: 'wx', flush: true });
      return file;
    } catch {
      // The next folder may take it; the event was told in any case.
    }
  }
  return undefined;
}
