import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MicroUsd, microUsd } from '../units.ts';
import type { LockedShot, LockFile } from './lock-file.ts';
import { mergeLock } from './merge-lock.ts';
import { parseLock } from './parse-lock.ts';
import { printLock } from './print-lock.ts';

const meet: LockedShot = {
  take: 2,
  fingerprint: 'a'.repeat(64),
  sha256: '0'.repeat(64),
  provider: 'shortapi',
  model: 'alibaba/wan-2.6/reference-to-video',
  job: '20261122',
  seed: 0,
  cost: microUsd(157_500),
  made: '2026-11-22',
};
const { job, seed, cost, ...least } = meet;

test('a lock file is sorted text with one key a line', () => {
  const lock = lockOf({ on: least, meet });
  expect(
    printLock(lock),
  ).toBe(`# The take of every shot that is in the film. storyboard keeps this file; commit it beside the storyboard.
# When branches are merged, keep one side of each shot.
version: 1
shots:
  meet:
    take: 2
    fingerprint: ${'a'.repeat(64)}
    sha256: "${'0'.repeat(64)}"
    provider: shortapi
    model: alibaba/wan-2.6/reference-to-video
    job: "20261122"
    seed: 0
    cost: 0.1575
    made: 2026-11-22
  "on":
    take: 2
    fingerprint: ${'a'.repeat(64)}
    sha256: "${'0'.repeat(64)}"
    provider: shortapi
    model: alibaba/wan-2.6/reference-to-video
    made: 2026-11-22
`);
  expect(parseLock(printLock(lock))).toStrictEqual({ ok: true, lock: lockOf({ meet, on: least }) });
  expect(parseLock(printLock(lockOf({})))).toStrictEqual({ ok: true, lock: lockOf({}) });
});

const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
const text = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    fc.constantFrom('null', '1e5', '0x1F', '~'),
  )
  // What the reader refuses: some emoji hold signs that cannot be seen.
  .filter((value) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value));
const id = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/),
  fc.constantFrom('true', 'No', '007', '1e5', '0x1F', '12_3'),
);
const anyShot: fc.Arbitrary<LockedShot> = fc
  .record(
    {
      take: fc.integer({ min: 1, max: 100 }),
      fingerprint: hex,
      sha256: hex,
      provider: text,
      model: text,
      origin: fc.constantFrom('http://127.0.0.1:4000', 'https://[::1]', 'https://proxy.example'),
      job: text,
      seed: fc.maxSafeInteger(),
      cost: fc.integer({ min: 0, max: 1_000_000 * 999_999 }) as unknown as fc.Arbitrary<MicroUsd>,
      made: fc.constantFrom('2026-11-22', '1999-01-01'),
    },
    { requiredKeys: ['take', 'fingerprint', 'sha256', 'provider', 'model', 'made'] },
  )
  .map((shot) => ({ ...shot }));

test('whatever is written is read as it was, and written again as the same bytes', () => {
  fc.assert(
    fc.property(fc.dictionary(id, anyShot, { maxKeys: 5, noNullPrototype: true }), (shots) => {
      const lock = lockOf(shots);
      const printed = printLock(lock);
      const parsed = parseLock(printed);
      expect(parsed).toEqual({ ok: true, lock });
      expect(parsed.ok && printLock(parsed.lock)).toBe(printed);
      // As a person may leave it.
      expect(parseLock(`${printed}# Mine.\n`)).toEqual(parsed);
    }),
    { numRuns: 200 },
  );
});

test('no text makes the reader throw', () => {
  fc.assert(fc.property(fc.string(), (any) => typeof parseLock(any).ok === 'boolean'));
});

const printed = printLock(lockOf({ meet }));

