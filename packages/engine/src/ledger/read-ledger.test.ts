import { chmod, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NOTHING_HELD } from '@storyboard/core';
import { expect, test } from 'vitest';
import { artifactFile } from '../artifacts/artifact-store.ts';
import { asNobody } from '../testing/as-nobody.ts';
import {
  AT,
  claimAndLeave,
  claimTake,
  fingerprintOf,
  intentOf,
  LEDGER_OPTIONS,
} from '../testing/ledger-intent.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { filmId } from './film-id.ts';
import type { Ledger } from './ledger.ts';
import { openLedger } from './open-ledger.ts';
import { readHeld, readLedger } from './read-ledger.ts';

const [A, B, C, D, E] = ['a', 'b', 'c', 'd', 'e'].map(fingerprintOf) as [
  string,
  string,
  string,
  string,
  string,
];

test('what is held, in flight, in doubt and spent is read as planning needs it', async () => {
  await using folder = await temporaryFolder();
  const doubtful = claimAndLeave(folder, undefined, 'e');
  using ledger = openLedger(folder.path, LEDGER_OPTIONS);
  const artifact = await makeTake(ledger, folder, 'a', 'footage');
  const running = claimTake(ledger, 'b');
  ledger.recordStep(running.job, 'submit', {
    status: 'accepted',
    operation: { job: 'j-b' },
    charged: 300_000,
  });
  const lost = claimTake(ledger, 'c');
  ledger.recordStep(lost.job, 'submit', { status: 'accepted', operation: { job: 'j-c' } });
  ledger.recordStep(lost.job, 'end', { status: 'lost', reason: 'it is gone' });
  claimTake(ledger, 'd');
  const failed = claimTake(ledger, 'f');
  ledger.recordStep(failed.job, 'submit', { status: 'accepted', operation: { job: 'j-f' } });
  const failure = { kind: 'moderation', message: 'Not allowed.' } as const;
  ledger.recordStep(failed.job, 'end', { status: 'failed', failure, charged: 0 });
  // What is tried once more is not told of by how it ended before.
  const refused = claimTake(ledger, 'g');
  ledger.recordStep(refused.job, 'submit', { status: 'refused', failure });
  const again = claimTake(ledger, 'g');
  ledger.recordStep(again.job, 'submit', { status: 'accepted', operation: { job: 'j-g' }, charged: 0 });
  ledger.recordStep(again.job, 'end', { status: 'lost', reason: 'it is gone' });
  ledger.decide(again.job, { decision: 'pay-again' });
  const cost = intentOf('c').cost;
  expect(readHeld(folder.path, 'film.yaml')).toEqual({
    artifacts: new Map([[A, { artifact, drawnAs: undefined }]]),
    fetchable: new Map([
      [
        A,
        {
          job: `${A}.1`,
          shot: 'shot-a',
          take: 1,
          provider: 'house',
          operation: { job: 'a' },
          own: true,
        },
      ],
    ]),
    tried: new Map([
      [fingerprintOf('f'), { status: 'failed', kind: 'moderation' }],
      [fingerprintOf('g'), { status: 'pay-again' }],
    ]),
    inFlight: new Map([
      [
        B,
        {
          job: running.job,
          shot: 'shot-b',
          take: 1,
          provider: 'house',
          operation: { job: 'j-b' },
          own: true,
        },
      ],
    ]),
    inDoubt: new Map([
      [
        E,
        {
          job: doubtful.job,
          submissionId: doubtful.submissionId,
          shot: 'shot-e',
          take: 1,
          provider: 'house',
          cost,
          reason: 'the run ended while the request was being sent',
          own: true,
        },
      ],
      [
        C,
        {
          job: lost.job,
          submissionId: lost.submissionId,
          shot: 'shot-c',
          take: 1,
          provider: 'house',
          cost,
          reason: 'it is gone',
          lost: true,
          own: true,
        },
      ],
    ]),
    // Made, in flight, and being sent right now.
    spent: 500_000 + 300_000 + 500_000,
  });
  expect(ledger.jobOf(`${D}.1`)?.status).toEqual({ state: 'sending' });
  expect(readHeld(folder.path, 'other.yaml')).toMatchObject({ spent: 0 });
  expect([...readHeld(folder.path, 'other.yaml').inFlight.values()]).toMatchObject([{ own: false }]);
  const reading = readLedger(folder.path, 'film.yaml');
  expect(reading.jobs).toEqual(ledger.jobs());
  expect(reading.atWork.has(running.job)).toBe(true);
});

