import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { intentOf, NO_LIMITS } from '../testing/ledger-intent.ts';
import { firstLine, startLedgerChild, startLimitedLedgerChild } from '../testing/start-ledger-child.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Claimed, LedgerJob } from './ledger.ts';
import { openLedger } from './open-ledger.ts';
import { readLedger } from './read-ledger.ts';
import { isRunAlive } from './run-lock.ts';

const KILLS = 8;

type Held = { readonly run: string; readonly claimed: Extract<Claimed, { readonly status: 'claimed' }> };

test('of two processes that claim the same hundreds of takes, each take is won by one', async () => {
  await using folder = await temporaryFolder();
  const children = [1, 2].map(() => startLedgerChild(folder.path, 'claim', '200'));
  const won = await Promise.all(children.map((child) => firstLine<readonly string[]>(child)));
  await Promise.all(children.map((child) => (child.exitCode === null ? once(child, 'exit') : undefined)));
  expect(new Set(won.flat()).size).toBe(200);
  expect(won.flat().length).toBe(200);
  const { jobs } = readLedger(folder.path, 'film.yaml');
  expect(jobs.map(({ job }) => job).sort()).toEqual(won.flat().sort());
  expect(await readdir(folder.file('runs'))).toEqual([]);
});

test('a run that is stopped keeps what it claimed; one that is killed loses it at once', async () => {
  await using folder = await temporaryFolder();
  const child = startLedgerChild(folder.path, 'hold', 'a');
  const { run, claimed } = await firstLine<Held>(child);
  using ledger = openLedger(folder.path, { film: 'film.yaml', now: Date.now });
  const elsewhere = { status: 'in-flight', job: claimed.job, operation: undefined, elsewhere: true };
  expect(ledger.claim(intentOf('a'), NO_LIMITS)).toEqual(elsewhere);

  child.kill('SIGSTOP');
  await wait(300);
  expect(isRunAlive(folder.path, run)).toBe(true);
  expect(ledger.claim(intentOf('a'), NO_LIMITS)).toEqual(elsewhere);
  expect(ledger.takeUp(claimed.job)).toBe(false);
  expect(ledger.decide(claimed.job, { decision: 'abandon' })).toEqual({ status: 'at-work' });
  expect(readLedger(folder.path, 'film.yaml').held.inDoubt.size).toBe(0);

  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isRunAlive(folder.path, run)).toBe(false);
  expect(ledger.claim(intentOf('a'), NO_LIMITS)).toEqual({
    status: 'in-doubt',
    job: claimed.job,
    reason: 'the run ended while the request was being sent',
  });
  expect([...readLedger(folder.path, 'film.yaml').held.inDoubt.values()]).toMatchObject([
    { job: claimed.job, submissionId: claimed.submissionId, own: true },
  ]);
  expect(ledger.takeUp(claimed.job)).toBe(true);
  using later = openLedger(folder.path, { film: 'film.yaml', now: Date.now });
  expect(existsSync(folder.file(`runs/${run}.sqlite`))).toBe(false);
  expect(later.takeUp(claimed.job)).toBe(false);
});

test('whatever was acknowledged is there after a kill at any moment', async () => {
  await using folder = await temporaryFolder();
  const acknowledged = new Map<string, string>();
  for (let kills = 0; kills < KILLS; kills += 1) {
    const child = startLedgerChild(folder.path, 'write');
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += String(chunk);
    });
    while (acknowledgedIn(text).size <= kills / 2 && child.exitCode === null) await wait(2);
    await wait(kills * 3);
    child.kill('SIGKILL');
    await once(child, 'close');
    for (const [job, state] of acknowledgedIn(text)) acknowledged.set(job, state);
  }
  const { jobs, held } = readLedger(folder.path, 'film.yaml');
  expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS);
  expectThere(acknowledged, jobs);
  // Each kill may have come between a fact and its acknowledgement, once.
  expect(jobs.length - acknowledged.size).toBeLessThanOrEqual(KILLS);
  expect(held.spent + [...held.inDoubt.values()].length * 500_000).toBe(jobs.length * 500_000);
});

test('a disk that takes no more ends the run with what was acknowledged, and nothing else, in the ledger', async () => {
  await using folder = await temporaryFolder();
  const child = startLimitedLedgerChild(folder.path, 1000, 'write');
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    complained += String(chunk);
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(complained).toMatch(/The store .* cannot be written: the disk (?:is full|answers with an error)\./);
  const acknowledged = acknowledgedIn(said);
  expect(acknowledged.size).toBeGreaterThan(5);
  expectThere(acknowledged, readLedger(folder.path, 'film.yaml').jobs);
  using ledger = openLedger(folder.path, { film: 'film.yaml', now: Date.now });
  expect(ledger.claim(intentOf('next'), NO_LIMITS).status).toBe('claimed');
});

/** The last state of each job that a process said is durable. */
function acknowledgedIn(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => /^[0-9a-f-]{64,}\.1 [a-z-]+$/.test(line));
  return new Map(lines.map((line) => line.split(' ') as [string, string]));
}

function expectThere(acknowledged: ReadonlyMap<string, string>, jobs: readonly LedgerJob[]): void {
  const order = ['sending', 'in-doubt', 'in-flight', 'ready'];
  const found = new Map(jobs.map(({ job, status }) => [job, status.state]));
  for (const [job, state] of acknowledged) {
    expect(order.indexOf(found.get(job) ?? '')).toBeGreaterThanOrEqual(order.indexOf(state));
  }
}
