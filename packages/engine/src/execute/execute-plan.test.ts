import { writeFileSync } from 'node:fs';
import { readdir, readFile, rm, symlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { executeFile, filmOf } from '../testing/execute-file.ts';
import { makeClip } from '../testing/make-clip.ts';
import { type TemporaryFolder, temporaryFolder } from '../testing/temporary-folder.ts';
import { HOUSE } from '../testing/test-catalogue.ts';
import { createTestProvider, type TestProvider } from '../testing/test-provider.ts';

test('every take is made, stored and remembered, and found again the next time', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red', two: { prompt: 'green', takes: 2 } }),
  });
  const provider = createTestProvider();
  const first = await executeFile(folder.file('film.yaml'), provider, { concurrency: 1 });
  expect(first.stopped).toBeUndefined();
  expect(first.outcomes).toMatchObject([
    { id: 'one/1', status: 'succeeded', reused: false, cost: { known: true, amount: 40_000 } },
    { id: 'two/1', status: 'succeeded', reused: false },
    { id: 'two/2', status: 'succeeded', reused: false },
  ]);
  for (const id of ['one/1', 'two/1', 'two/2']) {
    const own = first.events.filter((event) => 'id' in event && event.id === id);
    expect(own.map(({ type }) => type)).toEqual([
      'job-start',
      'job-submitted',
      'job-progress',
      'job-progress',
      'job-end',
    ]);
  }
  const second = await executeFile(folder.file('film.yaml'), provider);
  expect(provider.submitted).toHaveLength(3);
  expect(second.outcomes.map((outcome) => outcome.status === 'succeeded' && outcome.reused)).toEqual([
    true,
    true,
    true,
  ]);
  expect(second.events.map(({ type }) => type)).toEqual(['job-end', 'job-end', 'job-end']);
});

test('a shot that was renamed and moved is the same take', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  const provider = createTestProvider();
  await executeFile(folder.file('film.yaml'), provider);
  await folder.write('film.yaml', filmOf({ second: 'green', first: 'red' }));
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider);
  expect(provider.submitted).toHaveLength(2);
  expect(outcomes).toMatchObject([
    { id: 'second/1', status: 'succeeded', reused: true },
    { id: 'first/1', status: 'succeeded', reused: true },
  ]);
});

test('two shots that ask for the same are one job', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: 'red', two: 'red', three: 'blue' }),
  });
  const provider = createTestProvider();
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider, { concurrency: 3 });
  expect(provider.submitted.map(({ request }) => request.prompt).sort()).toEqual(['blue', 'red']);
  const [one, two] = outcomes;
  expect(one).toMatchObject({ status: 'succeeded', reused: false });
  expect(two).toMatchObject({ id: 'two/1', status: 'succeeded', reused: true, cost: undefined });
  expect(one?.status === 'succeeded' && two?.status === 'succeeded' && one.artifact === two.artifact).toBe(
    true,
  );
});

test('a failed job stops no other, and blocks those that go on from it', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({
      bad: 'fails',
      next: { prompt: 'red', continues: 'bad' },
      last: { prompt: 'green', continues: 'next' },
      thrown: 'throws',
      good: 'blue',
    }),
  });
  const { outcomes, stopped, events } = await executeFile(folder.file('film.yaml'), createTestProvider());
  expect(stopped).toBeUndefined();
  expect(outcomes).toMatchObject([
    { id: 'bad/1', status: 'failed', failure: { kind: 'moderation', message: 'This was not allowed.' } },
    { id: 'next/1', status: 'blocked', by: 'bad/1' },
    { id: 'last/1', status: 'blocked', by: 'next/1' },
    { id: 'thrown/1', status: 'in-doubt', reason: 'The line broke [2J while it was sent.' },
    { id: 'good/1', status: 'succeeded' },
  ]);
  const ends = events.flatMap((event) => (event.type === 'job-end' ? [`${event.id} ${event.status}`] : []));
  expect(ends.sort()).toEqual([
    'bad/1 failed',
    'good/1 succeeded',
    'last/1 blocked',
    'next/1 blocked',
    'thrown/1 in-doubt',
  ]);
});

test.each(['text', 'empty'])('footage that is %s is not taken for a take', async (word) => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: { prompt: word, duration: 2 } }) });
  const { outcomes } = await executeFile(folder.file('film.yaml'), createTestProvider());
  const message = 'The provider sent something that is not an MP4 video.';
  expect(outcomes).toMatchObject([{ status: 'failed', failure: { kind: 'unknown', message } }]);
  expect(await filesIn(folder)).toEqual({ tmp: [], objects: [] });
});

