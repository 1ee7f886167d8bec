import type { Failure, Footage, MicroUsd, Operation } from '@storyboard/core';
import type { StepResult } from '../ledger/ledger.ts';
import type { JobPort } from './job-port.ts';

/** What is written down before a paid request leaves. */
export type JobIntent = StepResult['intent'];

/** How one question about a job went. */
export type Asked =
  | { readonly status: 'pending'; readonly afterMs: number }
  | { readonly status: 'ended'; readonly end: StepResult['end']; readonly footage?: Footage }
  /** It is not waited for any longer in this run; the job stays as it is. */
  | { readonly status: 'left'; readonly failure: Failure };

/** How fetching a finished job's footage went. */
export type Fetched =
  /** In the store, or it cannot be had any more. */
  | { readonly status: 'done'; readonly kept: StepResult['store'] }
  /** Not in this run, or not what was asked for; the job stays as it is. */
  | { readonly status: 'left'; readonly failure: Failure };

/** Everything of a job's life that touches the world. */
export type JobWorld = {
  /** Submission ids that this very process minted: whoever takes one out may send one request. */
  readonly live: Set<string>;
  /** Mints a submission id and adds it to `live`; its result is durable before anything is sent. */
  readonly intend: () => Promise<JobIntent>;
  /** Sends the one paid request. Never throws. */
  readonly send: (intent: JobIntent) => Promise<StepResult['submit']>;
  /** Waits before each search for a submission whose answer is lost. */
  readonly recoverAfterMs: (intent: JobIntent) => readonly number[];
  /** Looks once for such a submission. */
  readonly lookFor: (intent: JobIntent) => Promise<StepResult['recover'] | undefined>;
  /** Hears of the job that the service took, whenever it did, and of what it said then that it takes for it. */
  readonly accepted: (operation: Operation, charged: MicroUsd | undefined) => void;
  /** How long to wait before the first question. */
  readonly firstAskMs: () => number;
  /** Asks once how the job stands. */
  readonly ask: (operation: Operation) => Promise<Asked>;
  /** Hears that the job does not run at the service any more. */
  readonly ended: () => void;
  /** Brings the footage into the store; without `footage` it asks the service where it is. */
  readonly fetch: (operation: Operation, footage: Footage | undefined) => Promise<Fetched>;
};

/** How far the life of a job came. `charged`: what the service said it took, absent where it did not say. */
export type JobEnd = { readonly charged?: MicroUsd } & (
  | { readonly status: 'stored'; readonly artifact: string; readonly sizeBytes: number }
  | { readonly status: 'refused'; readonly failure: Failure; readonly retryAfterMs?: number }
  | { readonly status: 'failed'; readonly failure: Failure }
  | { readonly status: 'lost'; readonly reason: string }
  | { readonly status: 'in-doubt'; readonly reason: string }
  /** `job`: the service's own id of it. */
  | { readonly status: 'left'; readonly failure: Failure; readonly job?: string }
);

/**
 * The life of one attempt at a take: intent, one submission at most, waiting, fetching. Carried out again after a crash,
 * from whatever steps are remembered, it goes on where it was; a submission whose answer is not remembered is never sent
 * again.
 */
export async function liveJob(port: JobPort, world: JobWorld): Promise<JobEnd> {
  const intent = await port.run('intent', world.intend);
  const answer = await port.run('submit', () => sendOnce(world, intent));
  if (answer.status === 'refused') return answer;
  const operation = answer.status === 'accepted' ? answer.operation : await findAgain(port, world, intent);
  if (operation === undefined) return { status: 'in-doubt', reason: reasonOf(answer) };
  world.accepted(operation, answer.status === 'accepted' ? answer.charged : undefined);
  const { asked, footage } = await waitForEnd(port, world, operation);
  const charged = chargedOf(asked.status === 'ended' ? asked.end : undefined, answer);
  if (asked.status === 'left') return { ...charged, ...asked, job: operation.job };
  world.ended();
  const { end } = asked;
  if (end.status === 'failed') return { ...charged, status: 'failed', failure: end.failure };
  if (end.status === 'lost') return { ...charged, status: 'lost', reason: end.reason };
  return { ...charged, ...(await keepFootage(port, world, operation, footage)) };
}

/** The at-most-once token: in another process than the one that minted the id, nothing is sent. */
async function sendOnce(world: JobWorld, intent: JobIntent): Promise<StepResult['submit']> {
  if (world.live.delete(intent.submissionId)) return world.send(intent);
  return { status: 'unknown', reason: 'the run that sent it ended before the service answered' };
}

/** A person may have said which job it is; that stands in the remembered result as well. */
async function findAgain(port: JobPort, world: JobWorld, intent: JobIntent): Promise<Operation | undefined> {
  for (const wait of world.recoverAfterMs(intent)) {
    await port.sleep(wait);
    const found = await port.run('recover', () => world.lookFor(intent));
    if (found !== undefined) return found.operation;
  }
  return undefined;
}

/** The address of the footage is not remembered: it may be signed, and it does not last. */
async function waitForEnd(
  port: JobPort,
  world: JobWorld,
  operation: Operation,
): Promise<{ readonly asked: Exclude<Asked, { status: 'pending' }>; readonly footage: Footage | undefined }> {
  let wait = world.firstAskMs();
  let footage: Footage | undefined;
  let left: Failure | undefined;
  while (true) {
    await port.sleep(wait);
    const end = await port.run('end', async () => {
      const asked = await world.ask(operation);
      if (asked.status === 'pending') wait = asked.afterMs;
      if (asked.status === 'left') left = asked.failure;
      if (asked.status !== 'ended') return undefined;
      footage = asked.footage;
      return asked.end;
    });
    if (end !== undefined) return { asked: { status: 'ended', end }, footage };
    if (left !== undefined) return { asked: { status: 'left', failure: left }, footage };
  }
}

async function keepFootage(
  port: JobPort,
  world: JobWorld,
  operation: Operation,
  footage: Footage | undefined,
): Promise<Extract<JobEnd, { status: 'stored' | 'lost' | 'left' }>> {
  let left: Failure | undefined;
  const kept = await port.run('store', async (): Promise<StepResult['store'] | undefined> => {
    const fetched = await world.fetch(operation, footage);
    if (fetched.status === 'left') left = fetched.failure;
    return fetched.status === 'left' ? undefined : fetched.kept;
  });
  if (kept !== undefined) return 'artifact' in kept ? { status: 'stored', ...kept } : kept;
  if (left === undefined) throw new RangeError('A step gave nothing and said no reason.');
  return { status: 'left', failure: left, job: operation.job };
}

function reasonOf(answer: Exclude<StepResult['submit'], { status: 'refused' }>): string {
  return answer.status === 'unknown' ? answer.reason : '';
}

/** What a later answer says counts. */
function chargedOf(
  end: StepResult['end'] | undefined,
  answer: StepResult['submit'],
): { readonly charged?: MicroUsd } {
  for (const said of [end, answer]) {
    if (said !== undefined && 'charged' in said && said.charged !== undefined)
      return { charged: said.charged };
  }
  return {};
}
