import type { Cost } from '@storyboard/core';
import { fromUsd } from '@storyboard/core/units';
import type { JobStatus, StoryboardStatus, TakeStatus } from '@storyboard/engine';
import { CATALOGUE } from '@storyboard/providers/catalogue';
import { expect, test } from 'vitest';
import { plainLook } from '../../testing/plain-look.ts';
import { textWidth } from '../text-width.ts';
import { takeCostText } from './job-words.ts';
import { statusText } from './status-text.ts';
import { takesText } from './takes-text.ts';
import { choicesText, decidedText, decisionsText, jobName, undecidedJobText } from './undecided-text.ts';

const PRICE: Cost = {
  known: true,
  amount: fromUsd(0.64),
  from: { source: 'https://example.com/prices', asOf: '2026-11-22', estimated: true },
  detail: '',
};

function jobOf(id: string, changes: Partial<JobStatus> = {}): JobStatus {
  const [shot = '', take = ''] = id.split('/');
  return {
    job: `${'a'.repeat(8)}${shot}.1`,
    serviceJob: `job_${shot}`,
    submissionId: '7b6cfbd4-3f0c-4c5b-9d0b-000000000001',
    id,
    shot,
    take: Number(take),
    provider: 'shortapi',
    origin: undefined,
    model: 'alibaba/wan-2.6/reference-to-video',
    at: '2026-11-22T08:31:45.123Z',
    state: 'stored',
    reason: undefined,
    failure: undefined,
    price: PRICE,
    charged: undefined,
    counted: fromUsd(0.64),
    file: undefined,
    isTaken: true,
    isAtWork: false,
    ...changes,
  };
}

function takeOf(id: string, changes: Partial<TakeStatus> = {}): TakeStatus {
  const [shot = '', take = ''] = id.split('/');
  return {
    id,
    shot,
    take: Number(take),
    picked: take === '1',
    state: 'not-made',
    why: 'not made yet',
    provider: 'shortapi',
    model: 'alibaba/wan-2.6/reference-to-video',
    fingerprint: 'f',
    footage: undefined,
    job: undefined,
    price: undefined,
    ...changes,
  };
}

const footage = {
  artifact: 'd',
  file: '/films/.storyboard/objects/dd/dd00.mp4',
  sizeBytes: 1,
  made: '2026-11-22T08:33:00Z',
  origin: undefined,
  cost: undefined,
};
const DOUBT = jobOf('embrace/2', {
  state: 'in-doubt',
  serviceJob: undefined,
  isTaken: false,
  reason: 'the connection\u001B[31m broke',
});
const LOST = jobOf('storm/1', { state: 'lost', reason: 'its link is gone', charged: fromUsd(0.7) });
const STATUS: StoryboardStatus = {
  storyboard: { path: 'film.yaml', title: 'The \u001B[2JPortrait' },
  storeFolder: '/films/.storyboard',
  takes: [
    takeOf('meet/1', { state: 'made', why: 'made by shortapi', job: jobOf('meet/1'), footage }),
    takeOf('meet/2', {
      state: 'made',
      why: 'drawn',
      provider: 'animatic',
      footage: { ...footage, cost: fromUsd(0) },
    }),
    takeOf('embrace/1', {
      state: 'in-flight',
      why: 'already paid',
      job: jobOf('embrace/1', { state: 'in-flight' }),
    }),
    takeOf('embrace/2', { state: 'in-doubt', why: 'perhaps paid', job: DOUBT }),
    takeOf('night/1', {
      state: 'failed',
      job: jobOf('night/1', {
        state: 'failed',
        failure: { kind: 'moderation', message: 'not\u0007 allowed' },
      }),
      price: PRICE,
    }),
    takeOf('home/1', { price: { known: false, reason: 'not published' } }),
  ],
  otherJobs: [LOST, jobOf('old/1', { file: '/films/.storyboard/objects/ee/ee00.mp4' })],
  undecided: [DOUBT, LOST],
  spending: {
    spent: fromUsd(1.92),
    inFlight: fromUsd(0.64),
    inDoubt: fromUsd(1.34),
    toMake: fromUsd(0.64),
    unpriced: 1,
    limit: fromUsd(4),
    total: fromUsd(30),
  },
};

test.each([
  [{ state: 'failed', charged: fromUsd(0), counted: fromUsd(0) } as const, '$0.00'],
  [{ state: 'refused', counted: fromUsd(0) } as const, '$0.00'],
  [{ state: 'failed', charged: fromUsd(0.4), counted: fromUsd(0.4) } as const, '$0.40'],
  [{ state: 'failed', counted: fromUsd(0) } as const, 'unknown'],
])('a take that failed costs what its job did: %j', (changes, text) => {
  const price = { known: false, reason: 'not published' } as const;
  const job = jobOf('night/1', { ...changes, price });
  expect(takeCostText(takeOf('night/1', { state: 'failed', job, price }))).toBe(text);
});