test('a video of another length is no take, and is kept, because it is paid', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({ one: { prompt: 'short', duration: 2 } }),
  });
  const provider = createTestProvider();
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider);
  const [outcome] = outcomes;
  const { message = '', file = '' } = outcome?.status === 'failed' ? outcome.failure : {};
  expect(message).toBe(
    'The provider sent 0.5 s of footage where 2 s were asked for; 1.5 to 2.5 s are taken.',
  );
  expect(await readFile(file)).toEqual(Buffer.from(await makeClip(0.5)));
  const again = await executeFile(folder.file('film.yaml'), provider);
  expect(again.outcomes).toMatchObject([{ status: 'failed', failure: { message } }]);
  expect(provider.submitted).toHaveLength(1);
});

test('as many jobs run at once as are allowed, and no more', async () => {
  const shots = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`s${n}`, `shot ${n}`]));
  await using folder = await temporaryFolder({ 'film.yaml': filmOf(shots) });
  const provider = createTestProvider();
  const three = Promise.withResolvers<void>();
  const together: TestProvider = {
    ...provider,
    submit: async (...asked) => {
      const answer = await provider.submit(...asked);
      if (provider.submitted.length >= 3) three.resolve();
      await three.promise;
      return answer;
    },
  };
  await executeFile(folder.file('film.yaml'), together, { concurrency: 3 });
  expect(provider.submitted).toHaveLength(6);
  expect(provider.mostAtOnce()).toBe(3);
});

test('the most urgent shots are started first', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({
      plain: 'plain',
      long: { prompt: 'long', duration: 1 },
      start: 'start of a chain',
      end: { prompt: 'end of the chain', duration: 1, continues: { shot: 'start', use: 'clip' } },
      urgent: { prompt: 'urgent', priority: 5 },
    }),
  });
  const provider = createTestProvider();
  await executeFile(folder.file('film.yaml'), provider, { concurrency: 1 });
  const started = provider.submitted.map(({ label }) => label.shot);
  // The end of the chain waits until its start is in the store; whether something plain goes before it is a matter of time.
  expect(started.slice(0, 3)).toEqual(['urgent', 'start', 'long']);
  expect(started.slice(3).sort()).toEqual(['end', 'plain']);
});

test('a shot that continues another is handed its clip or its last frame', async () => {
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({
      one: 'red',
      two: { prompt: 'green', continues: { shot: 'one', use: 'last-frame' } },
      three: { prompt: 'blue', continues: { shot: 'one', use: 'clip' } },
    }),
  });
  const provider = createTestProvider();
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider, { concurrency: 2 });
  expect(outcomes.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
  const fileFor = (shot: string) =>
    provider.submitted.find(({ label }) => label.shot === shot)?.references[0]?.file ?? 'none';
  const png = await readFile(fileFor('two'));
  expect([...png.subarray(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
  const [one] = outcomes;
  expect(fileFor('three')).toContain(one?.status === 'succeeded' ? `${one.artifact}.mp4` : 'none');

  // A project may come with a store that holds a link to what is nobody's business.
  const frame = fileFor('two');
  await rm(frame);
  await symlink(folder.file('film.yaml'), frame);
  const four = { prompt: 'yellow', continues: { shot: 'one', use: 'last-frame' } };
  await folder.write('film.yaml', filmOf({ one: 'red', four }));
  await executeFile(folder.file('film.yaml'), provider);
  expect(await readFile(fileFor('four'))).toEqual(png);
});

test('a shot goes on from the footage that is there, whichever provider of the list made it', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const provider = createTestProvider();
  await executeFile(folder.file('film.yaml'), provider);
  const one = { prompt: 'red', provider: ['absent', 'house'] };
  const two = { prompt: 'green', continues: { shot: 'one', use: 'clip' } };
  await folder.write('film.yaml', filmOf({ one, two }));
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider);
  expect(outcomes).toMatchObject([
    { id: 'one/1', status: 'succeeded', provider: 'house', reused: true },
    { id: 'two/1', status: 'succeeded', reused: false },
  ]);
});

test('a drawn shot goes on from the shot it names, not from another with the same words', async () => {
  const local = { ...HOUSE, local: true };
  await using folder = await temporaryFolder({
    'film.yaml': filmOf({
      one: 'red',
      two: 'red',
      three: { prompt: 'green', duration: 1, continues: { shot: 'two', use: 'clip' } },
    }),
  });
  const provider = createTestProvider(local);
  const options = { catalogue: [local], concurrency: 1 };
  const { outcomes } = await executeFile(folder.file('film.yaml'), provider, options);
  expect(provider.submitted.map(({ label }) => label.shot)).toEqual(['two', 'three', 'one']);
  expect(outcomes.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'one/1 succeeded',
    'two/1 succeeded',
    'three/1 succeeded',
  ]);
});

