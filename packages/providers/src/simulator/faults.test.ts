import { expect, test } from 'vitest';
import {
  customerOf,
  idOf,
  jsonOf,
  type Outcome,
  type Patience,
  send,
  startAt,
  tinyClip,
} from '../testing/simulator-client.ts';
import type { Faults } from './fault-dial.ts';
import { FAULTS, type Fault, type FaultName, type FaultStage } from './fault-list.ts';
import type { SimulatedProvider, Simulator } from './simulator.ts';
import { startSimulator } from './start-simulator.ts';

type Expected = { readonly ends: Outcome['ends']; readonly status?: number };

const OPTIONS = { makeClip: tinyClip, jobSeconds: 0.05 };
/** How long is waited for what never comes, or two seconds late; what comes before it may take its time. */
const LATE_MS = 1000;

/** Faults whose end does not follow from their name. */
const SUBMIT_ENDS: { readonly [name in FaultName]?: Expected } = {
  'drop-before-create': { ends: 'broken' },
  'hang-before-create': { ends: 'late' },
  'refuse-code': { ends: 'whole', status: 200 },
  'echo-key': { ends: 'whole', status: 401 },
  'submit-redirect': { ends: 'whole', status: 307 },
  'drop-after-create': { ends: 'broken' },
  'cut-after-create': { ends: 'broken', status: 200 },
  'hang-after-create': { ends: 'late' },
  'endless-after-create': { ends: 'large', status: 200 },
  'drip-after-create': { ends: 'late', status: 200 },
  'slow-answer': { ends: 'late' },
  'answer-201': { ends: 'whole', status: 201 },
};

test.concurrent.each(casesOf('submit'))('$name of $provider: $about', async ({ name, provider }) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider, faults: { [name]: { next: 1 } } });
  const moderated = { ends: 'whole', status: provider === 'shortapi' ? 200 : 400 } as const;
  const expected =
    name === 'refuse-moderation'
      ? moderated
      : (SUBMIT_ENDS[name] ?? { ends: 'whole', status: statusIn(name) });
  const customer = customerOf(simulator);
  const outcome = await patientlyFor(expected, simulator).submit('A fox.');
  expect(outcome).toMatchObject(expected);
  await simulator.waitForRequests('submit', 1);
  const isStarted = !/^refuse|before|^echo|redirect/.test(name);
  const { jobs, spent, held } = simulator.account();
  expect(jobs).toHaveLength(isStarted ? 1 : 0);
  expect(spent + held).toBe(jobs[0]?.price ?? 0);
  const wait = outcome.headers?.get('retry-after') ?? '';
  expect(wait).toMatch(/retry-after$/.test(name) ? /^1$/ : /retry-date$/.test(name) ? / GMT$/ : /^$/);
  // It struck once, and is over.
  expect(idOf(await customer.submit('A fox.'))).toMatch(/\w{10}/);
});

test.each([
  ['malformed-after-create', undefined],
  ['empty-after-create', undefined],
  ['html-after-create', undefined],
  ['no-id-after-create', { code: 0, data: { amount: '0.425' } }],
  ['id-at-top', { code: 0, data: { amount: '0.425' }, job_id: expect.any(String) }],
  ['amount-number', { code: 0, data: { amount: 0.425, job_id: expect.any(String) } }],
  ['amount-double', { code: 0, data: { amount: '0.85', job_id: expect.any(String) } }],
  ['amount-missing', { code: 0, data: { job_id: expect.any(String) } }],
  ['refuse-code', { code: 10_001, info: expect.any(String) }],
] as const)('%s is seen in the body', async (name, body) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi', faults: { [name]: 1 } });
  expect(jsonOf(await customerOf(simulator).submit('A fox.'))).toEqual(body);
});