test('the status of a film with a take of every state, and jobs that nothing asks for any more', async () => {
  await expect(statusText(STATUS, 'film.yaml', plainLook(100))).toMatchFileSnapshot('golden/status.txt');
});

test.each([70, 80, 120])('no line of a status is wider than a terminal of %d columns', (columns) => {
  const lines = statusText(STATUS, 'film.yaml', plainLook(columns)).split('\n');
  const table = lines.filter((line) => / {2}(shortapi|animatic) {2}/.test(line));
  expect(table.filter((line) => textWidth(line) > columns)).toEqual([]);
  expect(table).toHaveLength(8);
});

test('of a job that is over, whose footage was not to be had or used, it is said where it is', () => {
  const takes = [takeOf('meet/1', { state: 'in-flight', job: jobOf('meet/1', { state: 'ready' }) })];
  const text = statusText({ ...STATUS, takes, otherJobs: [], undecided: [] }, 'film.yaml', plainLook(120));
  expect(text).toContain('  finished at the service; its footage is not here yet\n');
});

test('a long reason stands whole below its row, and one that says nothing new not at all', () => {
  const message = 'ShortAPI gave no answer that says whether it took the job: the connection was refused.';
  const failure = { kind: 'transient', message } as const;
  const takes = [
    takeOf('meet/1', { state: 'made', why: 'made by shortapi', job: jobOf('meet/1'), footage }),
    takeOf('night/1', { state: 'failed', job: jobOf('night/1', { state: 'refused', failure }) }),
    takeOf('home/1', { why: 'made, but its file is gone or damaged' }),
    takeOf('end/1'),
  ];
  const text = statusText({ ...STATUS, takes, otherJobs: [], undecided: [] }, 'film.yaml', plainLook(80));
  expect(text.split('\n').slice(3, 11)).toEqual([
    '  TAKE   STATE     PROVIDER  JOB         COST',
    '  meet   made      shortapi  job_meet   $0.64',
    '  night  failed    shortapi  job_night  $0.64',
    '      transient: ShortAPI gave no answer that says whether it took the job: the',
    '      connection was refused.',
    '  home   not made  shortapi  –              –',
    '      made, but its file is gone or damaged',
    '  end    not made  shortapi  –              –',
  ]);
});

test.each<[string, Partial<TakeStatus>, string]>([
  ['by its own job', { job: jobOf('a/1'), footage: { ...footage, cost: fromUsd(0.7) } }, '$0.70'],
  ['by the lock file alone', { footage: { ...footage, cost: fromUsd(0.64) } }, '$0.64'],
  ['as nobody knows', { footage }, '–'],
  ['nothing', { footage: { ...footage, cost: fromUsd(0) } }, 'free'],
])('what a made take cost, %s, is said', (_, changes, text) => {
  expect(takeCostText(takeOf('a/1', { state: 'made', ...changes }))).toBe(text);
});

test('takes are listed with their files, and footage that was paid for earlier', async () => {
  const context = { file: 'film.yaml', pathText: (file: string) => file.replace('/films/', '') };
  await expect(takesText(STATUS, context, plainLook(80))).toMatchFileSnapshot('golden/takes.txt');
});

test('a job that waits for a decision is shown with all that helps to find it, and the commands that decide it', async () => {
  const text = [DOUBT, LOST]
    .map((job) => {
      const name = jobName(job, [DOUBT, LOST]);
      const commands = decisionsText(job, name, 'my film.yaml', plainLook(80));
      return `${undecidedJobText(job, CATALOGUE, plainLook(80))}\n${commands}\n${choicesText(job)}\n`;
    })
    .join('\n');
  await expect(text).toMatchFileSnapshot('golden/undecided.txt');
});

test('a job is named as shortly as it can be found by', () => {
  const other = { ...DOUBT, job: 'b.2' };
  expect(jobName(DOUBT, [DOUBT])).toBe('embrace');
  expect(jobName(DOUBT, [DOUBT, jobOf('embrace/1')])).toBe('embrace/2');
  expect(jobName(DOUBT, [DOUBT, other])).toBe(DOUBT.job);
});

test.each([
  [{ decision: 'adopt', job: 'job_\u001B7' }, 'is taken up by the next render'],
  [{ decision: 'abandon' }, 'counts nothing; the next render makes it anew'],
  [
    { decision: 'pay-again' },
    '$0.70 charged stays counted; where the film still needs it, the next render pays for it once more',
  ],
] as const)('what %j leads to is said', (choice, says) => {
  const text = decidedText(LOST, choice, plainLook(80));
  expect(text).toContain(says);
  expect(text).not.toContain('\u001B');
});
