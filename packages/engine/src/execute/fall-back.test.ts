import type { RenderEvent } from '@storyboard/core';
import { expect, test } from 'vitest';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { OTHER, TEST_CATALOGUE } from '../testing/test-catalogue.ts';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';

const BOTH = { provider: ['house', 'other'] };

test.each([
  ['broke', ['failed', 'held-back']],
  ['locked', ['failed', 'held-back']],
])(
  'a provider that is %s gets no more jobs, and those that were given to it are waited for',
  async (word, [first, second]) => {
    await using folder = await temporaryFolder({
      'film.yaml': filmOf({
        running: { prompt: 'pending red', priority: 2 },
        bad: { prompt: word ?? '', priority: 1 },
        late: 'blue',
      }),
    });
    const provider = createTestProvider();
    const { outcomes } = await executeFile(folder.file('film.yaml'), provider, {
      limits: new Map([['house', { concurrency: 2, submitsPerSecond: 20 }]]),
    });
    expect(outcomes.map(({ status }) => status)).toEqual(['succeeded', first, second]);
    expect(provider.submitted).toHaveLength(2);
  },
);

test('the next provider of the list is asked where the first certainly took nothing, and it is told', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'broke red', ...BOTH }, two: { prompt: 'blue', ...BOTH } }),
  });
  const house = createTestProvider();
  const other = createTestProvider(OTHER);
  const forgiving = {
    ...other,
    submit: (...[submission, options]: Parameters<TestProvider['submit']>) =>
      other.submit({ ...submission, request: { ...submission.request, prompt: 'red' } }, options),
  };
  const { outcomes, events } = await executeFile(folder.file('film.yaml'), [house, forgiving], {
    catalogue: TEST_CATALOGUE,
    concurrency: 1,
  });
  expect(outcomes).toMatchObject([
    { status: 'succeeded', provider: 'other' },
    { status: 'succeeded', provider: 'other' },
  ]);
  expect(house.submitted).toHaveLength(1);
  const failure = { kind: 'balance', message: 'No money left.' };
  expect(events.filter(({ type }) => type === 'job-fallback')).toEqual([
    { type: 'job-fallback', id: 'one/1', from: 'house', to: 'other', failure },
    { type: 'job-fallback', id: 'two/1', from: 'house', to: 'other', failure },
  ]);
});

test.each([
  ['refused', 'failed'],
  ['invalid', 'failed'],
  ['fails', 'failed'],
  ['throws', 'in-doubt'],
])('no other provider is asked for a job that %s', async (word, status) => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: { prompt: word, ...BOTH } }) });
  const other = createTestProvider(OTHER);
  const { outcomes, events } = await executeFile(folder.file('film.yaml'), [createTestProvider(), other]);
  expect(outcomes).toMatchObject([{ status }]);
  expect(other.submitted).toEqual([]);
  expect(told(events, 'job-fallback')).toBe(0);
});

test('what every provider of the list said is told, and one that was asked decides how it ended', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: { prompt: 'broke', ...BOTH } }) });
  const absent = await executeFile(folder.file('film.yaml'), createTestProvider());
  expect(absent.outcomes).toMatchObject([
    {
      status: 'failed',
      provider: 'house',
      failure: { kind: 'balance', message: 'house: No money left. / other: Jobs cannot be given to other.' },
    },
  ]);
  const both = await executeFile(folder.file('film.yaml'), [createTestProvider(), createTestProvider(OTHER)]);
  expect(both.outcomes).toMatchObject([
    { provider: 'other', failure: { message: 'house: No money left. / other: No money left.' } },
  ]);
});

test('a shot that goes on from another is bound to the provider that made that one', async () => {
  const two = { prompt: 'green', continues: { shot: 'one', use: 'clip' } };
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'down red', ...BOTH }, two }),
  });
  const house = createTestProvider();
  const other = createTestProvider(OTHER);
  const forgiving = {
    ...other,
    submit: (...[submission, options]: Parameters<TestProvider['submit']>) =>
      other.submit({ ...submission, request: { ...submission.request, prompt: 'red' } }, options),
  };
  const first = await executeFile(folder.file('film.yaml'), [house, forgiving], {
    policy: { transientTries: 1 },
  });
  expect(first.outcomes.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  const second = await executeFile(folder.file('film.yaml'), [house, forgiving]);
  expect(second.outcomes).toMatchObject([{ reused: true }, { reused: true }]);
  expect(house.submitted).toHaveLength(2);
});

function told(events: readonly RenderEvent[], type: RenderEvent['type']): number {
  return events.filter((event) => event.type === type).length;
}
