import { readFileSync } from 'node:fs';
import {
  appendFile,
  chmod,
  copyFile,
  readdir,
  readFile,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import type { GenerationRequest } from '@storyboard/core';
import { expect, test } from 'vitest';
import { asNobody } from '../testing/as-nobody.ts';
import { claimAndLeave, claimTake, intentOf, LEDGER_OPTIONS, NO_LIMITS } from '../testing/ledger-intent.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { openLedger } from './open-ledger.ts';

const options = LEDGER_OPTIONS;

test('nothing is sent where the disk is all but full, or the folder cannot be written', async () => {
  await using folder = await temporaryFolder();
  {
    using ledger = openLedger(folder.path, { ...options, freeBytes: () => 7_999_999 });
    expect(() => ledger.claim(intentOf('a'), NO_LIMITS)).toThrow(
      expect.objectContaining({
        code: 'store-unusable',
        message: `The disk of the store ${folder.path} has too little room: 7.9 MB are free, and 8.0 MB are needed to write down what is paid for.`,
      }),
    );
    expect(ledger.jobs()).toEqual([]);
  }
  await chmod(folder.path, 0o555);
  using _ = asNobody();
  expect(() => openLedger(folder.path, options)).toThrow(
    expect.objectContaining({
      code: 'store-unusable',
      message: expect.stringContaining('its permissions do not allow it'),
    }),
  );
});

test.each<[string, string, (folder: TemporaryFolder) => Promise<void>]>([
  [
    'overwritten',
    'damaged',
    (folder) => writeFile(folder.file('ledger.sqlite'), 'These are notes.'.repeat(300)),
  ],
  ['cut short', 'damaged', (folder) => truncate(folder.file('ledger.sqlite'), 5000)],
  ['of another program', 'another program', (folder) => other(folder, 'CREATE TABLE notes (note)')],
  ['of a newer version', 'a newer storyboard', (folder) => alter(folder, 'PRAGMA user_version = 2')],
  [
    'that may be changed',
    'not as storyboard made',
    (folder) => alter(folder, 'DROP TRIGGER fact_refuses_delete'),
  ],
  [
    'with a trigger of others',
    'not as storyboard made',
    (folder) => alter(folder, 'CREATE TRIGGER t AFTER INSERT ON job BEGIN SELECT 1; END'),
  ],
])('a ledger %s is refused, and left as it is', async (_, why, damage) => {
  await using folder = await temporaryFolder();
  const { job } = claimAndLeave(folder, undefined);
  expect(job).toBeDefined();
  await damage(folder);
  const before = await readFile(folder.file('ledger.sqlite'));
  expect(() => openLedger(folder.path, options)).toThrow(
    expect.objectContaining({ code: 'store-unusable', message: expect.stringContaining(why) }),
  );
  expect(await readFile(folder.file('ledger.sqlite'))).toEqual(before);
});

test('a ledger that is a link to another file is refused', async () => {
  await using elsewhere = await temporaryFolder({ 'ledger.sqlite': '' });
  await using folder = await temporaryFolder();
  await symlink(elsewhere.file('ledger.sqlite'), folder.file('ledger.sqlite'));
  expect(() => openLedger(folder.path, options)).toThrow(expect.objectContaining({ code: 'store-unusable' }));
  expect((await readFile(elsewhere.file('ledger.sqlite'))).length).toBe(0);
});

test('a journal that somebody put beside a ledger is not played back, and nothing that it names is deleted', async () => {
  await using elsewhere = await temporaryFolder({ 'precious.txt': 'precious' });
  await using folder = await temporaryFolder();
  claimAndLeave(folder, undefined);
  const before = await readFile(folder.file('ledger.sqlite'));
  const journal = journalNaming(elsewhere.file('precious.txt'), before.length / 4096);
  await writeFile(folder.file('ledger.sqlite-journal'), journal);
  expect(() => openLedger(folder.path, options)).toThrow(
    expect.objectContaining({
      code: 'store-unusable',
      message: expect.stringContaining('ledger.sqlite-journal lies beside it'),
    }),
  );
  expect(await readFile(elsewhere.file('precious.txt'), 'utf8')).toBe('precious');
  expect(await readFile(folder.file('ledger.sqlite-journal'))).toEqual(journal);
  expect(await readFile(folder.file('ledger.sqlite'))).toEqual(before);
});

test('a copy of the files of a run that writes is a whole ledger', async () => {
  await using folder = await temporaryFolder();
  await using copy = await temporaryFolder();
  using ledger = openLedger(folder.path, options);
  const { job } = claimTake(ledger, 'a');
  for (const name of ['ledger.sqlite', 'ledger.sqlite-wal'])
    await copyFile(folder.file(name), copy.file(name));
  // What was being written when the power went.
  await appendFile(copy.file('ledger.sqlite-wal'), Buffer.alloc(3000, 7));
  using copied = openLedger(copy.path, options);
  expect(copied.jobs()).toMatchObject([{ job, status: { state: 'in-doubt' } }]);
});

test('facts cannot be changed or removed, and the tables say what they are', async () => {
  await using folder = await temporaryFolder();
  claimAndLeave(folder, { status: 'accepted', operation: { job: 'j-1' }, charged: 420_000 });
  using database = new DatabaseSync(folder.file('ledger.sqlite'));
  for (const statement of [
    "UPDATE job SET film = 'x'",
    'DELETE FROM job',
    'DELETE FROM fact',
    "UPDATE fact SET name = 'end'",
  ]) {
    expect(() => database.exec(statement)).toThrow('the ledger is only ever added to');
  }
  expect(() =>
    database.exec(
      "INSERT INTO fact (job, round, name, result, run, at) VALUES ('x', 0, 'paid', '{}', '', '')",
    ),
  ).toThrow();
  expect(database.prepare('SELECT * FROM overview').all()).toMatchObject([
    { film: 'film.yaml', shot: 'shot-a', service_job: 'j-1', state: 'in-flight', usd_counted: '0.420000' },
  ]);
  const schema = database.prepare("SELECT sql FROM sqlite_schema WHERE name = 'job'").get();
  expect(schema?.['sql']).toContain('-- One attempt to have one take made for money.');
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
});

test('no signed address and no bytes of a file are written down', async () => {
  await using folder = await temporaryFolder();
  {
    using ledger = openLedger(folder.path, options);
    const { job } = claimTake(ledger, 'a', NO_LIMITS, { request: SIGNED });
    ledger.recordStep(job, 'submit', {
      status: 'refused',
      failure: { kind: 'invalid-input', message: 'No video at https://x.test/a.mp4?sig=SECRET-5 (404)' },
    });
    expect(ledger.jobOf(job)?.status).toMatchObject({
      failure: { message: 'No video at https://x.test/a.mp4?… (404)' },
    });
    expect(ledger.jobOf(job)?.request.references).toMatchObject([
      { url: 'https://cdn.test/raccoon.mp4?…' },
      { url: 'https://cdn.test/b.mp4' },
    ]);
    for (const name of await readdir(folder.path)) expect(secretsIn(folder.file(name))).toEqual([]);
  }
  for (const name of await readdir(folder.path)) expect(secretsIn(folder.file(name))).toEqual([]);
});

test('loading SQLite says nothing to the user', async () => {
  const said: unknown[] = [];
  const listen = (warning: Error) => void said.push(warning.message);
  process.on('warning', listen);
  await using folder = await temporaryFolder();
  openLedger(folder.path, options)[Symbol.dispose]();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  expect(said).toEqual([]);
});

const SIGNED: GenerationRequest = {
  ...intentOf('a').request,
  references: [
    {
      name: 'raccoon',
      kind: 'video',
      description: '',
      type: 'url',
      url: 'https://cdn.test/raccoon.mp4?X-Signature=SECRET-1',
      sha256: undefined,
    },
    {
      name: 'b',
      kind: 'video',
      description: '',
      type: 'url',
      url: 'https://me:SECRET-2@cdn.test/b.mp4',
      sha256: undefined,
    },
  ],
  options: { extra: ['data:video/mp4;base64,SECRET-3'], more: { also: 'HTTPS://x.test/?t=SECRET-4' } },
};

function secretsIn(file: string): readonly string[] {
  try {
    return readFileSync(file, 'latin1').match(/SECRET-\d/g) ?? [];
  } catch {
    return [];
  }
}

/** A rollback journal of no pages that says that another file is to be deleted once it was played back. */
function journalNaming(file: string, pages: number): Buffer {
  const name = Buffer.from(file);
  const magic = Buffer.from('d9d505f920a163d7', 'hex');
  const head = Buffer.alloc(512);
  magic.copy(head);
  for (const [offset, value] of [
    [12, 1],
    [16, pages],
    [20, 512],
    [24, 4096],
  ] as const) {
    head.writeUInt32BE(value, offset);
  }
  const end = Buffer.alloc(8);
  end.writeUInt32BE(name.length, 0);
  end.writeUInt32BE(
    name.reduce((sum, byte) => sum + byte, 0),
    4,
  );
  const page = Buffer.alloc(4);
  page.writeUInt32BE(0x40000000 / 4096 + 1);
  return Buffer.concat([head, page, name, end, magic]);
}

async function alter(folder: TemporaryFolder, statement: string): Promise<void> {
  using database = new DatabaseSync(folder.file('ledger.sqlite'));
  database.exec(statement);
}

async function other(folder: TemporaryFolder, statement: string): Promise<void> {
  await writeFile(folder.file('ledger.sqlite'), '');
  return alter(folder, statement);
}
