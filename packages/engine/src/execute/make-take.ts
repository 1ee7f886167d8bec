import { continueFrom, type Failure, type Outcome, type PlannedTake, type Route } from '@storyboard/core';
import { interruption } from '../abort.ts';
import { verifyArtifact } from '../artifacts/artifact-store.ts';
import { sha256 } from '../plan/sha256.ts';
import { continueJob } from './continue-job.ts';
import type { EarlierTake, Run } from './execution.ts';
import { outcomeBase, reusedOutcome, takeOutcome } from './take-outcome.ts';
import { type Refused, tryRoute } from './try-route.ts';

/**
 * Makes one take, whatever that takes: goes on with its job, or tries its providers one after the other as long as they
 * certainly did not take it.
 *
 * @param rank which of the waiting takes goes first
 * @throws StoryboardError only where the run cannot go on
 */
export async function makeTake(
  run: Run,
  take: PlannedTake,
  rank: number,
  earlier: EarlierTake | undefined,
): Promise<Outcome> {
  try {
    if (take.action === 'resume' || take.action === 'in-doubt') return await goOn(run, take);
    return await tryRoutes(run, take, rank, earlier);
  } catch (error) {
    throw run.signal.aborted ? interruption(run.signal) : error;
  }
}

async function goOn(
  run: Run,
  take: Extract<PlannedTake, { action: 'resume' | 'in-doubt' }>,
): Promise<Outcome> {
  const { id, shot, provider } = take;
  const resumes = take.action === 'resume' ? { resumes: take.operation.job } : {};
  run.onEvent({ type: 'job-start', id, shot, take: take.take, provider, cost: undefined, ...resumes });
  const { job, end, elsewhere } = await continueJob(run, id, take.job);
  return elsewhere && end.status === 'stored'
    ? reusedOutcome(take, { ...job, artifact: end.artifact })
    : takeOutcome(take, job, end, false);
}

/** The first route that is not certain to have been refused decides; what went before is told. */
async function tryRoutes(
  run: Run,
  take: PlannedTake,
  rank: number,
  earlier: EarlierTake | undefined,
): Promise<Outcome> {
  const routes = boundRoutes(run, take, earlier);
  const held = routes.length > 1 ? await heldRoute(run, routes) : undefined;
  if (held !== undefined) return reusedOutcome(take, held);
  const started = { told: false };
  const refusals: Refusal[] = [];
  for (const [index, route] of routes.entries()) {
    const others = routes.flatMap(({ fingerprint }) =>
      fingerprint === route.fingerprint ? [] : [fingerprint],
    );
    const tried = await tryRoute(run, { take, route, others, rank, earlier, started });
    if (!('refused' in tried)) return tried;
    refusals.push({ ...tried, provider: route.provider });
    const next = routes[index + 1];
    if (next === undefined || ABOUT_CONTENT.has(tried.refused.kind)) break;
    const { id } = take;
    run.onEvent({
      type: 'job-fallback',
      id,
      from: route.provider,
      to: next.provider,
      failure: tried.refused,
    });
  }
  return refusedOutcome(take, refusals);
}

/** Another provider is not asked for what one of them does not want to show. */
const ABOUT_CONTENT: ReadonlySet<Failure['kind']> = new Set(['moderation', 'invalid-input']);

type Refusal = Refused & { readonly provider: string };

/** A failure where any provider was asked; what each of them said is told. */
function refusedOutcome(take: PlannedTake, refusals: readonly Refusal[]): Outcome {
  const decisive = refusals.findLast(({ closed }) => !closed) ?? refusals.at(-1);
  if (decisive === undefined) throw new RangeError(`The take ${take.id} has no route.`);
  const { closed, provider, refused } = decisive;
  const said = refusals.map((refusal) => `${refusal.provider}: ${refusal.refused.message}`);
  const message = said.length === 1 ? refused.message : said.join(' / ');
  const base = { ...outcomeBase(take), provider };
  // Too much at the service is about when it was asked, not about the take.
  return closed || refused.kind === 'quota'
    ? { ...base, status: 'held-back', reason: message }
    : { ...base, status: 'failed', failure: { kind: refused.kind, message } };
}

/** Bound to the footage that the take really goes on from, where another provider of the list made it than was planned. */
function boundRoutes(run: Run, take: PlannedTake, earlier: EarlierTake | undefined): readonly Route[] {
  if (earlier === undefined || earlier.fingerprint === earlier.planned || take.action !== 'generate') {
    return take.action === 'generate' ? take.routes : [decidedRoute(run, take)];
  }
  return take.routes.map((route) => continueFrom(route, take.take, earlier.fingerprint, sha256));
}

/** Of a take that is drawn anew. */
function decidedRoute({ held }: Run, take: PlannedTake): Route {
  const isIt = ({ fingerprint }: Route) =>
    take.action === 'reuse' && held.artifacts.get(fingerprint)?.artifact === take.artifact;
  return take.routes.find(isIt) ?? take.routes[0];
}

/** A take made by any provider of the list, by another run since this one was planned. */
async function heldRoute({ ledger, store, signal }: Run, routes: readonly Route[]) {
  for (const { fingerprint, provider } of routes) {
    const made = ledger.takeOf(fingerprint);
    if (made?.job === undefined || !(await verifyArtifact(store, made.artifact, signal))) continue;
    return { artifact: made.artifact, fingerprint, provider };
  }
  return undefined;
}