test.concurrent.each(casesOf('job'))('$name of $provider: $about', async ({ name, provider }) => {
  const { clock, simulator, customer } = await startAt({ provider, faults: { [name]: 1 } });
  await using _ = simulator;
  const id = idOf(await customer.submit('A fox.'));
  clock.ms += 61_000;
  const answer = jsonOf(await customer.poll(id));
  const isCharged = /charged|stuck/.test(name);
  const state = provider === 'shortapi' ? answer.data.status : answer.status;
  const [running, failed] = provider === 'shortapi' ? [1, 3] : ['generating', 'error'];
  expect(state).toBe(name === 'stuck' ? running : failed);
  const { spent, held, jobs, refunds } = simulator.account();
  const isHeld = name === 'stuck' && provider === 'aimlapi';
  expect(spent).toBe(isCharged && !isHeld ? jobs[0]?.price : 0);
  expect(held).toBe(isHeld ? jobs[0]?.price : 0);
  expect(refunds).toHaveLength(provider === 'shortapi' && !isCharged ? 1 : 0);
});

const POLL_ENDS: { readonly [name in FaultName]?: Expected } = {
  'poll-drop': { ends: 'broken' },
  'poll-cut': { ends: 'broken', status: 200 },
  'poll-hang': { ends: 'late' },
  'poll-slow': { ends: 'late' },
  'poll-endless': { ends: 'large', status: 200 },
  'poll-drip': { ends: 'late', status: 200 },
};

test.concurrent.each(casesOf('poll'))('$name of $provider: $about', async ({ name, provider }) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider });
  const customer = customerOf(simulator);
  const { id } = await customer.finish('A fox.');
  const honest = await customer.poll(id);
  simulator.setFaults({ [name]: 1 });
  const notFound = { ends: 'whole', status: provider === 'shortapi' ? 200 : 404 } as const;
  const expected =
    name === 'poll-404' ? notFound : (POLL_ENDS[name] ?? { ends: 'whole', status: statusIn(name) });
  const patient = patientlyFor(expected, simulator);
  const [first, second] = [await patient.poll(id), await patient.poll(id)];
  for (const outcome of [first, second]) expect(outcome).toMatchObject(expected);
  const isOther = [first, second].map(({ body }) => !body?.equals(honest.body ?? Buffer.of()));
  expect(isOther).toEqual(name === 'status-regress' ? expect.arrayContaining([true, false]) : [true, true]);
  simulator.setFaults({});
  expect((await customer.poll(id)).body).toEqual(honest.body);
  expect(simulator.account().jobs).toHaveLength(1);
});

const DOWNLOAD_ENDS: { readonly [name in FaultName]?: Expected } = {
  'link-expired': { ends: 'whole', status: 403 },
  'link-expired-once': { ends: 'whole', status: 403 },
  'download-drop': { ends: 'broken' },
  'download-hang': { ends: 'late' },
  'download-truncated': { ends: 'broken', status: 200 },
  'download-redirect': { ends: 'whole', status: 302 },
  'download-redirect-private': { ends: 'whole', status: 302 },
  'download-redirect-file': { ends: 'whole', status: 302 },
  'download-redirect-loop': { ends: 'whole', status: 302 },
  'download-huge': { ends: 'large', status: 200 },
  'download-slow': { ends: 'late', status: 200 },
  'download-drip': { ends: 'late', status: 200 },
};

test.concurrent.each(casesOf('download'))('$name of $provider: $about', async ({ name, provider }) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider });
  const { url } = await customerOf(simulator).finish('A fox.');
  const honest = await send(url);
  simulator.setFaults({ [name]: 1 });
  const expected = DOWNLOAD_ENDS[name] ?? { ends: 'whole', status: statusIn(name) };
  const outcome = await send(url, {}, patienceFor(expected));
  expect(outcome).toMatchObject(expected);
  expect(outcome.body?.equals(honest.body ?? Buffer.of())).toBe(false);
});

test.each(['drop-after-create', 'poll-500', 'download-truncated'] as const)(
  'a prompt can ask for %s, and for how often',
  async (name) => {
    await using simulator = await startSimulator({ ...OPTIONS, provider: 'aimlapi' });
    const customer = customerOf(simulator);
    const prompt = `A fox. #fault:${name}:2`;
    const ends: string[] = [];
    if (name === 'drop-after-create') {
      for (let turn = 0; turn < 3; turn += 1) ends.push((await customer.submit(prompt)).ends);
      expect(ends).toEqual(['broken', 'broken', 'whole']);
    } else if (name === 'poll-500') {
      const id = idOf(await customer.submit(prompt));
      const statuses = [await customer.poll(id), await customer.poll(id), await customer.poll(id)];
      expect(statuses.map(({ status }) => status)).toEqual([500, 500, 200]);
    } else {
      const { url } = await customer.finish(prompt);
      for (let turn = 0; turn < 3; turn += 1) ends.push((await send(url)).ends);
      expect(ends).toEqual(['broken', 'broken', 'whole']);
    }
    expect((await customer.submit('A fox without a wish.')).ends).toBe('whole');
  },
);