test.each<[string, (file: string) => Promise<void>]>([
  ['gone', (file) => rm(file)],
  ['cut short', (file) => truncate(file, 3)],
  ['a folder', (file) => rm(file).then(() => mkdir(file))],
])('a take whose footage is %s is damaged, and hides no other', async (_, damage) => {
  await using folder = await temporaryFolder();
  using ledger = openLedger(folder.path, LEDGER_OPTIONS);
  const artifact = await makeTake(ledger, folder, 'a', 'footage');
  await makeTake(ledger, folder, 'b', 'other footage');
  await damage(artifactFile(folder, artifact));
  const { artifacts, damaged } = readHeld(folder.path, 'film.yaml');
  expect([...artifacts.keys()]).toEqual([B]);
  expect(damaged).toEqual(new Set([A]));
});

test('reading writes nothing, whether a run is over, at work, was killed, or there is no ledger', async () => {
  await using folder = await temporaryFolder();
  expect(readHeld(folder.file('nothing'), 'film.yaml')).toEqual(NOTHING_HELD);
  expect(readHeld(folder.path, 'film.yaml')).toEqual(NOTHING_HELD);
  expect(await readdir(folder.path)).toEqual([]);
  await writeFile(folder.file('ledger.sqlite'), '');
  expect(readHeld(folder.path, 'film.yaml')).toEqual(NOTHING_HELD);
  expect(await readdir(folder.path)).toEqual(['ledger.sqlite']);
  claimAndLeave(folder, { status: 'accepted', operation: { job: 'j-1' } });
  const files = await readdir(folder.path);
  expect(files).toEqual(['ledger.sqlite', 'runs']);
  const before = await readFile(folder.file('ledger.sqlite'));
  expect(readHeld(folder.path, 'film.yaml').inFlight.size).toBe(1);
  expect(await readdir(folder.path)).toEqual(files);
  expect(await readFile(folder.file('ledger.sqlite'))).toEqual(before);
});

test('a ledger in a folder that cannot be written can be read', async () => {
  await using folder = await temporaryFolder();
  claimAndLeave(folder, { status: 'accepted', operation: { job: 'j-1' } });
  await chmod(folder.path, 0o555);
  using _ = asNobody();
  expect(readHeld(folder.path, 'film.yaml').inFlight.size).toBe(1);
});

test.each([
  ['file', 0o755, 0],
  ['folder', 0, 0o644],
])('a ledger that the permissions of its %s keep from being read is said', async (_, ofFolder, ofFile) => {
  await using folder = await temporaryFolder();
  claimAndLeave(folder, undefined);
  await chmod(folder.file('ledger.sqlite'), ofFile);
  await chmod(folder.path, ofFolder);
  using _nobody = asNobody();
  expect(() => readHeld(folder.path, 'film.yaml')).toThrow(
    expect.objectContaining({
      code: 'store-unusable',
      message: `The ledger ${folder.path}/ledger.sqlite cannot be used: its permissions do not allow it.`,
    }),
  );
});

test.each([
  ['notes', 'These are no tables.'.repeat(500)],
  ['half of its header', 'SQLite format 3\0'],
])('a ledger of %s cannot be read, which is said', async (_, content) => {
  await using folder = await temporaryFolder({ 'ledger.sqlite': content });
  expect(() => readHeld(folder.path, 'film.yaml')).toThrow(
    expect.objectContaining({
      code: 'store-unusable',
      message: `The ledger ${folder.path}/ledger.sqlite cannot be used: it is damaged.`,
    }),
  );
});

