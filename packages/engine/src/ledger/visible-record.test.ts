import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { claimTake, fingerprintOf, intentOf, LEDGER_OPTIONS, NO_LIMITS } from '../testing/ledger-intent.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openLedger } from './open-ledger.ts';
import { readLedger } from './read-ledger.ts';

const ESCAPE = '\u001B]0;PWNED\u0007\u001B[31mEVIL\u202Elive\u200B';
const UNSEEN = /[\p{Cc}\p{Cf}]/u;

test('nothing that a ledger of a stranger holds reaches a terminal as it is', async () => {
  await using folder = await temporaryFolder();
  {
    using ledger = openLedger(folder.path, LEDGER_OPTIONS);
    const names = {
      shot: `shot${ESCAPE}`,
      provider: `p${ESCAPE}`,
      model: `m${ESCAPE}`,
      origin: `o${ESCAPE}`,
    };
    const cost = { known: false, reason: `unknown${ESCAPE}` } as const;
    const { job } = claimTake(ledger, 'a', NO_LIMITS, { ...names, cost });
    ledger.recordStep(job, 'submit', { status: 'accepted', operation: { job: `job${ESCAPE}` } });
    const doubt = claimTake(ledger, 'b', NO_LIMITS, names);
    ledger.recordStep(doubt.job, 'submit', { status: 'unknown', reason: `because${ESCAPE}` });
    const failed = claimTake(ledger, 'c', NO_LIMITS, names);
    const failure = { kind: 'unknown', message: `no${ESCAPE}` };
    ledger.recordStep(failed.job, 'submit', { status: 'refused', failure });
    const drawing = { drawnAs: undefined, forPreview: false, artifact: 'd'.repeat(64), sizeBytes: 1 };
    ledger.keepTake({
      ...drawing,
      fingerprint: fingerprintOf('d'),
      provider: names.provider,
      model: names.model,
      job: undefined,
      made: ESCAPE,
    });
    expect(shown([ledger.jobs(), ledger.takeOf(fingerprintOf('d'))])).toEqual([]);
    expect(ledger.claim(intentOf('b'), NO_LIMITS)).toMatchObject({
      reason: expect.stringMatching(/^because\\u\{1b\}/),
    });
  }
  const { jobs, held, takes } = readLedger(folder.path, 'film.yaml');
  expect(jobs).toHaveLength(3);
  expect(jobs[0]).toMatchObject({ shot: expect.stringMatching(/^shot\\u\{1b\}\]0;PWNED\\u\{7\}/) });
  expect(shown([jobs, [...takes], [...held.inFlight], [...held.inDoubt]])).toEqual([]);
});

test.each(['fingerprint', 'submission', 'run'])(
  'a ledger that refers to its rows by what cannot be an id is refused: %s',
  async (column) => {
    await using folder = await temporaryFolder();
    openLedger(folder.path, LEDGER_OPTIONS)[Symbol.dispose]();
    {
      using database = new DatabaseSync(join(folder.path, 'ledger.sqlite'));
      const row: Record<string, string> = {
        fingerprint: 'f',
        submission: 's',
        run: 'r',
        [column]: `x${ESCAPE}`,
      };
      database
        .prepare(
          `INSERT INTO job (job, fingerprint, attempt, submission, run, film, shot, take, provider, model, request, price, at)
         VALUES ('j', ?, 1, ?, ?, 'film.yaml', 's', 1, 'p', 'm', '{}', '{"known":false,"reason":""}', '')`,
        )
        .run(row['fingerprint'] ?? '', row['submission'] ?? '', row['run'] ?? '');
    }
    expect(() => readLedger(folder.path, 'film.yaml')).toThrow(/it is damaged/);
    using ledger = openLedger(folder.path, LEDGER_OPTIONS);
    expect(() => ledger.jobs()).toThrow(/it is damaged/);
  },
);

/** Every text of a value that has something in it that cannot be seen. */
function shown(value: unknown): readonly string[] {
  if (typeof value === 'string') return UNSEEN.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...shown(name), ...shown(inner)]);
}