test('a reference that is changed while the film is made fails the shots that use it', async () => {
  const film = {
    ...JSON.parse(filmOf({ one: 'red', two: '@cat in green' })),
    references: { cat: { image: 'cat.png' } },
  };
  await using folder = await temporaryFolder({ 'film.yaml': JSON.stringify(film), 'cat.png': 'GIF89a cat' });
  const { outcomes } = await executeFile(folder.file('film.yaml'), createTestProvider(), {
    concurrency: 1,
    onEvent: ({ type }) => {
      if (type === 'job-submitted') writeFileSync(folder.file('cat.png'), 'a dog');
    },
  });
  const message = 'The reference cat.png was changed while the film was made; render again.';
  expect(outcomes).toMatchObject([
    { id: 'one/1', status: 'succeeded' },
    { id: 'two/1', status: 'failed', failure: { kind: 'unknown', message } },
  ]);
});

test('where the disk has too little room for what is paid, it is said before anything is begun', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'blue' }) });
  const provider = createTestProvider();
  const { outcomes, events, stopped } = await executeFile(folder.file('film.yaml'), provider, {
    freeBytes: 3_210_000,
  });
  expect(stopped).toMatchObject({
    code: 'store-unusable',
    message: expect.stringContaining('3.2 MB are free, and 8.0 MB are needed'),
  });
  expect([outcomes, events, provider.submitted]).toEqual([[], [], []]);
});

test('between two polls it sleeps, longer each time', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'pending' }) });
  const slept: number[] = [];
  let ticks = 0;
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
    ticks += milliseconds;
  };
  const clock = { now: () => 0, ticks: () => ticks, sleep };
  const policy = { firstAskMs: 1000 };
  const { outcomes } = await executeFile(folder.file('film.yaml'), createTestProvider(), { clock, policy });
  expect(outcomes).toMatchObject([{ status: 'succeeded' }]);
  expect(slept).toEqual([1000, 1000, 1000]);
});

test.each(['hangs', 'deaf', 'stalls', 'pending'])(
  'a provider that %s is left at once, and what was complete is kept',
  async (word) => {
    await using folder = await temporaryFolder({
      'film.yaml': filmOf({ good: { prompt: 'red', priority: 1 }, bad: word, after: 'blue' }),
    });
    const stop = new AbortController();
    let stoppedAt = 0;
    const awaited = new Set(['good', 'bad']);
    const real = createTestProvider();
    const sent = Promise.withResolvers<void>();
    const provider: TestProvider = {
      ...real,
      submit: (...asked) => {
        if (asked[0].request.prompt === word) sent.resolve();
        return real.submit(...asked);
      },
    };
    const { outcomes, stopped } = await executeFile(folder.file('film.yaml'), provider, {
      concurrency: 1,
      policy: { firstAskMs: 1000 },
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === 'job-start' && event.shot === 'bad') awaited.delete('bad');
        if (event.type === 'job-end' && event.id === 'good/1') awaited.delete('good');
        if (awaited.size > 0 || stoppedAt > 0) return;
        stoppedAt = Number.POSITIVE_INFINITY;
        void sent.promise.then(async () => {
          await sleep(100);
          stoppedAt = performance.now();
          stop.abort();
        });
      },
    });
    expect(performance.now() - stoppedAt).toBeLessThan(20_000);
    expect(stopped?.code).toBe('interrupted');
    const isInDoubt = word === 'hangs' || word === 'deaf';
    const reason = 'the run was stopped before The House answered';
    expect(outcomes).toMatchObject([
      { id: 'good/1', status: 'succeeded' },
      ...(isInDoubt ? [{ id: 'bad/1', status: 'in-doubt', reason }] : []),
    ]);
    expect((await filesIn(folder)).tmp).toEqual([]);
    await folder.write('film.yaml', filmOf({ good: 'red', after: 'blue' }));
    const again = await executeFile(folder.file('film.yaml'), createTestProvider());
    expect(again.outcomes).toMatchObject([{ reused: true }, { reused: false }]);
  },
);

test('a run that is stopped before it starts asks nobody', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red' }) });
  const provider = createTestProvider();
  const signal = AbortSignal.abort();
  const { outcomes, stopped } = await executeFile(folder.file('film.yaml'), provider, { signal });
  expect({ outcomes, code: stopped?.code, submitted: provider.submitted }).toEqual({
    outcomes: [],
    code: 'interrupted',
    submitted: [],
  });
});

test('a mistake of who listens is thrown, not taken for a failed shot', async () => {
  await using folder = await temporaryFolder({ 'film.yaml': filmOf({ one: 'red', two: 'green' }) });
  const run = executeFile(folder.file('film.yaml'), createTestProvider(), {
    onEvent: (event) => {
      if (event.type === 'job-end') throw new TypeError('no such view');
    },
  });
  await expect(run).rejects.toThrow('no such view');
});

async function filesIn(folder: TemporaryFolder) {
  const names = async (part: string) => readdir(folder.file(`.storyboard/${part}`));
  return { tmp: await names('tmp'), objects: await names('objects') };
}