test('a ledger of a newer storyboard, or of another program, is not read either', async () => {
  await using folder = await temporaryFolder();
  claimAndLeave(folder, undefined);
  {
    using database = await fastWriter(folder);
    database.exec('PRAGMA user_version = 2');
  }
  const why = (reason: string) =>
    expect.objectContaining({
      code: 'store-unusable',
      message: expect.stringMatching(`used: ${reason}\\.$`),
    });
  expect(() => readHeld(folder.path, 'film.yaml')).toThrow(why('a newer storyboard has written it'));
  {
    using database = await fastWriter(folder);
    database.exec('PRAGMA application_id = 7');
  }
  expect(() => readHeld(folder.path, 'film.yaml')).toThrow(why('it is a database of another program'));
});

test('five thousand takes are read in a moment', async () => {
  await using folder = await temporaryFolder();
  {
    openLedger(folder.path, LEDGER_OPTIONS)[Symbol.dispose]();
    using database = await fastWriter(folder);
    database.exec('BEGIN');
    const job = database.prepare(
      `INSERT INTO job (job, fingerprint, attempt, submission, run, film, shot, take, provider, model, request, price, reserved, at)
       VALUES (?, ?, 1, ?, '', 'film.yaml', ?, 1, 'house', 'house/one', ?, ?, 500000, '${AT}')`,
    );
    const fact = database.prepare(
      `INSERT INTO fact (job, round, name, result, run, at) VALUES (?, 0, ?, ?, '', '${AT}')`,
    );
    const take = database.prepare(
      `INSERT INTO take (fingerprint, artifact, size_bytes, provider, model, job, for_preview, made)
       VALUES (?, ?, 9, 'house', 'house/one', ?, 0, '${AT}')`,
    );
    const { request, cost } = intentOf('a');
    for (let index = 0; index < 5000; index += 1) {
      const fingerprint = fingerprintOf(index.toString(16));
      const name = `${fingerprint}.1`;
      const stored = { artifact: fingerprint, sizeBytes: 9 };
      job.run(name, fingerprint, String(index), `s${index}`, JSON.stringify(request), JSON.stringify(cost));
      fact.run(name, 'submit', JSON.stringify({ status: 'accepted', operation: { job: `j-${index}` } }));
      fact.run(name, 'end', '{"status":"succeeded"}');
      fact.run(name, 'store', JSON.stringify(stored));
      take.run(fingerprint, fingerprint, name);
      const file = artifactFile(folder, fingerprint);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, 'nine byte');
    }
    database.exec('COMMIT');
  }
  // Time at work, not time gone by: others may be at work on this machine.
  const before = process.cpuUsage();
  const { artifacts, spent } = readHeld(folder.path, 'film.yaml');
  const { user, system } = process.cpuUsage(before);
  expect([artifacts.size, spent]).toEqual([5000, 5000 * 500_000]);
  // A twelfth of this on a quiet machine.
  expect((user + system) / 1000).toBeLessThan(3000);
});

test('a film is known by its path from the folder of its store, else by its whole path', async () => {
  await using folder = await temporaryFolder({ 'films/film.yaml': '' });
  await using elsewhere = await temporaryFolder();
  const file = folder.file('films/film.yaml');
  expect(filmId(file, folder.file('films/.storyboard'))).toBe('film.yaml');
  expect(filmId(file, folder.file('store'))).toBe('films/film.yaml');
  expect(filmId(file, elsewhere.file('store'))).toBe(file);
});

async function fastWriter(folder: TemporaryFolder) {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(folder.file('ledger.sqlite'));
  database.exec('PRAGMA synchronous = OFF');
  return database;
}

async function makeTake(
  ledger: Ledger,
  folder: TemporaryFolder,
  letter: string,
  footage: string,
): Promise<string> {
  const artifact = letter.repeat(64);
  const { job } = claimTake(ledger, letter);
  ledger.recordStep(job, 'submit', { status: 'accepted', operation: { job: letter } });
  ledger.recordStep(job, 'end', { status: 'succeeded' });
  const file = artifactFile(folder, artifact);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, footage);
  ledger.recordStep(job, 'store', { artifact, sizeBytes: footage.length });
  return artifact;
}