test('what a service cannot do does not strike there, neither always nor by a prompt', async () => {
  await using simulator = await startSimulator({
    ...OPTIONS,
    provider: 'aimlapi',
    faults: { 'moderation-charged': 1 },
  });
  const customer = customerOf(simulator);
  await customer.finish('A fox. #fault:job-failed-charged');
  expect(simulator.account().jobs).toMatchObject([{ state: 'completed' }]);
});

test('equal seeds fail and last equally, whatever runs beside; other seeds do not', async () => {
  const run = async (seed: number, turns: readonly number[]) => {
    await using simulator = await startSimulator({
      ...OPTIONS,
      provider: 'aimlapi',
      seed,
      jobSeconds: [1, 9],
      faults: { 'refuse-429': 0.5 },
    });
    const customer = customerOf(simulator);
    const outcomes = await Promise.all(turns.map((turn) => customer.submit(`Shot ${turn}.`)));
    return turns
      .map(
        (turn, index) =>
          `${turn}: ${outcomes[index]?.status} ${jsonOf(outcomes[index] ?? { ends: 'late' })?.id}`,
      )
      .sort();
  };
  const turns = Array.from({ length: 20 }, (_, index) => index);
  const first = await run(7, turns);
  expect(await run(7, turns.toReversed())).toEqual(first);
  expect(await run(8, turns)).not.toEqual(first);
  expect(first.some((line) => line.includes('429')) && first.some((line) => line.includes('200'))).toBe(true);
});

test.each([
  [{ 'poll-5000': 1 }, 'There is no fault called poll-5000.'],
  [{ 'poll-500': 2 }, 'The probability of poll-500 is not from 0 to 1.'],
  [{ 'poll-500': { next: 0.5 } }, 'The count of poll-500 is not whole.'],
])('faults %j are refused, in the process and over HTTP', async (faults, message) => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'aimlapi' });
  expect(() => simulator.setFaults(faults as Faults)).toThrow(message);
  const answer = await send(`${simulator.origin}/simulator/faults`, {
    method: 'POST',
    body: JSON.stringify(faults),
  });
  expect(answer.status).toBe(400);
  expect(jsonOf(answer)).toEqual({ message });
});

test('faults can be set over HTTP', async () => {
  await using simulator = await startSimulator({ ...OPTIONS, provider: 'shortapi' });
  const body = JSON.stringify({ 'refuse-402': { next: 1 } });
  expect((await send(`${simulator.origin}/simulator/faults`, { method: 'POST', body })).status).toBe(200);
  expect((await customerOf(simulator).submit('A fox.')).status).toBe(402);
});

function casesOf(stage: FaultStage): readonly {
  readonly name: FaultName;
  readonly about: string;
  readonly provider: SimulatedProvider;
}[] {
  const faults: readonly (Fault & { readonly name: FaultName })[] = FAULTS;
  return faults
    .filter((fault) => fault.stage === stage)
    .flatMap(({ name, about, only }) => {
      const providers: readonly SimulatedProvider[] = only === undefined ? ['shortapi', 'aimlapi'] : [only];
      return providers.map((provider) => ({ name, about, provider }));
    });
}

function patientlyFor(expected: Expected, simulator: Simulator): ReturnType<typeof customerOf> {
  const patience = patienceFor(expected);
  return customerOf(simulator, patience === undefined ? {} : { patience });
}

function patienceFor({ ends, status }: Expected): Patience | undefined {
  if (ends !== 'late') return undefined;
  return { headersMs: status === undefined ? LATE_MS : 30_000, bodyMs: LATE_MS };
}

function statusIn(name: FaultName): number {
  return Number(/\d{3}/.exec(name)?.[0] ?? 200);
}
