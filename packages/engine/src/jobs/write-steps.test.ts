import { expect, test } from 'vitest';
import type { NewStep } from '../ledger/ledger.ts';
import { openStepWriter } from './write-steps.ts';

function ended(job: string): NewStep {
  return { job, name: 'end', result: { status: 'succeeded' } };
}

function journal(write: (steps: readonly NewStep[]) => void = () => {}) {
  const written: (readonly string[])[] = [];
  const recordSteps = (steps: readonly NewStep[]) => {
    write(steps);
    written.push(steps.map(({ job }) => job));
  };
  return { recordSteps, written };
}

test('what jobs come to at one moment is written down together, and nobody goes on before it is', async () => {
  const { recordSteps, written } = journal();
  const write = openStepWriter({ recordSteps });
  const seen = ['a', 'b', 'c'].map((job) => write(ended(job)).then(() => written.length));
  expect(written).toEqual([]);
  expect(await Promise.all(seen)).toEqual([1, 1, 1]);
  expect(written).toEqual([['a', 'b', 'c']]);
  await write(ended('d'));
  expect(written).toEqual([['a', 'b', 'c'], ['d']]);
});

test('the answer to a submission waits for nothing', async () => {
  const { recordSteps, written } = journal();
  const write = openStepWriter({ recordSteps });
  const end = write(ended('a'));
  const submit = write({ job: 'b', name: 'submit', result: { status: 'accepted', operation: { job: '1' } } });
  expect(written).toEqual([['b']]);
  await Promise.all([end, submit]);
  expect(written).toEqual([['b'], ['a']]);
});

test('what could not be written down together is said to each', async () => {
  const full = new Error('The disk is full.');
  const { recordSteps } = journal(() => {
    throw full;
  });
  const write = openStepWriter({ recordSteps });
  const results = await Promise.allSettled([write(ended('a')), write(ended('b'))]);
  expect(results).toEqual([
    { status: 'rejected', reason: full },
    { status: 'rejected', reason: full },
  ]);
});

test('on a slow disk as much is gathered as comes in while one write takes', async () => {
  let ticks = 0;
  const { recordSteps, written } = journal(() => {
    ticks += 20;
  });
  const waits: number[] = [];
  const works: (() => void)[] = [];
  const later = (milliseconds: number, work: () => void) => {
    waits.push(milliseconds);
    works.push(work);
  };
  const write = openStepWriter({ recordSteps }, { ticks: () => ticks, later });
  const first = write(ended('a'));
  works.shift()?.();
  const others = ['b', 'c'].map((job) => write(ended(job)));
  ticks += 20;
  works.shift()?.();
  ticks += 1000;
  const last = write(ended('d'));
  works.shift()?.();
  await Promise.all([first, ...others, last]);
  expect(waits).toEqual([0, 20, 0]);
  expect(written).toEqual([['a'], ['b', 'c'], ['d']]);
});
