import type { Answer } from './answer.ts';
import { retryAfterOf, spoilt, statusAnswer, tooMany, withRetryAfter } from './answer-submit.ts';
import type { FaultName } from './fault-list.ts';
import { linkTo } from './file-link.ts';
import { type Job, type JobState, stateOf } from './job.ts';
import type { Incoming } from './voice.ts';
import type { World } from './world.ts';

/** What a service says of a job, or fails to say. */
export function answerPoll(world: World, id: string, incoming: Incoming): Answer {
  const { voice, dial, options } = world;
  if (incoming.headers['authorization'] !== `Bearer ${world.key}`) {
    return voice.refused('auth', 'invalid api key', incoming);
  }
  if (!world.paces.poll.admit(world.now())) {
    world.limited += 1;
    return tooMany(world, incoming, options.limits?.retryAfterSeconds);
  }
  const job = world.jobs.get(id);
  if (job === undefined) return voice.unknownJob(incoming);
  job.polls += 1;
  const fault = dial.strike('poll', `${id}/${job.polls}`, job.order.prompt);
  const status = /^poll-(\d{3})/.exec(fault ?? '')?.[1];
  if (status === '404') return voice.unknownJob(incoming);
  if (status !== undefined) {
    const answer = statusAnswer(world, Number(status), incoming);
    return fault === undefined ? answer : withRetryAfter(answer, retryAfterOf(world, fault));
  }
  if (fault === 'poll-drop') return { manner: 'reset' };
  if (fault === 'poll-hang') return { manner: 'hang' };
  const state = shownState(job, world.now(), fault);
  const url = state === 'completed' ? linkTo(world, job) : undefined;
  const answer = voice.standing(job, { state, url }, incoming, fault);
  return fault === undefined ? answer : spoilt(fault.replace(/^poll-/, ''), answer);
}

function shownState(job: Job, now: number, fault: FaultName | undefined): JobState {
  const state = stateOf(job, now);
  const goesBack = fault === 'status-regress' && state === 'completed' && job.polls % 2 === 0;
  return goesBack ? 'generating' : state;
}