test.each([
  ['', 1, 'it is not a lock file: it has no keys'],
  ['shots: {}', 1, 'it is not a lock file: it has no `version`'],
  ['version: 2\nshots: {}', 1, 'its `version` is not 1; it needs another version of storyboard'],
  ['version: 1\nshots: []', 1, '`shots` is not there, or not a mapping'],
  ['version: 1\nshots: {}\nmore: 1', 3, 'it has an unknown key `more`'],
  ['version: 1\nshots:\n  meet: 1', 3, 'the shot meet has no keys'],
  ['version: 1\nshots:\n  ../x: {}', 3, 'a key of `shots` is no shot id'],
  [printed.replace('seed: 0', 'sead: 0'), 12, 'the shot meet has an unknown key `sead`'],
  ...['127.0.0.1', 'http://a/b', 'http://a?b', 'ftp://a', 'http://a b', 'http://me:key@a'].map(
    (origin): [string, number, string] => [
      printed.replace('model:', `origin: ${JSON.stringify(origin)}\n    model:`),
      10,
      '`origin` of the shot meet is not what it should be',
    ],
  ),
  ...['a\u202Eb', 'a\u200Bb', 'a\u2028b'].map((provider): [string, number, string] => [
    printed.replace(/provider: .*/, `provider: ${JSON.stringify(provider)}`),
    9,
    '`provider` of the shot meet is not what it should be',
  ]),
  [printed.replace('take: 2', 'take: 0'), 6, '`take` of the shot meet is not what it should be'],
  [printed.replace('cost: 0.1575', 'cost: -1'), 13, '`cost` of the shot meet is not what it should be'],
  [printed.replace('cost: 0.1575', 'cost: .nan'), 13, '`cost` of the shot meet is not what it should be'],
  [printed.replace('a'.repeat(64), '../../x'), 7, '`fingerprint` of the shot meet is not what it should be'],
  [printed.replace(/ {4}sha256.*\n/, ''), 5, 'the shot meet has no `sha256`'],
  [`${printed}---\nversion: 1\n`, 15, 'it holds a second document'],
  [`${printed}  meet: {}\n`, 15, '`meet` is here twice; only one of them can count.'],
])('%j is refused in line %i', (wrong, line, message) => {
  expect(parseLock(wrong)).toStrictEqual({ ok: false, message, line });
});

test('what is no YAML, and a merge that is not finished, is said with its line', () => {
  expect(parseLock('version: 1\nshots: {')).toMatchObject({
    ok: false,
    line: 2,
    message: expect.stringContaining('it is not valid YAML: '),
  });
  const conflict = printed.replace('    seed: 0\n', '<<<<<<< HEAD\n    seed: 0\n=======\n>>>>>>> other\n');
  expect(parseLock(conflict)).toStrictEqual({
    ok: false,
    line: 12,
    message: 'it holds the marks of a merge that is not finished; keep one side of each shot',
  });
});

test('a render replaces what it made, keeps what it did not make and forgets shots that are gone', () => {
  const remade = { ...meet, take: 1 };
  const merged = mergeLock({
    old: lockOf({ meet, kept: least, gone: least }),
    made: new Map([
      ['meet', remade],
      ['fresh', least],
    ]),
    shots: ['fresh', 'kept', 'meet', 'missing'],
    isLocal: () => false,
  });
  expect(merged).toStrictEqual(lockOf({ fresh: least, kept: least, meet: remade }));
});

test('a drawing never takes the place of a paid take, and a paid take does of a drawing', () => {
  const drawing: LockedShot = { ...least, provider: 'animatic' };
  const isLocal = (provider: string) => provider === 'animatic';
  const merged = (before: LockedShot, now: LockedShot) =>
    mergeLock({ old: lockOf({ meet: before }), made: new Map([['meet', now]]), shots: ['meet'], isLocal });
  expect(merged(meet, drawing)).toStrictEqual(lockOf({ meet }));
  expect(merged(drawing, meet)).toStrictEqual(lockOf({ meet }));
  expect(merged(drawing, { ...drawing, take: 1 }).shots.get('meet')?.take).toBe(1);
});

function lockOf(shots: Readonly<Record<string, LockedShot>>): LockFile {
  return { shots: new Map(Object.entries(shots)) };
}
